using Metrology.App.Targets;
using Metrology.Core.Planning;

namespace Metrology.Web.Features.Targets;

/// <summary>Facts of a target as they stand on a screen.</summary>
internal static class TargetText
{
    /// <summary>"≥ 58", "1–2"; null when the text names no number.</summary>
    public static string? Number(Target target) => target switch
    {
        { Range: { } range } => $"{range.Min}–{range.Max}",
        { Number: { } number } => $"{target.Operator.Split(' ')[0]} {number}",
        _ => null,
    };

    /// <summary>How the comparison was read, when the text does not say "at least" itself.</summary>
    public static string? OperatorNote(Target target, Words t) => target.Operator switch
    {
        var text when target.Number is null || !text.Contains('(', StringComparison.Ordinal) => null,
        var text when text.Contains("达到", StringComparison.Ordinal) => t.Targets.OperatorReach,
        _ => t.Targets.OperatorAssumed,
    };

    /// <summary>Where the sentence stands: document, file and line.</summary>
    public static string Source(Target target, Words t) => $"{target.Place} · {target.Document} · {target.SeedFile ?? t.TargetEntry.NoFileHeld} · {t.Targets.Line(target.Line)}";

    public static string Reading(string id, Words t) => TargetReadings.Label(id) is { } label ? t[label] : id;

    /// <summary>Why there is no count under a reading, or null when there is one to compare.</summary>
    public static string? WhyNot(TargetQueries.Line line, Words t)
    {
        if (line.View.Target.Number is null)
            return t.Targets.WhyNoNumber;
        if (line.Count is not null)
            return line.View.Target.Operator[0] is '≤' or '<' ? t.Targets.WhyAtMost : null;
        var needsStart = line.Reading is TargetReadings.NewlyBuiltInPeriod or TargetReadings.NewlyAddedInPeriod or TargetReadings.CumulativeSincePlanStart;
        return !line.View.CountsStandards && line.View.Thing is null ? t.Targets.WhyOtherThings
            : TargetProgress.LacksInstitutions(line.View.Target, line.Reading) ? t.Targets.WhyNoInstitutions
            : needsStart && line.View.Target.PlanStart is null ? t.Targets.WhyNoStart
            : t.Targets.WhyNotKept;
    }

    public static IReadOnlyList<string> Ambiguities(Target target, Words t) =>
    [
        .. InLanguage(target.Ambiguities, target.AmbiguitiesZh, t),
        .. InLanguage(target.DueAlternatives, target.DueAlternativesZh, t),
    ];

    public static IReadOnlyDictionary<string, string>? Meanings(Target target, Words t) =>
        t.Language == Core.Words.Language.Zh ? target.Readings : target.ReadingsEn ?? target.Readings;

    private static IReadOnlyList<string> InLanguage(IReadOnlyList<string>? en, IReadOnlyList<string>? zh, Words t) =>
        (t.Language == Core.Words.Language.Zh ? zh ?? en : en) ?? [];
}
