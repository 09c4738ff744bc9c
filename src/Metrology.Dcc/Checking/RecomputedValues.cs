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
        var written = XmlValues.Of(xml, Language.Zh).Where(pair => Array.Exists(Roots, root => pair.Key.StartsWith(root, StringComparison.Ordinal))).ToDictionary();
        var computed = new PathValues();
        foreach (var condition in conditions)
            Add(computed, condition.Number);
        foreach (var item in items)
            Add(computed, item, written);
        return
        [
            .. computed.All.Where(pair => !Shown.Same(pair.Value, written.GetValueOrDefault(pair.Key))).Select(pair => new ParityDifference(pair.Key, pair.Value, written.GetValueOrDefault(pair.Key))),
            .. written.Where(pair => !computed.All.ContainsKey(pair.Key)).Select(pair => new ParityDifference(pair.Key, null, pair.Value)),
        ];
    }

    private static void Add(PathValues computed, ItemData item, Dictionary<string, string> written)
    {
        computed.Add($"{Shown.Result(item.Item)}/verdict", Phrases.Of(item.Verdict).Zh);
        foreach (var check in item.Checks)
            computed.Add(Shown.Result(check.Id), Phrases.Conforms(check.Conforms).Zh);
        foreach (var verdict in item.Verdicts)
            computed.Add(Shown.Result(verdict.Id), Phrases.Of(verdict.Verdict).Zh);
        // A template may leave out single measurements, the mean or U: of what it leaves out the certificate has nothing at all.
        var readings = item.Readings.Any(column => IsShown(column, written)) ? item.Readings : [];
        foreach (var number in item.Results.Where(column => column.Role != ColumnRole.MeanError || IsShown(column, written)).Concat(readings).SelectMany(column => column.Numbers))
            Add(computed, number);
        foreach (var column in item.Results.Where(column => column.Uncertainty?.Any(u => written.ContainsKey(Shown.Result(u.Id))) == true))
        {
            foreach (var (u, number) in column.Uncertainty!.Zip(column.Numbers).Where(pair => pair.First.Digits is not null))
            {
                computed.Add(Shown.Result(u.Id), Shown.Number(u.Digits!, UnitOf(number)));
                computed.Add($"{Shown.Result(u.Id)}/k", u.CoverageFactor);
                computed.Add($"{Shown.Result(u.Id)}/p", u.CoverageProbability);
            }
        }
    }

    private static bool IsShown(PrintedColumn column, Dictionary<string, string> written) => column.Numbers.Any(number => written.ContainsKey(Shown.Path(number.Id)));

    private static void Add(PathValues computed, PrintedNumber number)
    {
        if (number.Digits is { } digits)
            computed.Add(Shown.Path(number.Id), Shown.Number(digits, UnitOf(number)));
    }

    private static DsiUnit UnitOf(PrintedNumber number) => DsiUnits.Of(number.Unit) ?? new(number.Unit);
}
