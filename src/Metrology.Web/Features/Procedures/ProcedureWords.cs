using Metrology.App.Procedures;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Procedures;

namespace Metrology.Web.Features.Procedures
{
    public sealed class ProcedureWords(Language language) : WordList(language)
    {
        public static readonly BilingualText NoFile = new("请选择一个规程文件。", "Choose a procedure file.");
        public static readonly BilingualText TooLarge = new("文件太大。规程文件最多 1 MiB。", "The file is too large. A procedure file has at most 1 MiB.");

        public string Title => Say("检定规程", "Procedures");
        public string Designation => Say("代号", "Designation");
        public string Revision => Say("修订", "Revision");
        public string Name => Say("名称", "Title");
        public string InForce => Say("施行", "In force");
        public string Unconfirmed => Say("整份未确认", "Unconfirmed in file");
        public string UnconfirmedHelp => Say(
            "未确认：整份规程文件中尚未由计量人员对照原文确认的内容，含所有检定类别、等级和检定点。一次检定只用到其中一部分，其记录和证书列出用到的各项。",
            "Unconfirmed: facts of the whole file that nobody has compared with the text of the regulation, for all kinds of verification, classes and test points. One verification uses some of them; its record and certificate name those.");
        public string StateTitle => Say("状态", "State");
        public string Empty => Say("还没有规程", "There are no procedures yet");
        public string EmptyHelp => Say("用右上角的“导入规程”加入一份。", "Add one with “Import procedure” at the upper right.");
        public string Import => Say("导入规程", "Import procedure");
        public string File => Say("规程文件（JSON）", "Procedure file (JSON)");
        public string FileHelp => Say("先检查，全部正确才入库；入库后由另一个人发布才会使用。", "It is checked first and stored only when all of it is right; it is used after another person has published it.");
        public string Check => Say("检查并导入", "Check and import");
        public string Place => Say("位置", "Place");
        public string Problem => Say("问题", "Problem");
        public string Imported => Say("已导入。请另一位同事核对后发布。", "Imported. A colleague checks and publishes it.");
        public string Published => Say("已发布，新的检定将使用它。", "Published. New verifications use it.");
        public string Withdrawn => Say("已撤销。已有的记录仍按它计算。", "Withdrawn. Records made under it keep it.");
        public string Export => Say("导出文件", "Export file");
        public string Hash => Say("内容哈希（SHA-256）", "Content hash (SHA-256)");
        public string Origin => Say("来历", "Origin");
        public string Source => Say("出处", "Source");
        public string Because => Say("原因", "Reason");
        public string Publish => Say("发布", "Publish");
        public string PublishHelp => Say("发布即冻结：以后只能用新的修订更正。请先对照规程原文核对限值和检定点。", "Publishing freezes it: only a new revision can correct it. Compare limits and test points with the text of the regulation first.");
        public string Withdraw => Say("撤销", "Withdraw");
        public string WithdrawHelp => Say("撤销后不能再用它开始检定。", "Nobody can begin a verification with it after that.");
        public string Items => Say("检定项目", "Items");
        public string Item => Say("项目", "Item");
        public string Kinds => Say("类别", "Kinds");
        public string Formula => Say("公式", "Formula");
        public string Confirmed => Say("已确认", "Confirmed");
        public string NotConfirmed => Say("未确认", "Not confirmed");

        public string LineAndColumn(int line, int column) => Say($"第 {line} 行第 {column} 列", $"line {line}, column {column}");

        public string Changes(string designation, int revision) => Say($"与 {designation} 修订 {revision} 的差异", $"Differences from {designation} revision {revision}");

        public string NoChanges => Say("内容相同", "The content is the same");

        public string Before => Say("之前", "Before");

        public string After => Say("现在", "Now");

        public string Problems(int count) => Say($"{count} 处问题", count == 1 ? "1 problem" : $"{count} problems");

        public string BeforeThis(string designation, int revision) => Say($"之前的版本：{designation} 修订 {revision}", $"The one before: {designation} revision {revision}");

        public string From(string day) => Say($"{day} 起", $"from {day}");

        public string Superseded => Say("已被新修订代替", "Superseded");

        /// <summary>What the list says of it: a published one may be superseded by a higher revision.</summary>
        internal string StateOf(App.Procedures.ProcedureQueries.Line line) => line is { State: ProcedureState.Published, IsCurrent: false } ? Superseded : State(line.State);

        public string State(ProcedureState state) => state switch
        {
            ProcedureState.Imported => Say("待发布", "To be published"),
            ProcedureState.Published => Say("使用中", "In use"),
            ProcedureState.Withdrawn => Say("已撤销", "Withdrawn"),
        };

        public string Kind(VerificationKind kind) => kind switch
        {
            VerificationKind.First => Say("首次", "first"),
            VerificationKind.Subsequent => Say("后续", "subsequent"),
            VerificationKind.InService => Say("使用中", "in-service"),
        };

        public string VerbName(Verb verb) => verb switch
        {
            Verb.Inspect => Say("检查", "Inspection"),
            Verb.ReadStartEnd => Say("起止示值", "Registers before and after a load"),
            Verb.ClockCompare => Say("时钟比对", "Comparison of clocks"),
            Verb.Environment => Say("环境条件", "Ambient conditions"),
            Verb.WarmUp => Say("预热", "Warm-up"),
            Verb.Apply => Say("施加", "Settings applied"),
            Verb.Settle => Say("稳定", "Settling"),
            Verb.Acquire => Say("同时读数", "Readings taken together"),
            Verb.PulseCount => Say("脉冲计数", "Count of pulses"),
            Verb.FareCheck => Say("金额核对", "Check of the amount"),
            Verb.Ask => Say("人工读数", "Values that a person reads"),
        };

        public string Shipped => Say("随产品提供", "Came with the product");

        public string ImportedBy(string name, string at) => Say($"{name} 于 {at} 导入", $"imported by {name} on {at}");

        public string PublishedBy(string name, string at) => Say($"{name} 于 {at} 发布", $"published by {name} on {at}");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ProcedureWords Procedures { get; } = new(language);
    }
}
