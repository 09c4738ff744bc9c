using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>What could make a page look otherwise than its text reads: hidden, moved or covered text, and shapes that are no part of a table, a box or a code.</summary>
/// <param name="plotted">Shapes of plots, which are compared with the results.</param>
internal sealed class PageShapes(ReadDocument file, IReadOnlySet<PaintedShape> plotted)
{
    /// <summary>Darkest ground that text stands on, and lightest text, 0 black to 1 white.</summary>
    private const double LightestText = 0.6, DarkestGround = 0.85;

    /// <summary>Points: the smallest text of the writer has 8, with the watermark aside.</summary>
    private const double SmallestText = 6;

    /// <summary>Points: modules of a code are smaller, cells of a table are not.</summary>
    private const double SmallestArea = 8, SmallestRule = 20, WidestRule = 0.8, Overlap = 1, Touch = 1.5;

    /// <summary>Nothing is painted white, which could hide what is below; a mark across a page is lighter than text, and large.</summary>
    private const double LightestGround = 0.97, DarkestMark = 0.5, LightestMark = 0.93, SmallestMark = 40, LargestShareCovered = 0.25;

    public IEnumerable<CheckFinding> Run()
    {
        foreach (var (index, page) in file.Pages.Index())
        {
            var (number, content) = (index + 1, page.Content);
            foreach (var operation in content.Unusual)
                yield return Of("page.operator", number, operation, $"页面内容用了「{operation}」指令：它可以隐藏、裁剪或遮盖文字，本系统从不使用。", $"its content uses the operator “{operation}”, which can hide, cut or cover text and which this system never uses.");
            foreach (var run in content.Runs.Where(run => run.Text.Trim().Length > 0))
            {
                if (Hidden(run, page) is { } why)
                    yield return Of("page.hidden-text", number, Short(run.Text), $"文字「{Short(run.Text)}」{why.Zh}。", $"the text “{Short(run.Text)}” {why.En}.");
            }

            foreach (var (run, covering) in Covered(content))
                yield return Of(covering ? "page.covered" : "page.hidden-text", number, Short(run.Text), $"文字「{Short(run.Text)}」被图形遮盖或与底色混同。", $"the text “{Short(run.Text)}” is covered, or stands on a dark ground.");
            foreach (var shape in content.Shapes.Where(shape => !plotted.Contains(shape) && !IsModule(shape) && !BarCheck.IsBar(shape) && !IsUsual(shape, content)).Take(1))
                yield return Of("page.shape", number, $"{shape.Kind} {shape.Left:0}, {shape.Bottom:0}", "有不属于表格、框线、二维码或模板图片的图形，它可以画成文字。", "a shape is no part of a table, box, code or picture of a template; it could draw words.");
        }
    }

    /// <summary>Dark and smaller than the cell of any table.</summary>
    public static bool IsModule(PaintedShape shape) => shape is { Kind: PaintKind.Area, Lightness: < 0.1, IsUpright: true } && shape.Height < SmallestArea;

    private static (string Zh, string En)? Hidden(TextRun run, ReadPage page)
    {
        if (!run.IsVisible || run.Size < SmallestText)
            return ("看不见或过小", "is invisible or too small");
        var box = page.Box;
        if (!run.IsLevel)
        {
            var isMark = run is { Size: > SmallestMark, Lightness: > DarkestMark and < LightestMark } && run.X > box.Left && run.Y > box.Bottom && run.X < box.Right && run.Y < box.Top;
            return isMark ? null : ("不像页面上的标记那样可见", "is not to be seen as the mark of a page is");
        }

        if (run.Lightness > LightestText)
            return ("颜色过浅", "is too light to be read");
        return run.X < box.Left || run.Y < box.Bottom || run.X + run.Width > box.Right + Overlap || run.Y > box.Top ? ("在页面之外", "stands outside of the page") : null;
    }

    private static IEnumerable<(TextRun Run, bool IsCovered)> Covered(PageContent content)
    {
        foreach (var mark in content.Runs.Where(run => !run.IsLevel && run.Text.Trim().Length > 0))
        {
            if (content.Shapes.Any(shape => shape.Kind != PaintKind.Line && shape.Order > mark.Order && Share(shape, mark) > LargestShareCovered))
                yield return (mark, true);
        }

        var grounds = content.Shapes;
        foreach (var run in content.Runs.Where(run => run.IsLevel && run.Text.Trim().Length > 0))
        {
            var over = grounds.FirstOrDefault(shape => Lies(shape, run) && (shape.Order > run.Order || shape.Kind == PaintKind.Picture || shape.Lightness < DarkestGround));
            if (over is not null)
                yield return (run, over.Order > run.Order);
        }
    }

    private static bool Lies(PaintedShape shape, TextRun run) =>
        shape.Left < run.X + run.Width - Overlap && shape.Right > run.X + Overlap && shape.Bottom < run.Y + (run.Size * 0.6) - Overlap && shape.Top > run.Y + Overlap;

    /// <summary>How much of the rectangle around a turned text lies under a shape.</summary>
    private static double Share(PaintedShape shape, TextRun mark)
    {
        var (cos, sin) = (Math.Cos(mark.Angle * Math.PI / 180), Math.Sin(mark.Angle * Math.PI / 180));
        double[] xs = [mark.X, mark.X + (mark.Width * cos), mark.X - (mark.Size * sin), mark.X + (mark.Width * cos) - (mark.Size * sin)];
        double[] ys = [mark.Y, mark.Y + (mark.Width * sin), mark.Y + (mark.Size * cos), mark.Y + (mark.Width * sin) + (mark.Size * cos)];
        var width = Math.Min(shape.Right, xs.Max()) - Math.Max(shape.Left, xs.Min());
        var height = Math.Min(shape.Top, ys.Max()) - Math.Max(shape.Bottom, ys.Min());
        return width <= 0 || height <= 0 ? 0 : width * height / ((xs.Max() - xs.Min()) * (ys.Max() - ys.Min()));
    }

    private static bool IsUsual(PaintedShape shape, PageContent content) => shape.Kind switch
    {
        PaintKind.Picture => true,
        PaintKind.Line => shape is { IsUpright: true, LineWidth: <= WidestRule, Lightness: < DarkestGround } && (IsLying(shape) ? shape.Width >= SmallestRule : IsHeld(shape, content)),
        _ => shape is { IsUpright: true, Lightness: >= DarkestGround and <= LightestGround, Width: >= SmallestArea, Height: >= SmallestArea },
    };

    private static bool IsLying(PaintedShape line) => line.Width >= line.Height;

    /// <summary>A standing line is the side of a cell or box: it ends at a lying one above and below.</summary>
    private static bool IsHeld(PaintedShape line, PageContent content)
    {
        var x = (line.Left + line.Right) / 2;
        return new[] { line.Bottom, line.Top }.All(y => content.Shapes.Any(other => other.Kind == PaintKind.Line && IsLying(other)
            && other.Left - Touch < x && other.Right + Touch > x && Math.Abs(((other.Bottom + other.Top) / 2) - y) < Touch));
    }

    private static CheckFinding Of(string code, int page, string what, string zh, string en) => new(code, $"page {page}: {what}", new($"第 {page} 页：{zh}", $"Page {page}: {en}"));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
