using Metrology.Core.Traceability;
using Metrology.App.Standards;
using Metrology.Core.Words;
using Metrology.Web.Features.Standards;

namespace Metrology.Web.Features.Standards
{
    public sealed class StandardWords(Language language) : WordList(language)
    {
        public string Title => Say("计量标准", "Measurement standards");
        public string New => Say("新建计量标准", "New standard");
        public string Code => Say("分类编码", "Code");
        public string CodeLong => Say("分类编码（JJF 1022）", "Classification code (JJF 1022)");
        public string CodeHelp => Say("8 位数字，首位 0 不能省略；不知道就留空。", "Eight digits with the leading zero; leave empty when not known.");
        public string Place => Say("保存地点", "Place");
        public string Range => Say("测量范围", "Measuring range");
        public string Uncertainty => Say("不确定度、准确度等级或最大允许误差", "Uncertainty, accuracy class or MPE");
        public string Owner => Say("统计类别", "Counting class");
        public string Suspension => Say("封存", "Suspension");
        public string SuspendedFrom => Say("封存自", "Suspended from");
        public string SuspendedUntil => Say("封存至", "Suspended until");
        public string SuspendedHelp => Say("没有止日即一直封存。", "Without an end it stays suspended.");
        public string WithdrawnOn => Say("撤销日期", "Withdrawn on");
        public string Certificates => Say("证书", "Certificates");
        public string NoCertificate => Say("没有登记这种证书，因此不能算有效。", "No such certificate is registered, so it is not in force.");
        public string InForceOn => Say("当日在用", "in force that day");
        public string Equipment => Say("标准器与配套设备", "Main standards and auxiliary equipment");
        public string Main => Say("计量标准器", "Main standard");
        public string Auxiliary => Say("配套设备", "Auxiliary equipment");
        public string NoEquipment => Say("尚未登记标准器与配套设备。", "No main standard and no auxiliary equipment is registered.");
        public string EquipmentLapsed => Say("有设备在这一天没有有效的溯源证书：这一天不能用它检定。", "An instrument has no traceability certificate in force that day: it cannot be used for verification then.");
        public string Pick => Say("从设备登记册选择", "Choose from the equipment register");
        public string Kind => Say("证书种类", "Kind of certificate");
        public string CertificateHelp => Say("更新换证时另登记一张；原有证书留作历史。", "A renewal is one more certificate; those before it stay as history.");
        public string NumberHelp => Say("照证书原样填写。带“社”的是社会公用计量标准证书。", "As printed on the certificate.");
        public string AddTo => Say("所属计量标准", "For the standard");
        public string Total => Say("全部", "All");
        public string InForce => Say("有效", "In force");
        public string ExpiringWithin => Say("其中 ≤ 60 天", "of these ≤ 60 days");
        public string CountsOnBoth => Say("所需证书都在有效期内、未封存、未撤销才算有效：社会公用计量标准要两张证书，其他的只要考核证书。", "In force only while each certificate that it needs is, and neither suspended nor withdrawn: public standards need two, others the assessment certificate.");
        public string Empty => Say("还没有计量标准", "There are no standards yet");
        public string EmptyHelp => Say("用右上角的“新建计量标准”登记第一项，再登记两张证书。", "Enter the first with “New standard” at the upper right, then its two certificates.");
        public string TargetCannot => Say("登记册不能按这个口径计数，因此没有对应的计量标准。", "The register cannot count this reading, so no standards belong to it.");
        public string BackToTarget => Say("回到目标", "Back to the target");

        public string OfTarget(string target, string reading) => Say($"只列出目标 {target} 在口径“{reading}”下所指的计量标准。", $"Only the standards that target {target} means under the reading “{reading}”.");

        public string Saved(string name) => Say($"已保存“{name}”。", $"“{name}” was saved.");

        public string CertificateKind(StandardCertificateKind kind) => kind switch
        {
            StandardCertificateKind.Assessment => Say("计量标准考核证书", "Assessment certificate"),
            StandardCertificateKind.Public => Say("社会公用计量标准证书", "Public standard certificate"),
        };

        public string OwnerClass(OwnerClass owner) => owner switch
        {
            App.Standards.OwnerClass.A => Say("A 依法设置机构的社会公用计量标准", "A public, institution set up by law"),
            App.Standards.OwnerClass.B => Say("B 依法授权的社会公用计量标准", "B public, authorised by law"),
            App.Standards.OwnerClass.C => Say("C 授权其它单位专项检定", "C other bodies authorised for special verification"),
            App.Standards.OwnerClass.D => Say("D 部门、企事业最高计量标准", "D highest standard of a department or enterprise"),
        };

        public string Card(string state) => state switch
        {
            StandardFilter.InForce => InForce,
            "expiring" => ExpiringWithin,
            "expired" => Say("已过期", "Expired"),
            "suspended" => Say("已封存", "Suspended"),
            "unknown" => Say("未知", "Unknown"),
            "not-yet" => Say("未建立", "Not yet established"),
            "withdrawn" => Say("已撤销", "Withdrawn"),
            _ => Total,
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public StandardWords Standards { get; } = new(language);
    }
}
