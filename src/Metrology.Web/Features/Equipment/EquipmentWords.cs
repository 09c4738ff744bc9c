using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Web.Features.Equipment;

namespace Metrology.Web.Features.Equipment
{
    public sealed class EquipmentWords(Language language) : WordList(language)
    {
        public string Title => Say("设备", "Equipment");
        public string New => Say("登记设备", "New equipment");
        public string Code => Say("设备编号", "Asset number");
        public string Manufacturer => Say("制造厂", "Manufacturer");
        public string Model => Say("型号", "Model");
        public string Serial => Say("出厂编号", "Serial number");
        public string Certificate => Say("溯源证书", "Traceability certificate");
        public string Certificates => Say("溯源证书与历史", "Traceability certificates and history");
        public string NoCertificate => Say("没有溯源证书", "No traceability certificate");
        public string NoCertificateHelp => Say("登记检定或校准证书后，这台设备才能用作标准器或配套设备。", "Register a verification or calibration certificate before this instrument is used in a standard.");
        public string Measurand => Say("被测量", "Measurand");
        public string MeasurandHelp => Say("检定时按被测量取用不确定度。", "Runs take the uncertainty by measurand.");
        public string OtherMeasurand => Say("其他被测量的名称", "Name of another measurand");
        public string Other => Say("其他", "Other");
        public string Uncertainty => Say("证书上的不确定度、等级或最大允许误差", "Uncertainty, class or MPE as the certificate words it");
        public string ExpandedUncertainty => Say("扩展不确定度 U", "Expanded uncertainty U");
        public string CoverageFactor => Say("包含因子 k", "Coverage factor k");
        public string Unit => Say("U 的单位", "Unit of U");
        public string UnitHelp => Say("例如 %、kWh、°C。相对不确定度用 %。", "For example %, kWh, °C. A relative uncertainty takes %.");
        public string CertifiedValue => Say("证书值", "Certified value");
        public string CertifiedValueHelp => Say("证书给出一个量值时填写，例如主滚轮周长 1.0002。检定时填写的值与它相差超过 U 会被标出。", "Where the certificate gives a value, such as 1.0002 for the circumference of a roller. A value typed in a run that differs from it by more than U is flagged.");
        public string CertifiedUnit => Say("证书值的单位", "Unit of the value");
        public string UsedIn => Say("用于计量标准", "Used in standards");
        public string NotUsed => Say("没有计量标准使用这台设备。", "No standard uses this instrument.");
        public string ForItem => Say("所属设备", "For the instrument");
        public string Empty => Say("还没有设备", "There is no equipment yet");
        public string EmptyHelp => Say("用右上角的“登记设备”登记第一台，再登记它的溯源证书。", "Enter the first with “New equipment” at the upper right, then its traceability certificate.");

        public string IsSimulated => Say("真实或模拟", "Real or simulated");
        public string Real => Say("真实的设备", "A real instrument");
        public string Played => Say("模拟：由程序扮演，没有这台设备", "Simulated: a program plays it");
        public string SimulatedHelp => Say("模拟设备只能用于模拟检定台，也只有它能登记标有“模拟”的证书。以后不能改。", "Simulated equipment serves on simulated benches only, and it alone takes certificates marked as simulated. It cannot be changed later.");

        public string Saved(string code) => Say($"已保存设备“{code}”。", $"Equipment “{code}” was saved.");

        public string IssuedOnDay(string day) => Say($"{day} 发证", $"issued on {day}");

        /// <summary>Name of a measurand of the procedures; others stand as they were written.</summary>
        public string MeasurandName(string id, IEnumerable<Measurand> known) =>
            known.FirstOrDefault(one => one.Id == id)?.Label is { } label ? Say(label.Zh, label.En) : Say($"其他：{id}", $"Other: {id}");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public EquipmentWords Equipment { get; } = new(language);
    }
}
