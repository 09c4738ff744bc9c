using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Rebuilding;

/// <summary>The plots of errors that a paper with these results has, in their order: everything that a plot shows stands in the results.</summary>
public static class RebuiltPlots
{
    private const string Rounded = "/rounded", Lower = "/limit/lower", Upper = "/limit/upper";

    /// <param name="xml">A certificate of this system.</param>
    /// <param name="results">Its results.</param>
    public static IReadOnlyList<(int Item, ErrorPlot Plot)> Of(ReadDcc xml, IReadOnlyList<OwnResult> results) =>
        xml.Paper is { HasPlots: true } ? [.. results.Index().Select(one => (one.Index, Plot: Of(one.Item))).Where(one => one.Plot is not null).Select(one => (one.Index, one.Plot!))] : [];

    private static ErrorPlot? Of(OwnResult result)
    {
        var (errors, lower, upper) = (Column(result, Rounded), Column(result, Lower), Column(result, Upper));
        if (errors is null)
            return null;
        var expanded = result.Results.FirstOrDefault(column => column.Values.Any(value => value.Uncertainty is not null));
        var points = errors.Values.Index().Where(one => Number(one.Item) is not null).Select(one => new PlottedPoint(
            Number(one.Item)!.Value, Number(At(lower, one.Index)), Number(At(upper, one.Index)), Parsed(At(expanded, one.Index)?.Uncertainty?.Digits))).ToList();
        var units = errors.Values.Where(value => Number(value) is not null).Select(value => DsiUnits.Symbol(value.Unit)).Distinct().ToList();
        return units.Count == 1 ? ErrorPlot.Of(result.Name.Both, units[0], points) : null;
    }

    private static OwnColumn? Column(OwnResult result, string end) =>
        result.Results.FirstOrDefault(column => column.Values.Any(value => value.Label?.EndsWith(end, StringComparison.Ordinal) == true));

    private static ReadValue? At(OwnColumn? column, int row) => column is not null && row < column.Values.Count ? column.Values[row] : null;

    private static decimal? Number(ReadValue? value) => value is null || value.IsMissing ? null : Parsed(value.Digits);

    /// <summary>Null also for a number beyond every axis: of a file that somebody made, its plot would have steps without end.</summary>
    private static decimal? Parsed(string? digits) =>
        decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= PlotScale.LargestStep ? number : null;
}
