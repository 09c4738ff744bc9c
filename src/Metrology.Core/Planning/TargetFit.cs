using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Whether number, unit and scope of a target fit the kind that it is of. What does not is refused with the rule that it breaks.</summary>
internal static class TargetFit
{
    private static readonly string[] Totals = [TargetReadings.StockAtDate, TargetReadings.Total, TargetReadings.AnnualFlow];
    private static readonly string[] Shares = ["%", "％", "‰", "百分"];

    /// <summary>Words that ask for each: only 每 says nothing else (各类, 各级 are no units).</summary>
    private static readonly string[] EachWords = ["每", "each ", "every "], EachOrAll = ["每", "各", "each ", "every ", "per "];
    private static readonly string[] InstitutionWords = ["机构", "所", "院", "中心", "单位", "institution", "institute"];
    private static readonly string[] YearWords = ["年", "year", "annual"];

    /// <summary>到2025年 names a year and no flow.</summary>
    private static readonly string[] EachYearWords = ["每年", "年均", "逐年", "each year", "every year", "annual"];

    /// <summary>A number is asked where the kind compares one, and only there.</summary>
    public static Refusal? NumberOfKind(Target target)
    {
        var isWithout = target.DefaultKind is TargetReadings.Qualitative or TargetReadings.CoverageRate;
        if (target.Number is null)
        {
            return isWithout ? null : Rule(
                target, "without-number", "number", "这种口径须有数字。原文没有数字的，口径应为“定性要求”，不得自拟数字", "this kind needs a number. A sentence without one is of the kind “qualitative”; none is made up");
        }

        return target.DefaultKind == TargetReadings.Qualitative
            ? Rule(target, "qualitative-with-number", "number", "定性要求没有数字。有数字的应选能比较的口径", "a qualitative target has no number. One with a number is of a kind that compares it")
            : null;
    }

    public static Refusal? Range(Target target) => target.Range is { } range && Parsed(range.Min) is { } min && Parsed(range.Max) is { } max && min > max
        ? Rule(target, "range-reversed", "range", "范围的上限小于下限，请核对", "the upper end of the range is below the lower one; check them")
        : null;

    public static Refusal? Of(Target target) => Counts(target) ?? Rate(target) ?? Whole(target) ?? Unit(target) ?? Scope(target) ?? Evidence(target);

    private static Refusal? Counts(Target target)
    {
        if (target.Counts is not { } counts)
            return null;
        if (CountedKinds.Label(counts) is null)
            return Rule(target, "counts-unknown", "counts", $"没有“{counts}”这种计数对象", $"there is no counted kind “{counts}”");
        var words = CountedKinds.Of(target with { Counts = null, DefaultKind = TargetReadings.Qualitative });
        return words is null || counts == words || counts is CountedKinds.Nothing || CountedKinds.ThingOf(counts) == Things.ThingKind.CoverageRate ? null : Rule(
            target, "unit-not-of-kind", "counts", $"计数对象的文字说的是“{CountedKinds.Label(words)!.Zh}”，与所选不符", $"the words of the unit say “{CountedKinds.Label(words)!.En}”, which is not what was chosen");
    }

    private static Refusal? Rate(Target target)
    {
        var isRate = target.DefaultKind == TargetReadings.CoverageRate;
        if (isRate && target.Number is not null && target.Rate is null)
            return Rule(target, "rate-without-denominator", "rate", "覆盖率须写明分子和分母各是什么", "a rate says what is divided by what: numerator and denominator");
        if (target.Rate is { } rate && (string.IsNullOrWhiteSpace(rate.Numerator) || string.IsNullOrWhiteSpace(rate.Denominator)))
            return Rule(target, "rate-without-denominator", "rate", "覆盖率须写明分子和分母各是什么", "a rate says what is divided by what: numerator and denominator");
        if (target.Rate is not null && !isRate && !target.AlternativeKinds.Contains(TargetReadings.CoverageRate))
            return Rule(target, "unit-not-of-kind", "rate", "只有覆盖率才有分子和分母", "only a coverage rate has a numerator and a denominator");
        if (isRate && target.Number is not null && !HasShare(target.Unit))
            return Rule(target, "unit-not-of-kind", "unit", "覆盖率的单位应为百分数（%）", "the unit of a coverage rate is a share (%)");
        if (!isRate && HasShare(target.Unit))
            return Rule(target, "unit-not-of-kind", "unit", "以百分数表示的，口径应为“覆盖率”", "what is stated as a share is of the kind “coverage rate”");
        return isRate && Numbers(target).Any(number => number > (target.Unit!.Contains('‰', StringComparison.Ordinal) ? 1000 : 100))
            ? Rule(target, "number-not-of-kind", "number", "覆盖率不能大于 100 %", "a coverage rate is at most 100 %")
            : null;
    }

    private static Refusal? Whole(Target target) =>
        Numbers(target).Any(number => number < 0) ? Rule(target, "number-not-of-kind", "number", "指标数不能为负", "the number of a target is not negative")
        : target.DefaultKind != TargetReadings.CoverageRate && Numbers(target).Any(number => number != decimal.Floor(number))
            ? Rule(target, "number-not-of-kind", "number", "按个数计的指标须为整数", "what is counted one by one has a whole number")
        : null;

    private static Refusal? Unit(Target target)
    {
        if (target.Number is not null && string.IsNullOrWhiteSpace(target.Unit))
            return Rule(target, "without-unit", "unit", "有数字就须写明计数对象", "a number needs the thing that it counts");
        if (target.DefaultKind == TargetReadings.AnnualFlow && !Has(target.Unit, YearWords) && !Has(target.Due.Text, EachYearWords))
            return Rule(target, "unit-not-of-kind", "unit", "“每年数量”的单位或期限应写明“年”（如“家/年”“每年”）", "a flow of each year says so in its unit or its due words (“家/年”, “每年”)");
        var counted = CountedKinds.Of(target);
        return CountedKinds.Readings(counted) is { } known && new[] { target.DefaultKind }.Concat(target.AlternativeKinds).FirstOrDefault(kind => TargetReadings.Label(kind) is not null && !known.Contains(kind)) is { } wrong
            ? Rule(
                target, "unit-not-of-kind", wrong == target.DefaultKind ? "default_kind" : "alternative_kinds",
                $"“{CountedKinds.Label(counted!)!.Zh}”不能按“{TargetReadings.Label(wrong)!.Zh}”计", $"“{CountedKinds.Label(counted!)!.En}” cannot be counted as “{TargetReadings.Label(wrong)!.En}”")
            : null;
    }

    private static Refusal? Scope(Target target) => target.DefaultKind switch
    {
        TargetReadings.PerUnitMinimum when !Has(target.Scope, EachOrAll) =>
            Rule(target, "scope-not-of-kind", "scope", "“每个单位的下限”的范围应写明“每个”或“各”（如“每个县(市、区)”）", "a minimum for each unit has a scope that says each (“每个县(市、区)”)"),
        TargetReadings.PerInstitutionMinimum or TargetReadings.LevelTotal when !Has(target.Scope, InstitutionWords) =>
            Rule(target, "scope-not-of-kind", "scope", "按机构计的范围应写明是哪一级的机构（如“每个县级机构”）", "what is counted by institution has a scope that names the institutions (“每个县级机构”)"),
        var kind when Totals.Contains(kind) && Has(target.Scope, EachWords) =>
            Rule(target, "scope-not-of-kind", "scope", "范围写着“每”，应为“每个单位的下限”或“每个机构的下限”", "the scope says each: the kind is a minimum for each unit or each institution"),
        _ => null,
    };

    /// <summary>Conditions of evidence are of standards, and from a closed list.</summary>
    private static Refusal? Evidence(Target target)
    {
        if (CountedKinds.Of(target) is not (null or CountedKinds.Standards) && (target.CountingClassesDefault is not null || target.ReadingRules is not null))
            return Rule(target, "unit-not-of-kind", target.CountingClassesDefault is null ? "reading_rules" : "counting_classes_default", "统计类别和含义规则只用于计量标准", "counting classes and rules of meanings are of measurement standards only");
        foreach (var rule in (target.ReadingRules?.Values ?? []).SelectMany(rules => rules))
        {
            if (rule.Classes?.Except(CountingClasses.All).FirstOrDefault() is { } unknown)
                return Rule(target, "evidence-unknown", "reading_rules", $"没有统计类别“{unknown}”", $"there is no counting class “{unknown}”");
            if (rule is { Classes: null or { Count: 0 }, Highest: false, Category: null, OfPresider: false })
                return Rule(target, "evidence-unknown", "reading_rules", "含义规则没有任何条件", "a rule of a meaning has no condition");
        }

        return null;
    }

    private static IEnumerable<decimal> Numbers(Target target) =>
        new[] { target.Range?.Min ?? target.Number, target.Range?.Max }.Select(text => text is null ? null : Parsed(text)).OfType<decimal>();

    private static decimal? Parsed(string text) => QuantityText.ParseNumber(text);

    private static bool HasShare(string? unit) => unit is not null && Array.Exists(Shares, share => unit.Contains(share, StringComparison.Ordinal));

    private static bool Has(string? text, string[] words) =>
        text is not null && SimplifiedChinese.Of(text) is var plain && Array.Exists(words, word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static Refusal Rule(Target target, string rule, string field, string zh, string en) => new($"target.{rule}", new($"目标 {target.Id}：{zh}。", $"Target {target.Id}: {en}."), field);
}
