using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>What could make a page look otherwise than its text reads: hidden, moved or covered text, and shapes that are no part of a table, a box or a code.</summary>
internal sealed class PageShapes(ReadDocument file)
{
    /// <summary>Darkest ground that text stands on, and lightest text, 0 black to 1 white.</summary>
    private const double LightestText = 0.6, DarkestGround = 0.85;

    /// <summary>Points: the smallest text of the writer has 8, with the watermark aside.</summary>
    private const double SmallestText = 6;

    /// <summary>Points: modules of a code are smaller, cells of a table are not.</summary>
    private const double SmallestArea = 8, SmallestRule = 10, WidestRule = 2, Overlap = 1;

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
            foreach (var shape in content.Shapes.Where(shape => !IsModule(shape) && !BarCheck.IsBar(shape) && !IsUsual(shape)).Take(1))
                yield return Of("page.shape", number, $"{shape.Kind} {shape.Left:0}, {shape.Bottom:0}", "有不属于表格、框线、二维码或模板图片的图形，它可以画成文字。", "a shape is no part of a table, box, code or picture of a template; it could draw words.");
        }
    }

    /// <summary>Dark and smaller than the cell of any table.</summary>
    public static bool IsModule(PaintedShape shape) => shape is { Kind: PaintKind.Area, Lightness: < 0.1, IsUpright: true } && shape.Height < SmallestArea;

    private static (string Zh, string En)? Hidden(TextRun run, ReadPage page)
    {
        if (!run.IsVisible || run.Size < SmallestText)
            return ("看不见或过小", "is invisible or too small");
        if (!run.IsLevel)
            return null;
        if (run.Lightness > LightestText)
            return ("颜色过浅", "is too light to be read");
        var box = page.Box;
        return run.X < box.Left || run.Y < box.Bottom || run.X + run.Width > box.Right + Overlap || run.Y > box.Top ? ("在页面之外", "stands outside of the page") : null;
    }

    private static IEnumerable<(TextRun Run, bool IsCovered)> Covered(PageContent content)
    {
        var grounds = content.Shapes.Where(shape => shape.Kind != PaintKind.Line || shape.LineWidth > WidestRule).ToList();
        foreach (var run in content.Runs.Where(run => run.IsLevel && run.Text.Trim().Length > 0))
        {
            var over = grounds.Find(shape => Lies(shape, run) && (shape.Order > run.Order || shape.Kind == PaintKind.Picture || shape.Lightness < DarkestGround));
            if (over is not null)
                yield return (run, over.Order > run.Order);
        }
    }

    private static bool Lies(PaintedShape shape, TextRun run) =>
        shape.Left < run.X + run.Width - Overlap && shape.Right > run.X + Overlap && shape.Bottom < run.Y + (run.Size * 0.6) - Overlap && shape.Top > run.Y + Overlap;

    private static bool IsUsual(PaintedShape shape) => shape.Kind switch
    {
        PaintKind.Picture => true,
        PaintKind.Line => shape.IsUpright && shape.LineWidth <= WidestRule && Math.Max(shape.Width, shape.Height) >= SmallestRule,
        _ => shape.IsUpright && shape.Lightness >= DarkestGround && shape.Width >= SmallestArea && shape.Height >= SmallestArea,
    };

    private static CheckFinding Of(string code, int page, string what, string zh, string en) => new(code, $"page {page}: {what}", new($"第 {page} 页：{zh}", $"Page {page}: {en}"));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
