using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Features.Targets
{
    public sealed class TargetEntryWords(Language language) : WordList(language)
    {
        public static readonly BilingualText NoFile = new("请选择一个文件。", "Choose a file.");

        public string New => Say("录入目标", "Enter a target");
        public string Correct => Say("更正", "Correct");
        public string Withdraw => Say("撤回目标", "Withdraw the target");
        public string WithdrawHelp => Say("撤回后不再计数、预测和提醒；原文、历史和快照都保留。", "It is not counted, forecast or warned of any more; its sentence, history and snapshots stay.");
        public string Restore => Say("恢复目标", "Take the withdrawal back");
        public string WithdrawnShort => Say("已撤回", "Withdrawn");
        public string ShowWithdrawn => Say("已撤回的目标", "Withdrawn targets");
        public string ShowInForce => Say("返回未撤回的目标", "Back to targets in force");
        public string Because => Say("理由", "Why");
        public string KindBecause => Say("为何以此口径生效", "Why this kind is in force");
        public string KindBecauseHelp => Say("有其他口径时必须写明；会和您的姓名一起留下。", "Needed where other kinds are ticked; it stays with your name.");
        public string IdHelp => Say("字母、数字、点、横线，例如 LY-3；以后不能更改。", "Letters, digits, dots, hyphens, such as LY-3; it never changes.");
        public string QuoteHelp => Say("逐字抄录写明目标的那一句。", "The sentence that states the target, word for word.");
        public string File => Say("原文文件名", "File of the text");
        public string FileHelp => Say("保存的原文文件名称，不含路径；没有保存原文则留空。", "Name of the kept file of the text, without folders; empty when the text is not held.");
        public string NoFileHeld => Say("没有保存原文文件", "the text is not held as a file");
        public string LineNumber => Say("行号", "Line");
        public string Number => Say("指标数", "Number");
        public string NumberHelp => Say("照原文；原文没有数字则留空，口径选“定性要求”。", "As the text has it; empty where it has none, and the kind is “qualitative”.");
        public string Upper => Say("范围上限", "Upper end of a range");
        public string Operator => Say("比较方式", "Operator");
        public string InWords => Say("原文用文字写数（如“三项”），引文中没有这个数字", "The text writes the number in words, so its digits are not in the quote");
        public string UnitHelp => Say("例如：项 社会公用计量标准；家/年 服务企业；%。", "In the words of the text; a flow names the year, a rate is in %.");
        public string ScopeHelp => Say("例如：全市；市级机构；每个县级机构；每个县(市、区)。", "In the words of the text: whole city, institutions of a level, each county.");
        public string Counts => Say("计数对象", "What is counted");
        public string CountsHelp => Say("决定以登记册中的什么为依据。", "It decides which rows of the register are the evidence.");
        public string Kind => Say("生效口径", "Kind in force");
        public string Alternatives => Say("原文允许的其他口径", "Other kinds that the sentence allows");
        public string DueText => Say("期限（原文）", "Due (as written)");
        public string DueTextHelp => Say("例如：到2025年。没有写明则留空。", "In the words of the text; empty where it does not say.");
        public string DueDate => Say("期限日期", "Due day");
        public string DueDateHelp => Say("留空时按原文推出：到2025年即 2025-12-31。", "When empty it follows from the words: by 2025 is 2025-12-31.");
        public string PlanStartHelp => Say("只在原文写明时填写。", "Only where the text says it.");
        public string Rate => Say("覆盖率的定义", "Definition of a coverage rate");
        public string Numerator => Say("分子是什么", "What is the numerator");
        public string Denominator => Say("分母是什么", "What is the denominator");
        public string Evidence => Say("计入哪些计量标准", "Which standards count");
        public string EvidenceHelp => Say("不勾选：社会公用计量标准计 A、B 类，其他不限。", "Without a tick: A and B where the words say public measurement standards, else all.");
        public string Meanings => Say("词语有几种含义时", "Where the words have several meanings");
        public string MeaningsHelp => Say("每种含义至多两条依据规则，满足一条即计入；一条内的条件须都满足。", "Up to two rules each; a standard counts when one of them holds, and all conditions of a rule must.");
        public string MeaningsTooMany => Say("含义规则多于此表所能容纳，更正时保持不变；请用文件或接口更改。", "There are more rules than fit here; they stay as they are. Change them by file or API.");
        public string MeaningZh => Say("含义（中文）", "Meaning (Chinese)");
        public string MeaningEn => Say("含义（英文）", "Meaning (English)");
        public string RuleClasses => Say("统计类别", "Classes");
        public string Highest => Say("只计最高", "Highest only");
        public string Category => Say("类别", "Category");
        public string OfPresider => Say("主持考核单位的", "Of the presider");
        public string Yes => Say("是", "yes");
        public string MeaningDefault => Say("默认含义", "Default meaning");
        public string Group => Say("组", "Group");
        public string GroupHelp => Say("同一规划的几个阶段填同一组名。", "Stages of one plan have one group.");
        public string Ambiguities => Say("原文没有说清的地方（每行一条）", "What the sentence leaves open (a line each)");
        public string AmbiguitiesEn => Say("同上，英文（条数相同）", "The same in English (as many lines)");
        public string EnteredBy => Say("录入", "Entered by");
        public string CameWithProduct => Say("随软件提供", "came with the product");
        public string Entered => Say("目标已录入。", "The target is entered.");
        public string Corrected => Say("目标已更正。", "The target is corrected.");
        public string IsWithdrawn => Say("目标已撤回。", "The target is withdrawn.");
        public string IsRestored => Say("目标已恢复。", "The target is in force again.");
        public string Import => Say("导入目标文件", "Import a file of targets");
        public string ImportFile => Say("目标文件（JSON）", "File of targets (JSON)");
        public string ImportHelp => Say("格式见 docs/formats/targets.md。先检查，什么都不写；确认后整份导入，有一条不能接受就都不导入。", "The form is in docs/formats/targets.md. It is checked first and nothing is written; then all of it is taken, or nothing.");
        public string Check => Say("检查", "Check");
        public string Take => Say("导入", "Import");
        public string Decision => Say("结果", "Decision");
        public string Remark => Say("说明", "Remark");
        public string Download => Say("目标文件（可再导入）", "File of targets (can be imported)");

        public string Taken(int count) => Say($"已导入 {count} 个目标。", $"{count} targets were imported.");

        public string Summary(int entered, int refused) => Say($"将录入 {entered} 个，不能接受 {refused} 个。", $"{entered} would be entered, {refused} are not acceptable.");

        public string DecisionOf(ImportTargets.Decision decision) => decision switch
        {
            ImportTargets.Decision.Enter => Say("录入", "enter"),
            ImportTargets.Decision.Present => Say("已有，内容相同", "present, the same"),
            ImportTargets.Decision.NotATarget => Say("不是目标，略过", "no target, passed over"),
            ImportTargets.Decision.Refuse => Say("不能接受", "refused"),
        };

        internal string OperatorOf(string id) => id switch
        {
            "≥" => Say("≥（原文有“以上”）", "≥ (the text says “at least”)"),
            "≥ (达到)" => Say("≥（原文为“达到”）", "≥ (the text says “reach”)"),
            "≥ (default)" => Say("≥（原文没有比较词，按此计）", "≥ (the text has no such word; taken so)"),
            "range" => Say("范围", "range"),
            "↑" => Say("↑ 提高（无数字）", "↑ raise (no number)"),
            "↓" => Say("↓ 降低（无数字）", "↓ lower (no number)"),
            "–" => Say("–（无数字）", "– (no number)"),
            _ => id,
        };

        public string WithdrawnBy(string name, string at) => Say($"{name} 于 {at} 撤回", $"withdrawn by {name} on {at}");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public TargetEntryWords TargetEntry { get; } = new(language);
    }
}
