using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Features.Equipment;

namespace Metrology.Web.Features.Equipment
{
    public sealed class ForeignWords(Language language) : WordList(language)
    {
        public string Title => Say("导入数字校准证书", "Import a digital certificate");
        public string ConfirmTitle => Say("核对读取的证书", "Confirm what was read");
        public string File => Say("数字校准证书（DCC）：XML，或嵌入 XML 的 PDF", "Digital calibration certificate (DCC): XML, or a PDF that carries it");
        public string FileHelp => Say("先读取并检查签名，显示内容供您核对；确认之前不保存任何内容。最大 6 MiB。", "It is read and its signature checked, and you see what it says; nothing is saved before you confirm. At most 6 MiB.");
        public string Read => Say("读取", "Read");
        public string Save => Say("确认并登记", "Confirm and register");
        public string ForInstrument => Say("所属设备", "Instrument");
        public string SameInstrument => Say("证书载有这台设备的编号。", "The certificate names this instrument by its number.");
        public string OtherInstrument => Say("证书上的器具编号与这台设备不同。", "The certificate names another number than this instrument has.");
        public string Accept => Say("已核对：确为同一台设备", "I have compared them: it is this instrument");
        public string ValidHelp => Say("DCC 通常不写有效期，请按证书原文或本机构的确认间隔填写。留空即未知，不算有效。", "A DCC seldom says one: enter what the certificate or your own interval gives. Empty is unknown and never valid.");
        public string Quantities => Say("不确定度属于哪个被测量", "Which measurand each uncertainty is of");
        public string QuantitiesHelp => Say("每个量有多个值时，取标准不确定度最大的一个；几个量指为同一被测量时也是如此。", "Of several values the one with the largest standard uncertainty counts; so it does when several quantities are of one measurand.");
        public string Quantity => Say("量", "Quantity");
        public string Values => Say("值", "Values");
        public string NoUncertainty => Say("未给出", "none stated");
        public string UnknownUnit => Say("系统没有这个单位，请手工登记", "unit not known here; enter it by hand");
        public string NotTaken => Say("不登记", "not registered");
        public string Other => Say("其他（用证书上的名称）", "Other (by the name in the certificate)");
        public string Unnamed => Say("（无名称）", "(no name)");
        public string PerformedOn => Say("校准日期", "Calibrated on");
        public string Item => Say("器具", "Instrument in the certificate");
        public string Identifications => Say("器具编号", "Its numbers");
        public string Customer => Say("委托方", "Customer");
        public string Replaces => Say("替代的证书", "Replaces");
        public string Signature => Say("签名", "Signature");
        public string Unsigned => Say("没有签名", "Not signed");
        public string UnsignedHelp => Say("文件内容无法证明由谁出具。请用其他途径核实来源后再登记。", "Nothing proves who issued it. Make sure of its origin by other means before you register it.");
        public string SignedHelp => Say("签名与文件相符；签名人的证书是否可信须由您判断，系统没有核对。", "Signature and file agree; whether the signer's certificate is to be trusted is for you to judge, and was not checked.");
        public string NotChecked => Say("此种签名未检查", "kind not checked");
        public string Format => Say("格式", "Format");
        public string Hash => Say("文件 SHA-256", "SHA-256 of the file");
        public string Statement => Say("声明", "Statement");
        public string Original => Say("原始文件", "Original file");

        public string Part(ReceivedPart part) => part == ReceivedPart.Dcc ? Say("XML 文件", "XML") : Say("页面", "Pages");

        public string Largest(int count) => Say($"{count} 个值中最大", $"largest of {count}");

        public string NotShown(int count) => Say($"另有 {count} 个量没有列出。", count == 1 ? "1 more quantity is not listed." : $"{count} more quantities are not listed.");

        public string NotRead(string elements) => Say($"含有没有读取的数值：{elements}", $"Holds numbers that were not read: {elements}");

        public string Imported(string number) => Say($"已登记证书“{number}”并保存原始文件。", $"Certificate “{number}” was registered and its file kept.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ForeignWords Foreign { get; } = new(language);
    }
}
