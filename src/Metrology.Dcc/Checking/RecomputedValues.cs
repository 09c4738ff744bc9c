using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Checking;

/// <summary>Numbers and verdicts that somebody computed again from a record, against those of a digital certificate.</summary>
public static class RecomputedValues
{
    private static readonly string[] Roots = ["results/", "conditions/"];

    /// <returns>All differences; <see cref="ParityDifference.Paper"/> is what was computed.</returns>
    public static IReadOnlyList<ParityDifference> Check(IReadOnlyList<ItemData> items, IReadOnlyList<ConditionData> conditions, ReadDcc xml)
    {
        var computed = new PathValues();
        foreach (var condition in conditions)
            Add(computed, condition.Number);
        foreach (var item in items)
            Add(computed, item);
        var written = XmlValues.Of(xml, Language.Zh).Where(pair => Array.Exists(Roots, root => pair.Key.StartsWith(root, StringComparison.Ordinal))).ToDictionary();
        return
        [
            .. computed.All.Where(pair => !Shown.Same(pair.Value, written.GetValueOrDefault(pair.Key))).Select(pair => new ParityDifference(pair.Key, pair.Value, written.GetValueOrDefault(pair.Key))),
            .. written.Where(pair => !computed.All.ContainsKey(pair.Key)).Select(pair => new ParityDifference(pair.Key, null, pair.Value)),
        ];
    }

    private static void Add(PathValues computed, ItemData item)
    {
        computed.Add($"{Shown.Result(item.Item)}/verdict", Phrases.Of(item.Verdict).Zh);
        foreach (var check in item.Checks)
            computed.Add(Shown.Result(check.Id), Phrases.Conforms(check.Conforms).Zh);
        foreach (var verdict in item.Verdicts)
            computed.Add(Shown.Result(verdict.Id), Phrases.Of(verdict.Verdict).Zh);
        foreach (var column in item.Results.Concat(item.Readings))
        {
            foreach (var number in column.Numbers)
                Add(computed, number);
            foreach (var (u, number) in (column.Uncertainty ?? []).Zip(column.Numbers).Where(pair => pair.First.Digits is not null))
            {
                computed.Add(Shown.Result(u.Id), Shown.Number(u.Digits!, UnitOf(number)));
                computed.Add($"{Shown.Result(u.Id)}/k", u.CoverageFactor);
            }
        }
    }

    private static void Add(PathValues computed, PrintedNumber number)
    {
        if (number.Digits is { } digits)
            computed.Add(Shown.Path(number.Id), Shown.Number(digits, UnitOf(number)));
    }

    private static DsiUnit UnitOf(PrintedNumber number) => DsiUnits.Of(number.Unit) ?? new(number.Unit);
}
