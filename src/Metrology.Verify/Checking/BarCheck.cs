using Metrology.Pdf;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>The bar code of the number, where a template wants one: its bars, as they are drawn, must be those of the number on the page.</summary>
internal static class BarCheck
{
    /// <summary>Points: between the cells of a matrix code and the rows of a table.</summary>
    private const double Shortest = 20, Tallest = 32, Widest = 8;

    /// <summary>Share of a module by which rounding may move an edge.</summary>
    private const double Tolerance = 0.3;

    public static bool IsBar(PaintedShape shape) => shape is { Kind: PaintKind.Area, Lightness: < 0.1, IsUpright: true, Height: > Shortest and < Tallest, Width: < Widest };

    public static IEnumerable<CheckFinding> Run(ReadDocument file, string number)
    {
        foreach (var (index, page) in file.Pages.Index())
        {
            var bars = page.Content.Shapes.Where(IsBar).OrderBy(bar => bar.Left).ToList();
            if (bars.Count > 0 && (index > 0 || !IsOf(bars, number)))
            {
                yield return new(
                    "barcode.other-number", $"page {index + 1}",
                    new($"第 {index + 1} 页的条形码不是证书编号 {number} 的。", $"The bar code on page {index + 1} is not that of the number {number}."));
            }
        }
    }

    private static bool IsOf(List<PaintedShape> bars, string number)
    {
        if (Code128.Of(number) is not { } widths || bars.Count != (widths.Count + 1) / 2 || bars.Exists(bar => Math.Abs(bar.Bottom - bars[0].Bottom) > Tolerance || Math.Abs(bar.Height - bars[0].Height) > Tolerance))
            return false;
        var module = (bars[^1].Right - bars[0].Left) / widths.Sum();
        var edges = bars.SelectMany(bar => new[] { bar.Left, bar.Right }).ToList();
        var at = 0;
        for (var i = 0; i < widths.Count; at += widths[i++])
        {
            if (Math.Abs(edges[i] - edges[0] - (at * module)) > Tolerance * module)
                return false;
        }

        return true;
    }
}
