using System.Globalization;
using Metrology.Core.Certificates;

namespace Metrology.Dcc.Pages;

/// <summary>The numbers beside the axes of a plot, in the order in which they are drawn: values from below, then the points that bear one.</summary>
public static class PlotLabels
{
    /// <summary>Points that bear a number at most.</summary>
    public const int MostPoints = 20;

    public static IReadOnlyList<string> Of(ErrorPlot plot)
    {
        var scale = PlotScale.Of(plot.Points);
        return [.. scale.Ticks().Select(scale.Text), .. Points(plot).Select(index => (index + 1).ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Which points bear their number, from 0: all, or every second, third …</summary>
    public static IEnumerable<int> Points(ErrorPlot plot)
    {
        var every = (int)Math.Ceiling(plot.Points.Count / (double)MostPoints);
        return Enumerable.Range(0, plot.Points.Count).Where(index => index % every == 0);
    }
}
