using Metrology.Core.Procedures;

namespace Metrology.Core.Runs;

/// <summary>The test points and rows of limits of an item that are looked at.</summary>
/// <param name="Selectors">Keys of the rows of its acceptance rule.</param>
internal sealed record ItemExtent(IReadOnlyList<TestPointRule> Points, IReadOnlyList<string> Selectors)
{
    /// <summary>What a run has of the item.</summary>
    public static ItemExtent Of(RunPlan plan, ProcedureItem item)
    {
        var planned = plan.PointsOf(item).ToList();
        return new(
            [.. item.Points.Where(point => planned.Exists(step => step.Rule == point))],
            item.Acceptance is { } rule ? [.. planned.Select(step => plan.SelectorOf(rule, step)).Distinct().Where(row => rule.Limits.ContainsKey(row) && rule.RoundingIntervals.ContainsKey(row))] : []);
    }

    /// <summary>Everything that the file says of the item.</summary>
    public static ItemExtent Whole(ProcedureItem item) =>
        new(item.Points, item.Acceptance is { } rule ? [.. rule.Limits.Keys.Union(rule.RoundingIntervals.Keys)] : []);
}
