using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Pages;

namespace Metrology.Dcc.Offline;

/// <summary>Measures, bounds of the axis and words of plots of errors, for a verifier without this program.</summary>
internal static class PlotVocabulary
{
    /// <summary>As many points as no phrase says otherwise.</summary>
    private const int Many = 7777;

    public static object All { get; } = new
    {
        PlotGeometry.Width,
        PlotGeometry.Height,
        PlotGeometry.Left,
        PlotGeometry.Right,
        PlotGeometry.Bottom,
        PlotGeometry.Top,
        PlotGeometry.Tick,
        PlotGeometry.Cap,
        PlotGeometry.Dot,
        PlotGeometry.ValueEnd,
        PlotGeometry.ValueDrop,
        PlotGeometry.PointHeight,
        PlotGeometry.Tolerance,
        PlotGeometry.Dashes,
        pens = new { PlotGeometry.Axis, PlotGeometry.Grid, PlotGeometry.Zero, PlotGeometry.Limit, PlotGeometry.Bar },
        PlotScale.MostSteps,
        PlotScale.SmallestStep,
        PlotScale.LargestStep,
        PlotLabels.MostPoints,
        title = Title(),
        legends = Legends(),
    };

    private static BilingualText Title()
    {
        var plot = ErrorPlot.Of(BilingualText.Same("{item}"), "", [.. Enumerable.Repeat(new PlottedPoint(0, null, null, null), Many)])!;
        return new(Counted(plot.Title.Zh), Counted(plot.Title.En));

        static string Counted(string text) => text.Replace(Many.ToString(CultureInfo.InvariantCulture), "{points}", StringComparison.Ordinal);
    }

    /// <summary>What is drawn how, for every way in which a plot can be drawn.</summary>
    private static IEnumerable<object> Legends() =>
        from unit in new[] { "", "{unit}" }
        from expanded in new decimal?[] { null, 1 }
        from limit in new decimal?[] { null, 1 }
        select new { hasUnit = unit.Length > 0, hasBars = expanded is not null, hasLimits = limit is not null, text = new ErrorPlot(Phrases.Dash, unit, [new(0, limit, limit, expanded)]).Legend };
}
