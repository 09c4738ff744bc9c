using Metrology.App.Standards.Capabilities;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Web.Features.Capabilities;

namespace Metrology.Web.Features.Capabilities
{
    public sealed class CapabilityWords(Language language) : WordList(language)
    {
        public string Title => Say("校准和测量能力", "Capabilities (CMC)");
        public string New => Say("登记能力", "New capability");
        public string Help => Say(
            "本实验室可以给出的最小扩展不确定度（CMC）。校准证书的 U 小于工作日期当天的能力时不能批准；没有登记的只提示。",
            "The smallest expanded uncertainty that the laboratory may state (CMC). A calibration certificate whose U is below that of its work date is not approved; what is not registered only warns.");
        public string Measurand => Say("被测量", "Measurand");
        public string Range => Say("范围", "Range");
        public string RangeOf => Say("范围所指的负载", "Load that the range is of");
        public string RangeOfHelp => Say("例如 current、voltage；留空为被测量本身。", "For example current or voltage; empty is the measurand itself.");
        public string RangeFrom => Say("下限", "From");
        public string RangeTo => Say("上限", "To");
        public string RangeUnit => Say("范围的单位", "Unit of the range");
        public string RangeHelp => Say("三项都留空表示对所有值有效。", "All three empty: it holds for every value.");
        public string Everywhere => Say("所有值", "every value");
        public string Uncertainty => Say("最小扩展不确定度 U", "Smallest expanded uncertainty U");
        public string Unit => Say("U 的单位", "Unit of U");
        public string UnitHelp => Say("被测量的单位；按示值的比例用 %。", "A unit of the measurand, or % of the value.");
        public string CoverageFactor => Say("包含因子 k", "Coverage factor k");
        public string Source => Say("依据", "Granted by");
        public string SourceHelp => Say("认可证书或考核证书的编号。", "Number of the accreditation or assessment.");
        public string Standard => Say("计量标准", "Measurement standard");
        public string Institution => Say("整个机构", "The whole institution");
        public string ValidFrom => Say("生效日期", "Valid from");
        public string ValidUntil => Say("失效日期", "Valid until");
        public string State => Say("状态", "State");
        public string Counts => Say("有效", "In force");
        public string CountsNot => Say("不在有效期", "Not in force");
        public string Entered => Say("登记人", "Entered by");
        public string End => Say("终止", "End");
        public string LastDay => Say("最后有效日", "Last day");
        public string LastDayHelp => Say("登记有误时填生效日期的前一天。", "For a wrong entry the day before it began.");
        public string Because => Say("原因", "Reason");
        public string EndHelp => Say("登记不能修改：终止后另行登记。已签发的证书不变。", "An entry is not changed: end it and register another. Issued certificates stay as they are.");
        public string EndedBy(string name, DateOnly day) => Say($"{name} 终止，最后有效日 {day.Iso()}", $"Ended by {name}, last day {day.Iso()}");
        public string Empty => Say("还没有登记能力", "No capabilities yet");
        public string EmptyHelp => Say("登记认可或考核的能力后，校准证书在批准前与它核对。", "Once the granted capabilities are registered, calibration certificates are compared with them before approval.");

        public string RangeText(CapabilityRow row) => row.RangeUnit is null
            ? Everywhere
            : $"{(row.RangeOf is { } load ? load + " " : "")}{SpanText.Of(row.RangeFrom, row.RangeTo, row.RangeUnit)}";
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public CapabilityWords Capabilities { get; } = new(language);
    }
}
