using System.Text;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;

namespace Metrology.App.Targets;

/// <summary>A stored target with its facts, and what the registry says to it under the reading in force.</summary>
public sealed record TargetView(TargetRow Row, Target Target)
{
    public string Id => Row.Id;

    public bool CountsStandards => TargetProgress.CountsStandards(Target);

    /// <summary>The reading in force first, then the others that the sentence allows.</summary>
    public IReadOnlyList<string> AllowedReadings => [Target.DefaultKind, .. Target.AlternativeKinds];

    /// <exception cref="InvalidDataException">The stored facts are damaged.</exception>
    public static TargetView Of(TargetRow row)
    {
        var target = EntryOf(row);
        return new(row, target with { ChosenMeaning = row.Meaning, Presider = row.Presider, PlanStart = target.PlanStart ?? row.PlanStart, Units = [.. row.Parts.OrderBy(part => part.Id).Select(part => part.Unit)], UnitNumbers = row.Parts.ToDictionary(part => part.Unit, part => part.Number) });
    }

    /// <summary>The facts alone, without what was decided beside them.</summary>
    /// <exception cref="InvalidDataException">The stored facts are damaged.</exception>
    public static Target EntryOf(TargetRow row) => TargetFile.Read(Encoding.UTF8.GetBytes(row.FactsJson)) is { IsRefused: false, Value: Target target } ? target
        : throw new InvalidDataException($"Target {row.Id}: its facts cannot be read.");

    /// <summary>What it counts beside standards; null when it counts standards, or nothing that is kept.</summary>
    public ThingKind? Thing => ThingProgress.KindOf(Target);

    /// <summary>Districts or institutions that the plan names.</summary>
    public IReadOnlyList<string> Units => Target.Units;

    /// <summary>The sentence itself says when the plan began.</summary>
    public bool SaysPlanStart => Target.PlanStart is not null && Row.PlanStart is null;

    /// <summary>The same as if another meaning had been chosen.</summary>
    public TargetView Meaning(string letter) => this with { Target = Target with { ChosenMeaning = letter } };

    /// <summary>The standards that the reading means, each with the standing under which the target sees it; null when the registry cannot answer the reading.</summary>
    public IReadOnlyList<(MeasurementStandard Standard, StandardStanding Standing)>? MeantOn(
        IEnumerable<MeasurementStandard> standards, DateOnly date, string? reading = null)
    {
        var byId = standards.ToDictionary(standard => standard.Counted().Id);
        return TargetProgress.Meant(Target, reading ?? Row.Reading, byId.Values.Select(standard => standard.Counted()), date)?
            .Select(one => (byId[one.Standard.Id], one.Standing)).ToList();
    }

    /// <summary>Null when the registry cannot answer the reading.</summary>
    public TargetCount? CountOn(Countable all, DateOnly date, string? reading = null) => CountsStandards
        ? TargetProgress.Count(Target, reading ?? Row.Reading, all.CountedStandards, date)
        : ThingProgress.Count(Target, reading ?? Row.Reading, all.Things, Units, date);

    public TargetStanding StandingOn(Countable all, DateOnly date, string reading) => CountsStandards
        ? TargetProgress.Standing(Target, reading, all.CountedStandards, date)
        : ThingProgress.Standing(Target, reading, all.Things, Units, date);

    /// <summary>Null when the registry cannot answer the reading.</summary>
    public IReadOnlyList<CurvePoint>? CurveOf(Countable all, string reading, DateOnly from, DateOnly until) => CountsStandards
        ? TargetCurve.Of(Target, reading, all.CountedStandards, from, until)
        : ThingProgress.Curve(Target, reading, all.Things, Units, from, until);
}
