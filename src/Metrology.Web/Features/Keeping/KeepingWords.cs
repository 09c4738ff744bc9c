using Metrology.Core.Keeping;
using Metrology.Core.Words;
using Metrology.Web.Features.Keeping;

namespace Metrology.Web.Features.Keeping
{
    public sealed class KeepingWords(Language language) : WordList(language)
    {
        internal static readonly BilingualText TooLarge = new("文件太大，最多 200 KB。", "The file is too large; at most 200 KB.");

        public string Title => Say("保持", "Keeping");
        public string New => Say("登记试验", "Enter a test");
        public string Due => Say("到期", "Due");
        public string NoneDue => Say("封存、撤销的计量标准没有到期的试验。", "Nothing is due of a standard that is suspended or withdrawn.");
        public string Interval => Say("间隔", "Interval");
        public string Last => Say("最近一次", "Last");
        public string Never => Say("从未登记", "never entered");
        public string NotConforming => Say("不符合", "Does not conform");
        public string EarlierDeviations => Say("早先的 s：同一对象、同一点最近一次符合的自动用来比较；要与别的比较，点击填入", "Earlier s: the latest that conformed, of the same instrument and point, is compared with by itself; click to compare with another");

        public string NeedsEvaluation => Say("须先重新评定不确定度", "after the uncertainty was evaluated again");

        public string FailedOn(string test, string day) => Say($"{test}在 {day} 不符合：停用（封存）并查明原因；重做符合之前一直如此。", $"{test} did not conform on {day}: take the standard out of use (suspension) and find the cause; so it stays until a test conforms.");

        public string Runs => Say("试验记录", "Tests");
        public string NoRuns => Say("还没有登记试验", "No test has been entered");
        public string NoRunsHelp => Say("用右上角的“登记试验”：键入、粘贴一列读数、选 CSV 文件，或取用测完的检定记录。", "Use “Enter a test” at the upper right: type, paste a column, choose a CSV file, or take a finished record.");
        public string Kind => Say("试验", "Test");
        public string On => Say("日期", "Day");
        public string Subject => Say("核查标准或被测对象", "Check standard or instrument");
        public string Point => Say("测量点", "Point");
        public string Unit => Say("单位", "Unit");
        public string Readings => Say("读数", "Readings");
        public string ReadingsHelp => Say(
            "用空格、逗号或换行分开，可直接粘贴一列；分组时每组一行，以日期开头，例：2026-01-05: 10.001 10.002 10.003。比对法第一个是本机构的结果。",
            "Apart by blanks, commas or new lines; a column can be pasted. For groups one line each that begins with its day, such as 2026-01-05: 10.001 10.002 10.003. In a comparison the first is the own result.");
        public string File => Say("或选 CSV 文件", "or a CSV file");
        public string Limit => Say("限值（最大允许误差的绝对值，或修正值的 U）", "Limit (|MPE|, or U of the correction)");
        public string Deviation => Say("技术报告中的 s", "s of the technical report");
        public string DeviationHelp => Say("重复性试验不填时，与同一对象、同一点最近一次的 s 比较。", "Left empty, a repeatability is compared with the latest s of the same instrument and point.");

        public string ComparedWith(string s, string? day) => day is null ? Say($"与填写的 s = {s} 比较", $"compared with s = {s} as entered") : Say($"与 {day} 的 s = {s} 比较", $"compared with s = {s} of {day}");

        public string Resolution => Say("分辨力", "Resolution");
        public string Own => Say("本机构的 U", "Own U");
        public string Reference => Say("参考值或核查标准的值", "Reference value, or value of the check standard");
        public string ReferenceUncertainty => Say("参考值的 U", "U of the reference value");
        public string Spread => Say("控制图的离散", "Spread of the chart");
        public string Remark => Say("备注", "Remark");
        public string NotUsed => Say("不用", "not used");
        public string Decision => Say("结论", "Decision");
        public string Undecided => Say("不判断", "not decided");
        public string Figures => Say("数值", "Numbers");
        public string Consequence => Say("处置", "What follows");
        public string FromRecord => Say("取自检定记录", "From the record");
        public string TakeRecord => Say("取用测完的检定记录", "Take a finished record");
        public string NoCandidates => Say("没有次数够的测量点：重复性试验要求同一点至少 10 次（JJF 1033，未确认）。", "No point was measured often enough: repeatability asks for ten results of a point (JJF 1033, not confirmed).");
        public string Entered => Say("试验已登记。", "The test was entered.");
        public string Unconfirmed => Say("规则未确认", "rule not confirmed");
        public string RulesFrom => Say("判据来自 JJF 1033-2023，凭记忆和二手资料，未持有文本，均未确认。", "The rules are those of JJF 1033-2023, remembered or from a secondary copy; the text is not held, none is confirmed.");
        public string Mean => Say("平均值", "Mean");
        public string Observation => Say("次序", "Order");

        public string NoInterval => Say("没有规定间隔", "No interval is stated");
        public string Months(int months) => Say($"{months} 个月", months == 1 ? "1 month" : $"{months} months");

        public string SpreadOf(SpreadKind spread) => spread == SpreadKind.Range ? Say("极差", "range") : Say("标准偏差", "standard deviation");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public KeepingWords Keeping { get; } = new(language);
    }
}
