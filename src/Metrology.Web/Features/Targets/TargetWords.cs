using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Features.Targets
{
    public sealed class TargetWords(Language language) : WordList(language)
    {
        public string Title => Say("目标", "Targets");
        public string Goal => Say("目标", "Target");
        public string Id => Say("编号", "Id");
        public string Place => Say("地区", "Place");
        public string Document => Say("文件", "Document");
        public string Quote => Say("原文", "Quoted sentence");
        public string Number => Say("指标数", "Number");
        public string Reading => Say("口径", "Reading");
        public string ReadingInForce => Say("生效口径", "Reading in force");
        public string Count => Say("当日计数", "Count that day");
        public string Due => Say("期限", "Due");
        public string DueDay => Say("期限", "due day");
        public string NoDue => Say("原文没有期限", "no date in the text");
        public string State => Say("状态", "State");
        public string Scope => Say("范围（原文）", "Scope (as written)");
        public string Unit => Say("计数对象（原文）", "Counted things (as written)");
        public string Classes => Say("计入的统计类别", "Counting classes");
        public string AllClasses => Say("全部", "all");
        public string NoNumber => Say("原文没有数字", "no number in the text");
        public string OperatorAssumed => Say("原文没有“以上”，默认按 ≥ 计", "the text says no “at least”; ≥ by default");
        public string OperatorReach => Say("原文为“达到”，按 ≥ 计", "the text says “reach”; taken as ≥");
        public string ContextOnly => Say("背景指标，不由计量部门负责", "context only; not a task of metrology");
        public string NotChosen => Say("默认口径，尚无人确认", "by default; nobody has confirmed it yet");
        public string Because => Say("理由", "Reason");
        public string BecauseHelp => Say("写明依据；会和您的姓名一起留在这里。", "Say on what grounds; it stays here with your name.");
        public string LookUnder => Say("换一种口径看看", "Look under another reading");
        public string LookHelp => Say("只是查看，不改变生效口径。", "Only to look: the reading in force stays.");
        public string Choose => Say("选定口径", "Choose a reading");
        public string ChooseButton => Say("选定", "Choose");
        public string Ambiguities => Say("原文没有说清的地方", "What the sentence leaves open");
        public string Meanings => Say("“指什么”的几种理解", "Meanings of the counted thing");
        public string DefaultMeaning => Say("默认", "default");
        public string Numbers => Say("当日数字", "Numbers of the day");
        public string Counted => Say("有效，计入", "In force, counted");
        public string Expiring => Say("其中 60 天内到期", "of these, lapsing within 60 days");
        public string Expired => Say("已过期，不计", "Expired, not counted");
        public string Suspended => Say("已封存，不计", "Suspended, not counted");
        public string Unknown => Say("日期未知，另列", "Dates unknown, apart");
        public string UnknownHelp => Say("若日期查明且有效，这些才会计入。", "These count only once their dates are known and in force.");
        public string EveryNumberOpens => Say("点击数字查看对应的计量标准。", "Each number opens its standards.");
        public string EveryNumberOpensRows => Say("点击数字查看对应的依据。", "Each number opens its evidence.");
        public string LeastOfUnits => Say("最少的区县", "Least of the districts");
        public string LeastOfInstitutions => Say("最少的机构", "Least of the institutions");
        public string ThingsCurve => Say("计数随时间的变化", "The count over time");
        public string ThingsCurveHelp => Say("按登记的起止日期算出；虚线假定此后没有新登记；点是每日快照。", "Computed from the days as entered; dashed: if nothing is entered any more; dots: daily snapshots.");
        public string RegisterIsSample => Say("计数取自本登记册，全部是示例数据，与文件所说的城市和省的真实数量无关。", "Counted in this register, which holds invented data: it says nothing of the real number of the place in the document.");
        public string RegisterIsOurs => Say("计数取自本登记册；请核对登记册的范围与原文所说的范围一致。", "Counted in this register; check that it covers the scope that the text names.");
        public string CountCurve => Say("计数随时间的变化", "Count over time");
        public string Curve => Say("有效计量标准随时间的变化", "Standards in force over time");
        public string CurveHelp => Say("实线按证书日期算出；虚线假定没有一项换证；点是每日快照。", "Solid: computed from certificate dates; dashed: if nothing is renewed; dots: daily snapshots.");
        public string Day => Say("日期", "Day");
        public string StandardsUnit => Say("计量标准（项）", "Standards");
        public string TodayWord => Say("今天", "today");
        public string Past => Say("有效", "In force");
        public string Future => Say("不换证时", "If nothing is renewed");
        public string WithUnknown => Say("连同未知", "With unknown");
        public string Snapshots => Say("每日快照", "Daily snapshots");
        public string TakeSnapshot => Say("立即快照", "Take snapshot now");
        public string LastSnapshot => Say("最近快照", "Last snapshot");
        public string NoSnapshot => Say("还没有这个口径的快照", "No snapshot under this reading yet");
        public string WhyNoNumber => Say("原文没有数字，不能比较，也不替它拟一个。", "The text names no number; there is nothing to compare with, and none is made up.");
        public string WhyOtherThings => Say("没有登记这里要求的对象，无法计数。", "Nothing of this kind is kept, so it cannot be counted.");
        public string WhyNoStart => Say("这个口径要有规划起点，原文没有写明：请在“规划起点”中填写，并写明来源。", "This reading needs the day on which the plan began, and the text does not name it: enter it under “Beginning of the plan”, with its source.");
        public string WhyNotKept => Say("登记册没有登记这个口径所需的内容。", "The register does not keep what this reading needs.");
        public string Empty => Say("还没有目标", "There are no targets yet");
        public string EmptyHelp => Say("目标随示例一起载入；真实机构的目标将由导入功能载入。", "Targets come with the demonstration; a real institution will import its own.");

        public string Baseline => Say("基数", "Baseline");
        public string NoBaseline => Say("原文没有基数。没有人填写带来源的基数之前，不计算增长。", "The text gives no baseline. No growth is computed before somebody enters one with its source.");
        public string SetBaseline => Say("填写基数", "Enter a baseline");
        public string Source => Say("来源", "Source");
        public string SourceHelp => Say("文件名称、文号或统计表；没有来源不保存。", "Name and number of the paper, or the table; nothing is kept without a source.");
        public string Parts => Say("分解到区县或机构", "Divided among districts or institutions");
        public string NoParts => Say("没有登记分解指标。", "No parts are entered.");
        public string PartUnit => Say("区县或机构", "District or institution");
        public string PartsSum => Say("合计", "Sum");
        public string PartsFit => Say("与总数一致", "makes the whole");
        public string AddPart => Say("增加分解指标", "Add a part");
        public string RemovePart => Say("删去", "Remove");
        public string PartsByPlace => Say(
            "按建标单位和保存地点计数：名称与建标单位相同，或出现在建标单位名称、保存地点中的，计入该单位；出现几个名称的计入最长的一个。",
            "Counted by institution and place: a standard belongs to the part that is its institution, or whose name stands in the name of its institution or in its place; to the longest of several names.");
        public string PartsAreInstitutions => Say("这里列出的机构就是逐个计数的本级机构：名称与建标单位相同或出现在其中的计入；出现几个名称的计入最长的一个。", "The institutions listed here are those of the level that are counted one by one: a standard belongs to the one that is its institution or whose name stands in it; to the longest of several names.");
        public string Elsewhere => Say("不属于所列单位", "Of no part listed");
        public string ByInstitution => Say("各建标单位", "Each institution");
        public string Institution => Say("建标单位", "Institution");
        public string WhyNoInstitutions => Say("原文按本级各机构计数，但没有说是哪些机构。请在“分解到区县或机构”中带来源列出本级全部机构，之后才能计数。", "The text counts the institutions of a level and does not name them. List all of them with the source under the division; it is counted from then on.");
        public string MeaningInForce => Say("生效含义", "Meaning in force");
        public string ChooseMeaning => Say("选定含义", "Choose a meaning");
        public string Meaning => Say("含义", "Meaning");
        public string Presider => Say("主持考核单位（照考核证书）", "Presiding department (as on assessment certificates)");
        public string PresiderHelp => Say("只有取决于主持考核单位的含义才需要。", "Only for a meaning that depends on it.");
        public string PlanStart => Say("规划起点", "Beginning of the plan");
        public string NoPlanStart => Say("原文没有写明规划起点；期间新建等口径在填写之前无法计数。", "The text does not say when the plan began; readings of a period cannot be counted before it is entered.");
        public string SetPlanStart => Say("填写规划起点", "Enter the beginning of the plan");
        public string PartsNotCounted => Say("这里的分解指标只列出、不计数。", "These parts are listed and not counted.");
        public string PartsAreUnits => Say("这里列出的区县就是逐个计数的区县；依据中的区县须写法一致。", "The districts listed here are those that are counted one by one; evidence names them in the same words.");
        public string Rules => Say("怎样计数、怎样去重", "How it is counted, and nothing twice");

        public string PartsDiffer(string number) => Say($"与总数 {number} 不一致，请核对", $"differs from {number}; check it");

        public string Growth(decimal difference) => Say($"当日计数比基数 {(difference < 0 ? "少" : "多")} {Math.Abs(difference)}", $"the count of the day is {Math.Abs(difference)} {(difference < 0 ? "below" : "above")} the baseline");

        public string LookingUnder(string reading) => Say($"正在按“{reading}”查看，这不是生效口径。", $"Shown under “{reading}”, which is not the reading in force.");

        public string ChosenBy(string name, string at) => Say($"{name} 于 {at} 选定", $"chosen by {name} on {at}");

        public string Chosen(string reading) => Say($"已选定口径“{reading}”。", $"The reading “{reading}” is in force now.");

        public string SourceFile => Say("来源文件", "Source file");

        public string SourceLine => Say("行号", "Line of the file");

        public string Line(int line) => Say($"第 {line} 行", $"line {line}");

        public string Standing(TargetStanding standing) => standing switch
        {
            TargetStanding.NotCountable => Say("无法计数", "Not countable"),
            TargetStanding.Reached => Say("已达到", "Reached"),
            TargetStanding.Open => Say("未达到，未到期", "Not reached, time left"),
            TargetStanding.Undetermined => Say("取决于未知项", "Depends on unknown"),
            TargetStanding.Missed => Say("到期未达到", "Missed"),
            TargetStanding.MissedReachedSince => Say("到期未达到，此后已达到", "Missed on its day, reached since"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public TargetWords Targets { get; } = new(language);
    }
}
