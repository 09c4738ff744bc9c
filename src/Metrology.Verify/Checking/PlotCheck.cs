using Metrology.Core.Certificates;
using Metrology.Dcc.Pages;
using Metrology.Dcc.Rebuilding;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>The plots of errors of the pages against those that follow from the results of the digital certificate, line by line, dot by dot, number by number.</summary>
internal sealed class PlotCheck
{
    private readonly ReadDocument file;
    private readonly IReadOnlyList<ErrorPlot> expected;
    private readonly List<CheckFinding> findings = [];

    public PlotCheck(ReadDocument file, DccFile? dcc)
    {
        this.file = file;
        expected = dcc is null ? [] : [.. RebuiltPlots.Of(dcc.Content, dcc.Results).Select(one => one.Plot)];
        // Of all figures of a paper only plots have letters.
        Elements = expected.Count == 0 ? [] : [.. file.Structure.All.Where(element => element.Type == "Figure" && element.Runs.Count > 0)];
        if (Elements.Count != expected.Count)
            findings.Add(Of("", $"应有 {expected.Count} 张，实有 {Elements.Count} 张。", $"{expected.Count} should be there, and {Elements.Count} are."));
        foreach (var (element, plot) in Elements.Zip(expected))
            Compare(element, plot);
    }

    /// <summary>The figures that are plots: what they hold is compared here and nowhere else.</summary>
    public IReadOnlyList<ReadElement> Elements { get; }

    /// <summary>Lines and dots that belong to plots.</summary>
    public HashSet<PaintedShape> Shapes { get; } = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<CheckFinding> Findings => findings;

    private void Compare(ReadElement element, ErrorPlot plot)
    {
        var (page, mark) = (element.Runs[0].Page, element.Runs[0].Run.MarkedContent);
        var content = file.Pages[page - 1].Content;
        var drawn = content.Shapes.Where(shape => shape.MarkedContent == mark && mark is not null).ToList();
        Shapes.UnionWith(drawn);
        var geometry = new PlotShapes(plot);
        var shapes = geometry.All;
        if (drawn.Count == 0)
        {
            findings.Add(At(page, shapes[0].What));
            return;
        }

        // Where the drawing stands on the page follows from the first line of it.
        var (x, y) = (drawn[0].Left - shapes[0].Shape.Left, drawn[0].Bottom - shapes[0].Shape.Bottom);
        for (var i = 0; i < Math.Max(shapes.Count, drawn.Count); i++)
        {
            if (i < shapes.Count && i < drawn.Count && IsSame(shapes[i].Shape, drawn[i], x, y))
                continue;
            findings.Add(At(page, i < shapes.Count ? shapes[i].What : "?"));
            return;
        }

        if (Misplaced(element, geometry, page, x, y) is { } label)
            findings.Add(At(page, label));
        else if (Foreign(content, element, x, y))
            findings.Add(Of($"page {page}", $"第 {page} 页的图被别的图形或文字盖住。", $"another shape or text lies over that of page {page}."));
    }

    private static bool IsSame(PaintedShape one, PaintedShape other, double x, double y) =>
        one.Kind == other.Kind && one.IsUpright == other.IsUpright && Near(one.LineWidth, other.LineWidth) && Math.Abs(one.Lightness - other.Lightness) < 0.01
        && Near(one.Left + x, other.Left) && Near(one.Right + x, other.Right) && Near(one.Bottom + y, other.Bottom) && Near(one.Top + y, other.Top) && one.Dash.SequenceEqual(other.Dash);

    private static bool Near(double one, double other) => Math.Abs(one - other) < PlotGeometry.Tolerance;

    /// <summary>The first number that is another one or stands elsewhere; null when none does.</summary>
    private static string? Misplaced(ReadElement element, PlotShapes geometry, int page, double x, double y)
    {
        var at = 0;
        foreach (var label in geometry.Labels)
        {
            var (text, from) = ("", at);
            while (text.Length < label.Text.Length && at < element.Runs.Count)
                text += element.Runs[at++].Run.Text;
            if (text != label.Text)
                return label.Text;
            var (first, last) = (element.Runs[from], element.Runs[at - 1]);
            var (begin, end) = (first.Run.X - x, last.Run.X + last.Run.Width - x);
            var place = label.IsCentred ? (begin + end) / 2 : end;
            if (element.Runs.Skip(from).Take(at - from).Any(one => one.Page != page || !one.Run.IsLevel || !Near(one.Run.Y - y, label.Y)) || !Near(place, label.X))
                return label.Text;
        }

        return at == element.Runs.Count ? null : element.Runs[at].Run.Text;
    }

    /// <summary>Something that is no part of the plot lies on it; a mark across the page may.</summary>
    private bool Foreign(PageContent content, ReadElement element, double x, double y)
    {
        var (right, top) = (x + PlotGeometry.Width, y + PlotGeometry.Height);
        var own = element.Runs.Select(one => one.Run).ToHashSet();
        return content.Shapes.Any(shape => !Shapes.Contains(shape) && shape.Left < right && shape.Right > x && shape.Bottom < top && shape.Top > y)
            || content.Runs.Any(run => run.IsLevel && run.Text.Trim().Length > 0 && !own.Contains(run) && run.X < right && run.X + run.Width > x && run.Y > y && run.Y < top);
    }

    private static CheckFinding At(int page, string what) => Of(
        $"page {page}: {what}", $"第 {page} 页的图中「{what}」不是数字校准证书的结果所给的样子。", $"“{what}” of that on page {page} is not what the results of the digital certificate give.");

    private static CheckFinding Of(string where, string zh, string en) => new("page.plot", where, new($"误差图：{zh}", $"Plot of errors: {en}"));
}
