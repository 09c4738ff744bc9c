using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Pages;

/// <summary>The texts of the results of one item: answers, single measurements, judged errors, conclusion.</summary>
internal sealed partial class ExpectedResults(ReadDcc xml, PageWords words, ExpectedTexts texts)
{
    public void Add(int index, string item, OwnResult result, ErrorPlot? plot)
    {
        var title = result.Name.Both;
        texts.Words(new($"{index + 1} {title.Zh}", $"{index + 1} {title.En}"));
        if (result.Checks.Count > 0)
            Checks(result.Checks);
        var names = Unwrapped.Rows(result.Points, Results.Points(PurposeWords.Of(RebuiltDocument.KindOf(xml))), result.PointIds.Count);
        var points = result.PointIds.Zip(names).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
        if (result.Readings.Count > 0)
            Readings(result.Readings, points);
        if (result.Results.Count > 0)
            Judged(item, result, points);
        if (plot is not null)
            Plot(plot);
        texts.Value($"{item}/verdict", PageWords.Concluded);
    }

    /// <summary>Numbers of the axes, then what is drawn how; where the numbers stand is compared with the drawing.</summary>
    private void Plot(ErrorPlot plot)
    {
        texts.Words(BilingualText.Same(string.Concat(PlotLabels.Of(plot))));
        texts.Heading(plot.Legend, said => IsLegend(said, plot));
    }

    /// <summary>The pages may write the unit otherwise than D-SI leads back to, as in the headings of columns.</summary>
    private bool IsLegend(string said, ErrorPlot plot)
    {
        const string Gap = "\u0001";
        if (plot.Unit.Length == 0 || DsiUnits.Of(plot.Unit) is not { } unit)
            return said == ExpectedText.Squeezed(texts.Label(plot.Legend));
        var parts = ExpectedText.Squeezed(texts.Label((plot with { Unit = Gap }).Legend)).Split(Gap);
        var length = (said.Length - parts.Sum(part => part.Length)) / (parts.Length - 1);
        return length > 0 && said.Length > parts[0].Length + length && said.Substring(parts[0].Length, length) is var symbol && IsUnit(symbol, unit) && said == string.Join(symbol, parts);
    }

    private void Checks(IReadOnlyList<OwnCheck> checks)
    {
        texts.Words(PageWords.Check);
        texts.Words(PageWords.Result);
        foreach (var check in checks)
        {
            texts.Sentence(check.Name.Both);
            texts.Value(check.Id ?? "");
        }
    }

    private void Readings(IReadOnlyList<OwnColumn> columns, Dictionary<string, BilingualText> points)
    {
        var settings = columns.TakeWhile(IsSetting).ToList();
        var values = columns.Skip(settings.Count).ToList();
        texts.Words(PageWords.Measurements);
        texts.Words(words.Point);
        foreach (var column in settings)
            texts.Words(column.Name.Both);
        texts.Words(PageWords.Repeat);
        foreach (var column in values)
            Heading(column.Name.Both, column);
        for (var row = 0; row < columns[0].Values.Count; row++)
        {
            var id = (columns[0].Values[row].Label ?? "").Split('/');
            texts.Sentence(points.GetValueOrDefault(id.ElementAtOrDefault(1) ?? "") ?? BilingualText.Same("?"));
            foreach (var column in settings)
            {
                if (column.Values[row].IsMissing)
                    texts.Dash();
                else
                    texts.Value(column.Values[row].Label ?? "");
            }

            texts.Words(BilingualText.Same(id.ElementAtOrDefault(2) ?? "?"));
            texts.Values(values.Select(column => column.Values[row].Label ?? ""));
        }
    }

    private static bool IsSetting(OwnColumn column) => column.Values.Count > 0 && column.Values[0].Label?.Contains("/settings/", StringComparison.Ordinal) == true;

    private void Judged(string item, OwnResult result, Dictionary<string, BilingualText> points)
    {
        (string Part, BilingualText Title)[] all = [("mean", PageWords.Mean), ("rounded", PageWords.Rounded), ("limit", PageWords.Limit), ("uncertainty", BilingualText.Same("U(k=…)")), ("verdict", PageWords.Conclusion)];
        var shown = all.Where(column => result.PointIds.Any(point => texts.Has($"{item}/{point}/{column.Part}"))).ToList();
        texts.Words(words.Results);
        texts.Words(words.Point);
        foreach (var (part, title) in shown)
        {
            if (part == "verdict")
                texts.Words(title);
            else
                Heading(title, result.Results[0], isExpanded: part == "uncertainty");
        }

        foreach (var point in result.PointIds)
        {
            texts.Sentence(points[point]);
            texts.Values(shown.Select(column => $"{item}/{point}/{column.Part}"));
        }
    }

    /// <summary>Words and the unit of the column, "误差/%"; a column in unit one has none.</summary>
    private void Heading(BilingualText title, OwnColumn column, bool isExpanded = false)
    {
        var unit = column.Values.Count > 0 ? column.Values[0].Unit : new DsiUnit(@"\one");
        texts.Heading(title, said =>
        {
            var own = isExpanded && Coverage().Match(said) is { Success: true } match ? BilingualText.Same(match.Value) : title;
            // A bilingual heading has the unit twice: after the words of each language.
            var halves = isExpanded && said.Length % 2 == 0 && said[..(said.Length / 2)] == said[(said.Length / 2)..] ? (string[])[said[..(said.Length / 2)]] : [said];
            return IsOf(halves[0], ExpectedText.Squeezed(texts.Label(own)), ExpectedText.Squeezed(own.Zh), ExpectedText.Squeezed(own.En), unit);
        });
    }

    private static bool IsOf(string said, string label, string zh, string en, DsiUnit unit)
    {
        if (said == label)
            return unit == DsiUnits.Of("1");
        if (label == zh || label == en)
            return said.StartsWith(label + "/", StringComparison.Ordinal) && IsUnit(said[(label.Length + 1)..], unit);
        var (first, second) = label.StartsWith(zh, StringComparison.Ordinal) ? (zh, en) : (en, zh);
        var length = (said.Length - label.Length - 2) / 2;
        return length > 0 && said.Length > first.Length + 1 + length && IsUnit(said.Substring(first.Length + 1, length), unit)
            && said == $"{first}/{said.Substring(first.Length + 1, length)}{second}/{said.Substring(first.Length + 1, length)}";
    }

    private static bool IsUnit(string symbol, DsiUnit unit) => Units.Find(symbol) is { } known && DsiUnits.Of(known.Symbol) == unit;

    [GeneratedRegex(@"^U\((k=[0-9]+(\.[0-9]+)?|p=[0-9]+(\.[0-9]+)?%)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Coverage();
}
