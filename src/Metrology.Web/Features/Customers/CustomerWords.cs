using Metrology.Core.Words;
using Metrology.Web.Features.Customers;

namespace Metrology.Web.Features.Customers
{
    public sealed class CustomerWords(Language language) : WordList(language)
    {
        public string Units => Say("被检器具", "Units under test");
        public string NewUnit => Say("登记被检器具", "Enter a unit");
        public string Customers => Say("送检单位", "Customers");
        public string Customer => Say("送检单位", "Customer");
        public string CustomerHelp => Say("输入已有单位的名称，或输入新名称登记新单位。", "The name of a known customer, or a new name to enter one.");
        public string Address => Say("地址", "Address");
        public string AddressHelp => Say("已有单位沿用登记的地址。", "A known customer keeps the address it has.");
        public string MailHelp => Say("计量标准失准时用来告知；没有就留空。", "Used when a standard was wrong and the owner is told; leave empty when there is none.");
        public string NameZh => Say("器具名称（中文）", "Name (Chinese)");
        public string NameEn => Say("器具名称（英文）", "Name (English)");
        public string Model => Say("型号规格", "Model");
        public string Serial => Say("出厂编号", "Serial number");
        public string SerialHelp => Say("与铭牌一致；检定时仪器回答的编号必须与此相同。", "As on the nameplate; the instrument must answer with the same number when it is verified.");
        public string Manufacturer => Say("制造厂", "Manufacturer");
        public string Location => Say("使用地点", "Location");
        public string MeterKey => Say("签名电能表公钥", "Public key of the signing meter");
        public string MeterKeyHelp => Say("充电桩内电能表签名（OCMF）用的公钥：PEM、base64 或十六进制。检定台读取签名示值时用它核验。", "Key by which the meter of a pile signs (OCMF): PEM, base64 or hexadecimal. A bench that reads signed displays verifies with it.");
        public string MeterNumber => Say("签名电能表编号", "Number of the signing meter");
        public string MeterNumberHelp => Say("签名记录中的编号（OCMF 的 MS，或 GS）。检定台据此拒绝另一只电能表的记录；留空时只凭公钥辨认，并在检定记录中注明。", "As the signed records say it (MS of OCMF, or GS). A bench refuses records of another meter by it; when it is empty only the key tells the meters apart, and the run says so.");
        public string Compulsory => Say("强制检定", "Compulsory verification");
        public string CompulsoryHelp => Say("列入强制检定目录且用于规定用途的器具选“是”；这样的器具不能开校准。", "Yes for an instrument that the law wants verified in its use; it cannot be calibrated instead.");
        public string Nameplate => Say("铭牌", "Nameplate");
        public string NameplateHelp => Say("检定规程需要的铭牌内容；检定点由此计算。", "What the procedure needs from the nameplate; the test points follow from it.");
        public string Verify => Say("检定", "Verify");
        public string History => Say("检定记录", "Verifications of this unit");
        public string Empty => Say("没有被检器具", "No units");
        public string EmptyHelp => Say("没有符合条件的器具。换一个搜索词，或用右上角登记一台。", "No unit matches. Try another search, or enter one at the upper right.");
        public string NoHistory => Say("还没有检定过", "Not verified yet");
        public string NoHistoryHelp => Say("用右上角的“检定”开始第一次检定。", "Begin the first verification with “Verify” at the upper right.");
        public string Filter => Say("搜索", "Search");
        public string CustomerHint => Say("名称、地址", "Name, address");
        public string FilterHint => Say("出厂编号、型号、名称、单位", "Serial number, model, name, customer");
        public string Name => Say("名称", "Name");
        public string UnitCount => Say("器具数", "Units");
        public string NoCustomers => Say("还没有送检单位", "No customers yet");
        public string NoCustomersHelp => Say("登记第一台被检器具时一并登记送检单位。", "A customer is entered together with its first unit.");
        public string Saved => Say("已保存被检器具。", "The unit was saved.");
        public string ReadOnly => Say("您可以查看，只有检定员可以修改。", "You may look; only verifiers change this.");
        public string Yes => Say("是", "Yes");
        public string No => Say("否", "No");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public CustomerWords Customers { get; } = new(language);
    }
}
