using Metrology.App.Lists;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>In what order standards are listed.</summary>
public enum StandardOrder
{
    /// <summary>As they were entered.</summary>
    Entered,
    Name,
    Code,

    /// <summary>By the last day that is shown; unknown counts as the last of all.</summary>
    Until,
}

/// <summary>Ids of a page of standards in the order asked for.</summary>
internal sealed class StandardList(MetrologyDb db, ListPage page)
{
    /// <summary>Of more rows than these it takes longer to ask each for its last day than to walk along the last days until a page is full.</summary>
    private const int FewEnds = 2_000;

    public Task<List<int>> IdsAsync(StandardOrder order, CancellationToken cancellation) => order switch
    {
        StandardOrder.Name => ByNameAsync(cancellation),
        StandardOrder.Code => ByCodeAsync(cancellation),
        StandardOrder.Until => ByEndAsync(cancellation),
        _ => page.IdsAsync(db, db.Standards.Select(row => row.Id), cancellation),
    };

    private async Task<List<int>> ByNameAsync(CancellationToken cancellation)
    {
        var (rows, id) = (Found(await page.GatherAsync(db, cancellation)), page.After ?? 0);
        // A bound where there is none: the same search of the index on the first page and on all others.
        rows = rows.Where(row => string.Compare(row.NameZh, "") >= 0);
        if (page.After is not null)
        {
            var name = await db.Standards.Where(row => row.Id == id).Select(row => row.NameZh).FirstOrDefaultAsync(cancellation) ?? "";
            rows = page.Descending
                ? rows.Where(row => string.Compare(row.NameZh, name) <= 0 && (string.Compare(row.NameZh, name) < 0 || row.Id < id))
                : rows.Where(row => string.Compare(row.NameZh, name) >= 0 && (string.Compare(row.NameZh, name) > 0 || row.Id > id));
        }

        var sorted = page.Descending ? rows.OrderByDescending(row => row.NameZh).ThenByDescending(row => row.Id) : rows.OrderBy(row => row.NameZh).ThenBy(row => row.Id);
        return await sorted.Select(row => row.Id).Take(page.Most).ToListAsync(cancellation);
    }

    /// <summary>Those without a code come last, whichever way.</summary>
    private async Task<List<int>> ByCodeAsync(CancellationToken cancellation)
    {
        var (found, id) = (Found(await page.GatherAsync(db, cancellation)), page.After ?? 0);
        var after = page.After is null ? null : await db.Standards.Where(row => row.Id == id).Select(row => new { row.ClassificationCode }).FirstOrDefaultAsync(cancellation);
        List<int> ids = [];
        if (after is null or { ClassificationCode: not null })
        {
            var rows = found.Where(row => string.Compare(row.ClassificationCode, "") >= 0);
            if (after?.ClassificationCode is { } code)
            {
                rows = page.Descending
                    ? rows.Where(row => string.Compare(row.ClassificationCode, code) <= 0 && (string.Compare(row.ClassificationCode, code) < 0 || row.Id < id))
                    : rows.Where(row => string.Compare(row.ClassificationCode, code) >= 0 && (string.Compare(row.ClassificationCode, code) > 0 || row.Id > id));
            }

            var sorted = page.Descending ? rows.OrderByDescending(row => row.ClassificationCode).ThenByDescending(row => row.Id) : rows.OrderBy(row => row.ClassificationCode).ThenBy(row => row.Id);
            ids = await sorted.Select(row => row.Id).Take(page.Most).ToListAsync(cancellation);
            id = 0;
        }

        return ids.Count == page.Most
            ? ids
            : [.. ids, .. await found.Where(row => row.ClassificationCode == null && row.Id > id).OrderBy(row => row.Id).Select(row => row.Id).Take(page.Most - ids.Count).ToListAsync(cancellation)];
    }

    /// <summary>Each standing has its own order in the index; they are merged.</summary>
    private async Task<List<int>> ByEndAsync(CancellationToken cancellation)
    {
        var (day, id) = (page.DayNumber, page.After ?? 0);
        var gathered = await page.GatherAsync(db, cancellation);
        var any = (page with { Standings = [] }).Spans(db);
        int? after = page.After is null ? null : await any.Where(row => row.ItemId == id).Select(row => row.Ends).FirstOrDefaultAsync(cancellation);
        if (gathered is { Ids.Count: <= FewEnds })
        {
            var ends = await Found(gathered).Select(row => new { row.Id, Ends = any.Where(span => span.ItemId == row.Id).Select(span => span.Ends).FirstOrDefault() }).ToListAsync(cancellation);
            var behind = ends.Where(row => after is not { } end || (page.Descending ? row.Ends < end || (row.Ends == end && row.Id < id) : row.Ends > end || (row.Ends == end && row.Id > id)));
            return [.. (page.Descending ? behind.OrderByDescending(row => row.Ends).ThenByDescending(row => row.Id) : behind.OrderBy(row => row.Ends).ThenBy(row => row.Id)).Take(page.Most).Select(row => row.Id)];
        }

        var spans = Fitting(page.Spans(db), gathered);
        var counts = await StandingStep.CountsAsync(db, page.Subject, page.Day, cancellation);
        var merged = new List<Tuple<int, int>>();
        foreach (var standing in counts.Keys.Where(one => page.Standings.Count == 0 || page.Standings.Contains(one)))
        {
            var (least, last) = StandingSpan.EndsOf(standing, day);
            merged.AddRange(await InOrder(Behind(spans.Where(row => row.Standing == standing && row.Ends >= least && row.Ends <= last))).ToListAsync(cancellation));
        }

        var sorted = page.Descending ? merged.OrderByDescending(one => one.Item1).ThenByDescending(one => one.Item2) : merged.OrderBy(one => one.Item1).ThenBy(one => one.Item2);
        return [.. sorted.Take(page.Most).Select(one => one.Item2)];

        IQueryable<StandingSpan> Behind(IQueryable<StandingSpan> rows) => after is not { } end ? rows
            : page.Descending ? rows.Where(row => row.Ends <= end && (row.Ends < end || row.ItemId < id))
            : rows.Where(row => row.Ends >= end && (row.Ends > end || row.ItemId > id));

        IQueryable<Tuple<int, int>> InOrder(IQueryable<StandingSpan> rows) =>
            (page.Descending ? rows.OrderByDescending(row => row.Ends).ThenByDescending(row => row.ItemId) : rows.OrderBy(row => row.Ends).ThenBy(row => row.ItemId))
            .Select(row => new Tuple<int, int>(row.Ends, row.ItemId)).Take(page.Most);
    }

    /// <summary>Standards that fit; in which order is still open.</summary>
    private IQueryable<MeasurementStandard> Found(ListPage.Gathered? gathered)
    {
        var rows = db.Standards.AsQueryable();
        if (gathered is not null)
            rows = rows.Where(row => EF.Parameter(gathered.Ids).Contains(row.Id));
        if (page.Standings.Count > 0 && gathered is not { HasText: false })
            rows = rows.Where(row => page.Spans(db).Any(span => span.ItemId == row.Id));
        var (first, text) = (SearchText.FirstKeyOf(page.Subject), page.Text);
        return text.Length == 0 || gathered is { HasText: true } ? rows : rows.Where(row => db.SearchTexts.Any(one => one.Id == first + row.Id && one.Text.Contains(text)));
    }

    /// <summary>Spans of standards that fit, to be walked in the order of their last days.</summary>
    private IQueryable<StandingSpan> Fitting(IQueryable<StandingSpan> spans, ListPage.Gathered? gathered)
    {
        if (gathered is not null)
            // A sum stands in no index: SQLite asks every row on its way whether it is among them, and does not look each of them up.
            spans = spans.Where(row => EF.Parameter(gathered.Ids).Contains(row.ItemId + 0));
        var (first, text) = (SearchText.FirstKeyOf(page.Subject), page.Text);
        return text.Length == 0 || gathered is { HasText: true } ? spans : spans.Where(row => db.SearchTexts.Any(one => one.Id == first + row.ItemId && one.Text.Contains(text)));
    }
}
