using Metrology.Core.Words;
using Metrology.Web.Features.Equipment.Exchange;

namespace Metrology.Web.Features.Equipment.Exchange
{
    public sealed class ExchangeWords(Language language) : WordList(language)
    {
        public string Title => Say("导入设备登记", "Import an equipment register");
        public string File => Say("设备登记文件（MSL 格式 XML）", "Equipment register (XML in the format of MSL)");
        public string FileHelp => Say("先检查，登记册不变；看过之后再决定是否导入。", "It is checked first and the register stays as it is; you decide after you have seen it.");
        public string NoneHelp => Say("选择一个文件，先检查再导入。", "Choose a file; it is checked before anything is entered.");
        public string Certificates => Say("将登记的溯源证书", "Traceability certificates to enter");
        public string TakeHelp => Say("全部设备一起登记，或一台也不登记。", "All instruments are entered together, or none.");
        public string UndoHelp => Say("取出这次导入的全部设备；其中有已修改或已使用的就不能撤销。", "Takes all instruments of this import out again; not possible when one was changed or used.");
        public string Items => Say("设备数", "Instruments");

        public string Summary(int items, int certificates, int refused) => Say(
            $"共 {items} 台设备、{certificates} 份溯源证书；{refused} 台不能登记。",
            $"{items} {(items == 1 ? "instrument" : "instruments")} and {certificates} {(certificates == 1 ? "certificate" : "certificates")} of traceability; {refused} cannot be entered.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ExchangeWords Exchange { get; } = new(language);
    }
}
