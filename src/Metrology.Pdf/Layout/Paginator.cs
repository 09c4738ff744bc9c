namespace Metrology.Pdf.Layout;

/// <summary>A slice at its height on a page, in points from the top of the body.</summary>
internal readonly record struct PlacedSlice(Slice Slice, double Y, bool IsRepeated);

/// <summary>Slices to pages of equal body height.</summary>
internal sealed class Paginator(double height)
{
    const int MaximumPages = 5000;

    readonly List<List<PlacedSlice>> pages = [[]];
    double used;
    double spaceAfter;

    public static List<List<PlacedSlice>> Paginate(IEnumerable<Slice> slices, double height)
    {
        var paginator = new Paginator(height);
        var chain = new List<Slice>();
        foreach (var slice in slices)
        {
            if (chain.Count > 0 && !chain[^1].KeepWithNext && !slice.KeepWithPrevious)
            {
                paginator.PlaceChain(chain);
                chain.Clear();
            }
            chain.Add(slice);
        }
        paginator.PlaceChain(chain);
        if (paginator.IsPageEmpty && paginator.pages.Count > 1)
            paginator.pages.RemoveAt(paginator.pages.Count - 1);
        return paginator.pages;
    }

    bool IsPageEmpty => pages[^1].Count == 0;

    void PlaceChain(List<Slice> chain)
    {
        if (!IsPageEmpty && Extent(chain) > height - used + Slice.Slack)
            NewPage();
        foreach (var slice in chain)
            Place(slice);
    }

    double Extent(List<Slice> chain)
    {
        var extent = 0.0;
        var after = spaceAfter;
        foreach (var slice in chain)
        {
            extent += Math.Max(after, slice.SpaceBefore) + slice.Height;
            after = slice.SpaceAfter;
        }
        return extent;
    }

    void Place(Slice slice)
    {
        while (true)
        {
            if (IsPageEmpty)
                PlaceRepeated(slice.Repeated);
            var gap = used == 0 ? 0 : Math.Max(spaceAfter, slice.SpaceBefore);
            if (slice is EmptySlice && used + gap + slice.Height > height)
                return;
            if (used + gap + slice.Height <= height + Slice.Slack)
            {
                Put(slice, gap);
                return;
            }
            var isFresh = pages[^1].TrueForAll(placed => placed.IsRepeated);
            if (slice.Height <= height - slice.Repeated.Sum(repeated => repeated.Height) && !isFresh)
            {
                NewPage();
                continue;
            }
            if (slice.Split(height - used - gap) is var (head, tail))
            {
                head.Bookmark = slice.Bookmark;
                Put(head, gap);
                NewPage();
                slice = tail;
            }
            else if (isFresh)
                throw new PdfLayoutException($"Something {slice.Height:0.#} pt tall cannot be divided and does not fit on a page of {height:0.#} pt.");
            else
                NewPage();
        }
    }

    void Put(Slice slice, double gap)
    {
        pages[^1].Add(new(slice, used + gap, IsRepeated: false));
        used += gap + slice.Height;
        spaceAfter = slice.SpaceAfter;
        if (slice.BreakAfter)
            NewPage();
    }

    void PlaceRepeated(IReadOnlyList<Slice> repeated)
    {
        foreach (var slice in repeated)
        {
            pages[^1].Add(new(slice, used, IsRepeated: true));
            used += slice.Height;
        }
        spaceAfter = 0;
    }

    void NewPage()
    {
        if (pages.Count == MaximumPages)
            throw new PdfLayoutException($"The document has more than {MaximumPages} pages.");
        pages.Add([]);
        used = 0;
        spaceAfter = 0;
    }
}
