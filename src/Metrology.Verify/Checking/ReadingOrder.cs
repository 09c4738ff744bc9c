using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>
/// Whether the texts stand where they are read: cells of a row beside each other and on one line, rows and paragraphs below each other. Words that are right and
/// numbers that are right could otherwise be put together wrongly, each under the label of another.
/// </summary>
internal static class ReadingOrder
{
    /// <summary>Points: what rounding makes.</summary>
    private const double Tolerance = 1.5;

    /// <summary>Points: parts that stand beside each other at the foot of the cover share the lower edge only.</summary>
    private const double Beside = 60;

    /// <param name="plots">Figures whose numbers are compared with the results; their letters stand in no line.</param>
    public static IEnumerable<CheckFinding> Check(ReadDocument file, IReadOnlyList<ReadElement> plots)
    {
        foreach (var element in file.Structure.All)
        {
            if (!plots.Contains(element, ReferenceEqualityComparer.Instance) && Jumps(element) is { } run)
                yield return Moved(run.Page, run.Run.Text);
            if (element.Type == PageTexts.TableRow && Unaligned(element) is { } cell)
                yield return Moved(cell.Page, cell.Text);
        }

        foreach (var place in Blocks(file.Structure.Elements))
            yield return Moved(place.Page, place.Text);
    }

    /// <summary>A piece of one text that does not follow the piece before it, on its line or on the next.</summary>
    private static PlacedRun? Jumps(ReadElement element)
    {
        PlacedRun? before = null;
        foreach (var one in element.Runs.Where(one => one.Run.Text.Trim().Length > 0))
        {
            if (before is not null && before.Page == one.Page)
            {
                var (x, y) = (one.Run.X - before.Run.X - before.Run.Width, before.Run.Y - one.Run.Y);
                var follows = Math.Abs(y) < Tolerance ? x > -Tolerance && x < 2 * one.Run.Size : y > 0 && y < 4 * one.Run.Size;
                if (!follows)
                    return one;
            }
            else if (before is not null && one.Page < before.Page)
            {
                return one;
            }

            before = one;
        }

        return null;
    }

    /// <summary>A cell that does not stand to the right of the one before it, at its height.</summary>
    private static Place? Unaligned(ReadElement row)
    {
        Place? before = null;
        foreach (var cell in row.Children.Select(Place.Of).OfType<Place>())
        {
            if (before is not null && (cell.Page != before.Page || cell.Left < before.Right - Tolerance || !IsAtHeight(cell, before)))
                return cell;
            before = cell;
        }

        return null;
    }

    /// <summary>Rows are compared with each other by all their texts, so that one of another row cannot reach here.</summary>
    private static bool IsAtHeight(Place cell, Place before) => cell.Top > before.OwnBottom + Tolerance && before.Top > cell.OwnBottom + Tolerance;

    /// <summary>Rows and paragraphs that stand neither below what comes before them nor, at the foot of the cover, beside it.</summary>
    private static IEnumerable<Place> Blocks(IEnumerable<ReadElement> elements)
    {
        Place? before = null;
        foreach (var place in elements.SelectMany(Rows).Select(Place.Of).OfType<Place>())
        {
            var follows = before is null || place.Page > before.LastPage
                || (place.Page == before.LastPage && (place.Top < before.Bottom + Tolerance || (place.Left > before.Right - Tolerance && Math.Abs(place.First - before.First) < Beside)));
            if (!follows)
                yield return place;
            before = place;
        }
    }

    private static IEnumerable<ReadElement> Rows(ReadElement element) =>
        element.Type == PageTexts.TableRow || (element.Children.Count == 0 && element.Runs.Count > 0) ? [element] : element.Children.SelectMany(Rows);

    private static CheckFinding Moved(int page, string text)
    {
        var shown = text.Length <= 40 ? text : text[..40] + "…";
        return new("page.moved-text", $"page {page}: {shown}", new($"第 {page} 页：文字「{shown}」不在它应在的位置。", $"Page {page}: the text “{shown}” does not stand where it is read."));
    }

    /// <summary>Where a text begins, and on its first page also where it ends.</summary>
    private sealed record Place(int Page, int LastPage, double Left, double Right, double Top, double Bottom, double First, string Text)
    {
        /// <summary>Lower end on the first page.</summary>
        public double OwnBottom { get; private init; }

        public static Place? Of(ReadElement element)
        {
            var runs = element.WithDescendants().SelectMany(one => one.Runs).Where(one => one.Run.Text.Trim().Length > 0).ToList();
            if (runs.Count == 0)
                return null;
            var (page, last) = (runs.Min(one => one.Page), runs.Max(one => one.Page));
            var (own, end) = (runs.Where(one => one.Page == page).Select(one => one.Run).ToList(), runs.Where(one => one.Page == last).Select(one => one.Run));
            return new(
                page, last, own.Min(run => run.X), own.Max(run => run.X + run.Width), own.Max(run => run.Y + (0.5 * run.Size)), end.Min(run => run.Y), own.Max(run => run.Y),
                string.Concat(runs.Select(one => one.Run.Text)))
            { OwnBottom = own.Min(run => run.Y) };
        }
    }
}
