using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

public static class TargetErrors
{
    private const int LongestReason = 400;

    public static readonly Refusal NotFound = Refusal.Of("target.not-found", "没有这个目标。", "There is no such target.");

    public static readonly Refusal NotAReading = new(
        "target.not-a-reading", new("原文不允许这种口径。请从列出的口径中选择。", "The sentence does not allow this reading. Choose one of those listed."), "Reading");

    public static readonly Refusal NoNumber = new(
        "target.no-number", new("原文没有数字，不能设基数，也不能分解。", "The text names no number: there is nothing to set against a baseline or to divide."), "Number");

    public static readonly Refusal BadNumber = new(
        "target.bad-number", new("请填写不小于 0 的数。", "Write a number that is not negative."), "Number");

    public static readonly Refusal BaselineWithoutDay = new(
        "target.baseline-without-day", new("基数须写明是哪一天的数。", "Say of which day the baseline is."), "On");

    public static readonly Refusal BaselineAfterDue = new(
        "target.baseline-after-due", new("基数的日期晚于期限，请核对。", "The day of the baseline is after the due day; check it."), "On");

    public static readonly Refusal PartExists = new(
        "target.part-exists", new("这个单位已有分解指标。请先删去，再重新填写。", "This unit has its part already. Remove that one first."), "Unit");

    public static readonly Refusal NoPart = Refusal.Of("target.no-part", "没有这个分解指标。", "There is no such part.");

    public static readonly Refusal NotAMeaning = new(
        "target.not-a-meaning", new("原文没有这种含义。请从列出的含义中选择。", "The words do not have this meaning. Choose one of those listed."), "Meaning");

    public static readonly Refusal NoPresider = new(
        "target.no-presider", new("这种含义取决于主持考核单位：请照考核证书填写它的名称。", "This meaning depends on the department that presides over the examinations: name it as the assessment certificates do."), "Presider");

    public static readonly Refusal StartStated = new(
        "target.plan-start-stated", new("原文已写明规划起点，不能另填。", "The sentence says itself when the plan began; nothing else is entered."), "PlanStart");

    public static readonly Refusal NoStart = new("target.no-plan-start", new("请填写规划起点的日期。", "Give the first day of the plan."), "PlanStart");

    public static readonly Refusal StartAfterDue = new(
        "target.plan-start-after-due", new("规划起点晚于期限，请核对。", "The plan would begin after it is due; check the day."), "PlanStart");

    public static readonly Refusal NoReason = new(
        "target.no-reason", new("请写明理由（最多 400 字）。", "Say why (at most 400 characters)."), "Because");

    public static readonly Refusal Withdrawn = Refusal.Of("target.withdrawn", "这个目标已撤回，不能更改；请先恢复。", "This target is withdrawn and is not changed; take the withdrawal back first.");

    public static readonly Refusal NotWithdrawn = Refusal.Of("target.not-withdrawn", "这个目标没有撤回。", "This target is not withdrawn.");

    public static readonly Refusal OtherId = new("target.other-id", new("编号不能更改：撤回这个目标，另行录入。", "The id is never changed: withdraw this target and enter another."), "Id");

    public static readonly Refusal BadId = new(
        "target.bad-id", new($"编号由 1～{TargetRules.LongestId} 个字母、数字、点、横线或下划线组成，以字母或数字开头。", $"An id has 1 to {TargetRules.LongestId} letters, digits, dots, hyphens or underscores, a letter or digit first."), "Id");

    public static readonly Refusal NoQuote = new("target.no-quote", new("请逐字抄录原文。", "Quote the sentence word for word."), "Quote");

    public static readonly Refusal QuoteTooLong = new("input.too-long", new($"最多 {TargetRules.LongestQuote} 个字符；只抄录写明目标的那一句。", $"At most {TargetRules.LongestQuote} characters; quote the sentence that states the target."), "Quote");

    public static readonly Refusal NoLine = new("target.no-line", new("请填写原文在文件中的行号（从 1 起）。", "Give the line of the file on which the sentence stands, from 1."), "Line");

    public static readonly Refusal BadFile = new("target.bad-file", new("请只填写原文文件的名称，不含路径。", "Give the name of the file of the text alone, without folders."), "File");

    public static readonly Refusal NoCategory = new("target.evidence-unknown", new("没有这种计量标准类别。请从列表中选择。", "There is no such category of standards. Choose one of the list."), "Meanings");

    public static readonly Refusal StartEntered = new(
        "target.plan-start-entered", new("规划起点已另行填写并写明来源；若原文已写明，请与该日期核对后保留其一。", "The beginning of the plan was entered with its own source; keep one of the two."), "PlanStart");

    public static readonly Refusal FileForm = new(
        "target.file-form", new("读不出目标文件：须为 JSON 对象，其中 entries 为条目列表（docs/formats/targets.md）。", "No targets can be read: the file is a JSON object with a list “entries” (docs/formats/targets.md)."), "file");

    public static readonly Refusal FileEncoding = new(
        "target.file-encoding", new("目标文件不是 UTF-8 编码（可能是 GB 18030 或 UTF-16）。请另存为 UTF-8 再导入。", "The file of targets is not in UTF-8 (it may be GB 18030 or UTF-16). Save it in UTF-8 and import it again."), "file");

    public static Refusal FileMember(string name) => new(
        "target.file-member", new($"目标文件中有不认识的成员「{name}」；最外层只有 entries（和 note）。请删去或改正。", $"The file has a member “{name}” that is not known; beside “entries” it may have “note” alone. Take it out or correct it."), "file");

    public static readonly Refusal FileTooLarge = new(
        "target.file-too-large", new($"文件过大：至多 {ImportTargets.LargestFile / 1024 / 1024} MB、{ImportTargets.MostEntries} 个条目。", $"The file is too large: at most {ImportTargets.LargestFile / 1024 / 1024} MB and {ImportTargets.MostEntries} entries."), "file");

    public static readonly Refusal FileWithoutTargets = new("target.file-without-targets", new("文件中没有目标。", "There is no target in the file."), "file");

    public static Refusal ReadingDecided(string reading) => new(
        "target.reading-decided",
        new($"生效口径“{TargetReadings.Label(reading)?.Zh ?? reading}”是有人选定的，更正后不再允许。请先选定更正后仍允许的口径。", $"Somebody has put the reading “{TargetReadings.Label(reading)?.En ?? reading}” in force, and it would not be allowed any more. Choose one that stays first."), "Kind");

    public static Refusal MeaningDecided(string meaning) => new(
        "target.meaning-decided", new($"含义 {meaning} 是有人选定的，更正后不再存在。请先选定别的含义。", $"Somebody has put meaning {meaning} in force, and it would be gone. Choose another first."), "Meanings");

    public static Refusal PartsExceed(decimal whole) => new(
        "target.parts-exceed", new($"各部分合计超过总数 {whole.ToString(System.Globalization.CultureInfo.InvariantCulture)}。请核对，或先删去写错的部分。", $"The parts would make more than the whole, {whole.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Check them, or remove a wrong one first."), "Number");

    public static Refusal Exists(string id) => new(
        "target.exists", new($"已有编号为 {id} 的目标。请打开它更正，或用别的编号。", $"There is a target {id} already. Open and correct it, or use another id."), "Id")
    { See = $"/targets/{id}" };

    public static Refusal Same(string id) => new(
        "target.same", new($"同一文件、原文、数字、对象、范围和期限的目标已经录入：{id}。", $"This very target (document, sentence, number, thing, scope and due words) is entered already: {id}."), "Quote")
    { See = $"/targets/{id}" };

    /// <summary>Null when the reason can be kept.</summary>
    internal static Refusal? WrongReason(string? because) => string.IsNullOrWhiteSpace(because) || because.Length > LongestReason ? NoReason : null;
}
