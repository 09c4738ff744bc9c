using Metrology.App.Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Features.Certificates;

namespace Metrology.Web.Features.Certificates
{
    public sealed class CertificateWords(Language language) : WordList(language)
    {
        public string Title => Say("证书", "Certificates");
        public string Number => Say("证书编号", "Certificate No.");
        public string KindTitle => Say("类别", "Kind");
        public string Any => Say("全部", "Any");
        public string Validity => Say("有效性", "Validity");
        public string IssuedOn => Say("签发日期", "Issued on");
        public string Customer => Say("送检单位", "Customer");
        public string Filter => Say("筛选", "Filter");
        public string FilterHint => Say("证书编号、出厂编号、单位", "Certificate, serial number, customer");
        public string Empty => Say("没有证书", "No certificates");
        public string EmptyHelp => Say("批准人签发后，证书出现在这里。也可以放宽筛选条件。", "A certificate appears here when an approver has issued it. You can also widen the filter.");
        public string Download => Say("下载 PDF", "Download PDF");
        public string Show => Say("打开 PDF", "Open PDF");
        public string Record => Say("原始记录", "Original record");
        public string Hash => Say("PDF 文件的 SHA-256", "SHA-256 of the PDF file");
        public string DownloadDcc => Say("下载 DCC", "Download DCC");
        public string DccHash => Say("数字校准证书（DCC，XML）的 SHA-256", "SHA-256 of the digital certificate (DCC, XML)");
        public string NoDcc => Say("没有：有单位不能用 D-SI 表示", "None: a unit cannot be said in D-SI");
        public string Signature => Say("电子签名", "Electronic signature");
        public string Unsigned => Say("未签名：签发时没有配置签名密钥。真伪以查询页和 SHA-256 为准。", "Not signed: no signing key was configured when it was issued. The check page and the SHA-256 tell whether it is genuine.");
        public string SignedHelp => Say(
            "PDF（PAdES）和 DCC（XAdES-B）由本机构服务器上的 X.509 证书签名；这不是 GB/T 38540 电子印章。",
            "PDF (PAdES) and DCC (XAdES-B) are signed with an X.509 certificate kept on the institution's server. It is no electronic seal by GB/T 38540.");
        public string TimeStamp => Say("时间戳", "Time stamp");
        public string NoStamp => Say("没有：签名中的时间是服务器自己的时钟，没有第三方证明。", "None: the time in the signature is the server's own, and nobody else vouches for it.");
        public string StampHelp => Say("时间戳机构（RFC 3161）证明 PDF 的签名在此时已经存在（PAdES-B-T）。DCC 单独的签名没有时间戳。", "A time-stamping authority (RFC 3161) vouches that the signature of the PDF existed then (PAdES-B-T). The signature of the DCC alone has none.");
        public string Seal => Say("签章服务", "Seal service");
        public string SealHelp => Say(
            "PDF 的第二个签名由机构配置的签章服务作出，本系统只核对它是有效的数字签名；它是不是 GB/T 38540 电子印章，由该服务负责。",
            "A second signature of the PDF was made by the seal service that the institution configured. This system checks that it is a good digital signature; whether it is an electronic seal by GB/T 38540 is for that service to say.");
        public string DemonstrationKey => Say("示例密钥：演示时自动生成，不证明任何事。", "Demonstration key: made for the demonstration, it proves nothing.");
        public string Fingerprint => Say("签名证书的 SHA-256", "SHA-256 of the signing certificate");
        public string OfflinePage => Say("离线核对页（一个 HTML 文件，下载后无需网络）", "Offline verifier (one HTML file; works without a network once saved)");
        public string Ledger => Say("台账", "Ledger");
        public string LedgerEntry(long entry, long size, string at) => Say($"在台账中：第 {entry} 条，共 {size} 条；检查点签署于 {at}", $"In the ledger: entry {entry} of {size}; checkpoint signed at {at}");
        public string LedgerNotYet(long entry) => Say($"在台账中（第 {entry} 条），尚未签署检查点；最迟十分钟后可下载证明。", $"In the ledger (entry {entry}), not yet under a signed checkpoint; a proof can be downloaded in ten minutes at the latest.");
        public string LedgerDamaged => Say("台账与这份证书的记录不符：数据库被绕过本系统改动。请不要依赖这份证书，并联系签发机构。", "The ledger and the row of this certificate do not agree: the database was changed behind the product. Do not rely on this certificate, and tell the institution.");
        public string DownloadProof => Say("下载台账证明", "Download the proof");
        public string DownloadKey => Say("台账公钥", "Public key of the ledger");
        public string ProofHelp => Say("用 metrology-verify check 文件.pdf --proof 证明 --ledger-key 公钥 离线核对。请从机构的其他公开渠道核实公钥。", "Checked offline by metrology-verify check FILE.pdf --proof PROOF --ledger-key KEY. Compare the key with one that the institution published elsewhere.");
        public string Facts => Say("签发信息", "Issue");
        public string CheckPage => Say("公众查询页", "Public check page");
        public string CheckCode => Say("校验码", "Check code");
        public string NextCalibration => Say("下次校准（约定）", "Next calibration (agreed)");
        public string NoValidity(CertificateKind kind) => kind switch
        {
            CertificateKind.CalibrationCertificate => Say("校准证书没有有效期；下次校准日期由客户约定", "A calibration certificate has no validity; the day of the next calibration is what was agreed"),
            CertificateKind.RejectionNotice => Say("结果通知书没有有效期", "A notice has no validity"),
            CertificateKind.TestReport => Say("检测报告没有有效期", "A test report has no validity"),
            _ => NoInterval,
        };
        public string NoInterval => Say("没有给出复校间隔", "No interval is stated");
        public string Document => Say("证书内容", "Document");
        public string DocumentHelp => Say("与签发的 PDF 出自同一份内容；有法律意义的是 PDF 文件。", "Made from the same content as the PDF that was issued; the PDF is what counts.");
        public string NotConfirmed => Say("没有得到确认", "Not confirmed");
        public string PublicTitle => Say("证书真伪查询", "Check a certificate");
        public string PublicHelp => Say("输入证书上印的编号和校验码，或扫描证书上的二维码。", "Enter the number and the check code printed on the certificate, or scan its QR code.");
        public string PublicCodeHelp => Say("16 位字母和数字，空格可以不输。", "16 letters and digits; spaces do not matter.");
        public string PublicSubmit => Say("查询", "Check");
        public string Genuine => Say("本机构签发过这份文件", "This document was issued by the institution");
        public string GenuineHelp => Say("请逐项与手中的文件核对；有任何不同，以此页为准并联系该机构。", "Compare every line with the document in your hands. Where they differ, this page holds; ask the institution.");
        public string Institution => Say("签发机构", "Institution");
        public string Again => Say("查询另一份", "Check another");
        public string File => Say("核对文件", "Compare the file");
        public string FileHelp => Say("选择或拖入 PDF 或 DCC 文件。文件只在您的浏览器里计算，不会上传。", "Choose or drop the PDF or the DCC. It is computed in your browser and never uploaded.");
        public string FileSame => Say("文件与签发的完全一致", "The file is exactly what was issued");
        public string FileDiffers => Say("文件与签发的不一致", "The file differs from what was issued");
        public string FileImpossible => Say("这个浏览器不能计算（需要 https）。请自行计算文件的 SHA-256 与上面核对。", "This browser cannot compute it (https is needed). Compute the SHA-256 yourself and compare it with the above.");
        public string Sample => Say("示例：演示用的虚构数据，没有法律效力。", "Sample: invented data for demonstration, without legal effect.");
        public string Simulated => Say("模拟：读数来自模拟器，不是真实的检定。", "Simulated: the readings come from simulators; this is no real verification.");

        public string End => Say("更正或撤销", "Correct or withdraw");
        public string Replace => Say("更正并替代", "Correct and replace");
        public string ReplaceHelp => Say(
            "按原始记录和现在登记的名称、地址重新出具一份，编号是新的，并注明替代本证书。测量数据不会改变。原因印在新证书上。",
            "Writes it again from the record with the names and addresses registered now, under a new number, and says that it replaces this one. What was measured does not change. The reason is printed on it.");
        public string WithdrawInstead => Say("撤销，不再出具…", "Withdraw without another…");
        public string Withdraw(string number) => Say($"撤销 {number}", $"Withdraw {number}");
        public string WithdrawHelp => Say("公众查询页会立即显示“已撤销”。撤销不能取消。", "The public check page says so at once. It cannot be undone.");
        public string Reason => Say("原因", "Reason");
        public string EndedHelp => Say("不能再使用这份文件", "This document must no longer be used");
        public string Replaced(string number) => Say($"已出具 {number}，原证书作废。", $"{number} was issued; the old one must no longer be used.");
        public string WasWithdrawn(string number) => Say($"{number} 已撤销。", $"{number} was withdrawn.");
        public string EndedBy(string name, string at) => Say($"{at} 由 {name}。原因：", $"{at} by {name}. Reason:");
        public string EndedOn(DateOnly day) => Say($"自 {day.Iso()} 起", $"since {day.Iso()}");
        public string ReplacedBy => Say("现行证书编号", "Number of the certificate in its place");
        public string WasReplacedBy => Say("曾被替代为", "It was replaced by");
        public string NoneStands => Say("替代它的证书也已撤销，没有现行的证书。", "What replaced it was withdrawn itself; no certificate stands in its place.");

        public string RegisterUnusable => Say("登记资料不可使用", "Register entry unusable");
        public string RegisterUnusableHelp => Say("器具或送检单位的登记资料与台账不符，这里显示的不可信；证书本身以证书页为准。", "Instrument or customer are not what the ledger says, so what stands here cannot be believed; of the paper itself its own page says whether it is good.");

        public string Status(CertificateStatus status) => status switch
        {
            CertificateStatus.Standing => Say("现行", "Standing"),
            CertificateStatus.Replaced => Say("已被替代", "Replaced"),
            CertificateStatus.Withdrawn => Say("已撤销", "Withdrawn"),
            CertificateStatus.Unusable => Say("不可使用", "Unusable"),
        };

        public string Kind(CertificateKind kind) => kind switch
        {
            CertificateKind.VerificationCertificate => Say("检定证书", "Verification certificate"),
            CertificateKind.RejectionNotice => Say("检定结果通知书", "Rejection notice"),
            CertificateKind.CalibrationCertificate => Say("校准证书", "Calibration certificate"),
            CertificateKind.TestReport => Say("检测报告", "Test report"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public CertificateWords Certificates { get; } = new(language);
    }
}
