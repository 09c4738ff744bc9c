using Metrology.Core.Planning.Things;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>What a target can say that it counts: a closed list. The ids stand in stored targets and in files and never change.</summary>
public static class CountedKinds
{
    public const string Standards = "measurement-standard";

    /// <summary>Nothing that is kept: the target is quoted and never counted.</summary>
    public const string Nothing = "nothing";

    private static readonly Dictionary<string, ThingKind> Things = new()
    {
        ["one-stop-site"] = ThingKind.OneStopSite,
        ["served-enterprise"] = ThingKind.ServedEnterprise,
        ["certified-enterprise"] = ThingKind.CertifiedEnterprise,
        ["test-platform"] = ThingKind.TestPlatform,
        ["national-centre"] = ThingKind.NationalCentre,
        ["inspection-platform"] = ThingKind.InspectionPlatform,
        ["recognised-laboratory"] = ThingKind.RecognisedLaboratory,
        ["metrologist"] = ThingKind.Metrologist,
        ["coverage-rate"] = ThingKind.CoverageRate,
    };

    private static readonly BilingualText OfStandards = new("计量标准", "Measurement standards"), OfNothing = new("不计数，只列出原文", "Nothing that is kept; quoted only");

    public static IReadOnlyList<string> All { get; } = [Standards, .. Things.Keys, Nothing];

    /// <summary>Name for people; null when the id is not known.</summary>
    public static BilingualText? Label(string id) => id switch
    {
        Standards => OfStandards,
        Nothing => OfNothing,
        _ => ThingOf(id) is { } kind ? ThingFacts.Of(kind).Name : null,
    };

    /// <summary>Null for standards, for nothing, and for what is not known.</summary>
    public static ThingKind? ThingOf(string id) => Things.TryGetValue(id, out var kind) ? kind : null;

    /// <summary>What a target counts, as its entry says, else as its words do; null when neither does.</summary>
    public static string? Of(Target target) => target.Counts
        ?? (TargetProgress.CountsStandards(target) ? Standards : ThingProgress.KindOf(target) is { } kind ? Things.First(pair => pair.Value == kind).Key : null);

    /// <summary>Readings under which the register can count a kind; null where every reading is as good.</summary>
    public static IReadOnlyList<string>? Readings(string? id) => id switch
    {
        Standards =>
        [
            TargetReadings.StockAtDate, TargetReadings.NewlyBuiltInPeriod, TargetReadings.CumulativeSincePlanStart, TargetReadings.IncrementOfTheYear, TargetReadings.PerInstitutionMinimum,
            TargetReadings.LevelTotal, TargetReadings.Qualitative,
        ],
        null or Nothing => null,
        _ => ThingOf(id) switch
        {
            null => null,
            ThingKind.CoverageRate => [TargetReadings.CoverageRate, TargetReadings.Qualitative],
            { } kind =>
            [
                TargetReadings.StockAtDate, TargetReadings.Total, TargetReadings.PerUnitMinimum, TargetReadings.NewlyBuiltInPeriod, TargetReadings.NewlyAddedInPeriod, TargetReadings.AnnualFlow,
                TargetReadings.Qualitative, .. ThingFacts.Of(kind).HasCertificate ? new[] { TargetReadings.CumulativeEverCertified } : [],
            ],
        },
    };
}
