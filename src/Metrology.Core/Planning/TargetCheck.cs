using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Whether the facts of an entry agree with each other and with the sentence that they were taken from.</summary>
internal static class TargetCheck
{
    private static readonly string[] Comparisons = ["≥", ">", "=", "≤", "<"];
    private static readonly string[] Directions = ["↑", "↓", "–"];

    public static Refusal? Contradiction(PlanEntry entry) => entry switch
    {
        Target target => TargetFit.NumberOfKind(target) ?? TargetFit.Range(target) ?? Number(target) ?? Due(target.Id, target.Due) ?? Readings(target) ?? TargetFit.Of(target),
        CompanionFigures companion => Due(companion.Id, companion.Due) ?? companion.Figures.Select(figure => Figure(companion.Id, figure)).FirstOrDefault(one => one is not null),
        _ => null,
    };

    private static Refusal? Number(Target target)
    {
        var comparison = target.Operator.Split(' ', '(', '（')[0];
        if (target.Number is not { } number)
            return Directions.Contains(comparison) ? null : Wrong(target.Id, "operator", "没有数字时不能比较", "there is no number to compare with");
        if (target.NumberIsExactInText != false && !Occurs(target, number))
            return Wrong(target.Id, "number", $"引文中没有「{number}」", $"“{number}” does not occur in the quote");
        if (target.Range is { } range)
        {
            return comparison == "range" && number == $"{range.Min}-{range.Max}" && IsOrdered(range)
                ? null
                : Wrong(target.Id, "range", "范围与数字或比较方式不符", "the range does not fit the number or the operator");
        }

        if (!Comparisons.Contains(comparison) || QuantityText.ParseNumber(number) is null)
            return Wrong(target.Id, "operator", "比较方式与数字不符", "the operator does not fit the number");
        var saysOtherwise = target.Quote is { } quote
            && ((comparison is "≤" or "<" && QuotedNumber.IsFollowedByAtLeast(quote, number))
                || (comparison is "≥" or ">" && QuotedNumber.IsFollowedByAtMost(quote, number)));
        return saysOtherwise ? Wrong(target.Id, "operator", "比较方式与引文相反", "the operator contradicts the quote") : null;
    }

    /// <summary>A range may be written with another dash than the one of the entry: then both its ends occur.</summary>
    private static bool Occurs(Target target, string number) =>
        target.Quote is { } quote
        && (QuotedNumber.Occurs(quote, number)
            || (target.Range is { } range && QuotedNumber.Occurs(quote, range.Min) && QuotedNumber.Occurs(quote, range.Max)));

    private static bool IsOrdered(TargetRange range) =>
        QuantityText.ParseNumber(range.Min) is { } min && QuantityText.ParseNumber(range.Max) is { } max && min <= max;

    private static Refusal? Due(string id, TargetDue due)
    {
        if (due.Text is null)
            return due.DefaultDate is null ? null : Wrong(id, "due", "没有期限文字，不能有日期", "there is a date but no words that name it");
        if (DueDate.NamesNoDay(due.Text))
            return new("target.impossible-day", new($"目标 {id}：没有「{due.Text}」这一天，请对照原文更正。", $"Target {id}: “{due.Text}” names a day that does not exist. Correct it against the text."), "due");
        if (DueDate.Of(due.Text) is not { } derived || derived == due.DefaultDate)
            return null;
        var day = derived.Iso();
        return Wrong(id, "due", $"「{due.Text}」对应 {day}", $"“{due.Text}” means {day}");
    }

    private static Refusal? Readings(Target target)
    {
        string[] kinds = [target.DefaultKind, .. target.AlternativeKinds];
        if (kinds.FirstOrDefault(kind => TargetReadings.Label(kind) is null) is { } unknown)
            return Wrong(target.Id, "default_kind", $"未知的口径「{unknown}」", $"unknown reading “{unknown}”");
        if (kinds.Distinct().Count() != kinds.Length)
            return Wrong(target.Id, "alternative_kinds", "口径重复", "a reading occurs twice");
        if (target.CountingClassesDefault?.Except(CountingClasses.All).FirstOrDefault() is { } wrong)
            return Wrong(target.Id, "counting_classes_default", $"未知的统计类别「{wrong}」", $"unknown counting class “{wrong}”");
        if ((target.Readings is null) != (target.ReadingDefault is null) || (target.Readings is { } readings && !readings.ContainsKey(target.ReadingDefault!)))
            return Wrong(target.Id, "reading_default", "默认含义不在所列含义之中", "the default meaning is not among the meanings");
        if (target.ReadingRules is { } rules && (target.Readings is not { } meanings || rules.Keys.Except(meanings.Keys).Any()))
            return Wrong(target.Id, "reading_rules", "规则所属的含义不在所列含义之中", "a rule is of a meaning that is not among the meanings");
        if (!IsTranslation(target.Ambiguities, target.AmbiguitiesZh) || !IsTranslation(target.DueAlternatives, target.DueAlternativesZh))
            return Wrong(target.Id, "ambiguities_zh", "中英文条数不一致", "the Chinese and the English list differ in length");
        return target.PlanStart > target.Due.DefaultDate ? Wrong(target.Id, "plan_start", "规划起点晚于期限", "the plan begins after it is due") : null;
    }

    private static bool IsTranslation(IReadOnlyList<string>? en, IReadOnlyList<string>? zh) => zh is null || zh.Count == en?.Count;

    private static Refusal? Figure(string id, CompanionFigure figure) =>
        Comparisons.Contains(figure.Operator) && QuantityText.ParseNumber(figure.Number) is not null
            ? null
            : Wrong(id, "figures", $"「{figure.Text}」的数字或比较方式有误", $"number or operator of “{figure.Text}” is wrong");

    private static Refusal Wrong(string id, string field, string zh, string en) =>
        new("target.contradiction", new($"目标 {id} 的 {field}:{zh}。请对照原文更正。", $"Target {id}, {field}: {en}. Correct it against the text."), field);
}
