using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Registers;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>
/// A page of a register: ids in order, found by standing and text without reading the register. What few rows have is gathered and put in order; what many have is met soon on a walk in the order asked for.
/// </summary>
/// <param name="Standings">Any of them on the day; empty means all.</param>
/// <param name="Typed">What was typed to search; empty means all.</param>
/// <param name="After">Id of the row before the page.</param>
/// <param name="Most">Rows asked for.</param>
internal sealed record ListPage(ListSubject Subject, DateOnly Day, IReadOnlyCollection<StandardStanding> Standings, string Typed, int? After, int Most, bool Descending = false)
{
    /// <summary>Up to so many rows are gathered.</summary>
    public const int Few = 10_000;

    private const int FirstChunk = 200;

    public string Text { get; } = SearchForm.Of(Typed);

    public int DayNumber => Day.DayNumber;

    /// <summary>In the order of ids.</summary>
    /// <param name="all">Ids of the register.</param>
    public async Task<List<int>> IdsAsync(MetrologyDb db, IQueryable<int> all, CancellationToken cancellation)
    {
        if (Standings.Count == 0)
            return Text.Length == 0 ? await InOrderAsync(all, cancellation) : await TextSearch.FindAsync(db, Subject, Text, After, Descending, Most, cancellation);
        if (await FewWithStandingAsync(db, cancellation) is { } few)
            return [.. (Text.Length == 0 ? few : await WithTextAsync(db, few, cancellation)).Where(id => After is null || id > After).Take(Most)];
        if (Text.Length == 0)
            return await WithStandingAsync(db, After ?? 0, cancellation);

        var found = new List<int>();
        for (var (after, chunk) = (After, FirstChunk); ; chunk *= 4)
        {
            var ids = await TextSearch.FindAsync(db, Subject, Text, after, false, chunk, cancellation);
            found.AddRange(await WithStandingAsync(db, ids, cancellation));
            if (found.Count >= Most || ids.Count < chunk)
                return found.Count > Most ? found[..Most] : found;
            after = ids[^1];
        }
    }

    /// <summary>How many rows fit, on whatever page; null when a search has more than <see cref="Few"/>: counting them would read the register.</summary>
    public async Task<int?> CountAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (Text.Length == 0)
        {
            var counts = await StandingStep.CountsAsync(db, Subject, Day, cancellation);
            return Standings.Count == 0 ? counts.Values.Sum() : Standings.Sum(standing => counts.GetValueOrDefault(standing));
        }

        var found = await TextSearch.FindAsync(db, Subject, Text, null, false, Few + 1, cancellation);
        return found.Count > Few ? null : Standings.Count == 0 ? found.Count : (await WithStandingAsync(db, found, cancellation)).Count;
    }

    /// <summary>Ids that the text or the standings alone leave, when these are few.</summary>
    /// <param name="HasText">Found by the text; otherwise it is still to be asked for.</param>
    public sealed record Gathered(List<int> Ids, bool HasText);

    /// <summary>Null when text and standings leave many, or all.</summary>
    public async Task<Gathered?> GatherAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (Text.Length > 0 && await TextSearch.FindAsync(db, Subject, Text, null, false, Few + 1, cancellation) is { Count: <= Few } found)
            return new(found, HasText: true);
        return Standings.Count > 0 && await FewWithStandingAsync(db, cancellation) is { } few ? new(few, HasText: false) : null;
    }

    /// <summary>Spans of the day with one of the standings.</summary>
    public IQueryable<StandingSpan> Spans(MetrologyDb db)
    {
        var (subject, day) = (Subject, DayNumber);
        var spans = db.StandingSpans.Where(row => row.Subject == subject && row.From <= day && row.Until >= day);
        // As numbers in the text: of a list in a parameter SQLite makes a table for every row that it asks.
        return Standings.Count > 0 ? spans.Where(row => EF.Constant(Standings).Contains(row.Standing)) : spans;
    }

    private async Task<List<int>?> FewWithStandingAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var counts = await StandingStep.CountsAsync(db, Subject, Day, cancellation);
        var (subject, day, found) = (Subject, DayNumber, new List<int>());
        if (Standings.Sum(standing => counts.GetValueOrDefault(standing)) > Few)
            return null;
        foreach (var standing in Standings.Where(counts.ContainsKey))
        {
            var (first, last) = StandingSpan.EndsOf(standing, day);
            found.AddRange(await db.StandingSpans.Where(row => row.Subject == subject && row.Standing == standing && row.Ends >= first && row.Ends <= last && row.From <= day && row.Until >= day)
                .Select(row => row.ItemId).ToListAsync(cancellation));
        }

        found.Sort();
        return found;
    }

    private Task<List<int>> InOrderAsync(IQueryable<int> all, CancellationToken cancellation)
    {
        var (least, last) = (After ?? 0, After ?? int.MaxValue);
        // A bound where there is none, so that it is the same search of the key on the first page and on all others.
        return (Descending ? all.Where(id => id < last).OrderByDescending(id => id) : all.Where(id => id > least).OrderBy(id => id)).Take(Most).ToListAsync(cancellation);
    }

    /// <summary>Each standing has its own order in the index.</summary>
    private async Task<List<int>> WithStandingAsync(MetrologyDb db, int least, CancellationToken cancellation)
    {
        var (subject, day, most) = (Subject, DayNumber, Most);
        var found = new List<int>();
        foreach (var standing in Standings)
        {
            found.AddRange(await db.StandingSpans.Where(row => row.Subject == subject && row.Standing == standing && row.ItemId > least && row.From <= day && row.Until >= day)
                .OrderBy(row => row.ItemId).Take(most).Select(row => row.ItemId).ToListAsync(cancellation));
        }

        return [.. found.Order().Take(most)];
    }

    /// <summary>Row by row of the register: of the spans alone SQLite would take an index of standings instead of the keys.</summary>
    private Task<List<int>> WithStandingAsync(MetrologyDb db, List<int> ids, CancellationToken cancellation) =>
        Register(db).Where(id => EF.Parameter(ids).Contains(id) && Spans(db).Any(span => span.ItemId == id)).OrderBy(id => id).ToListAsync(cancellation);

    /// <summary>Ids of the registers whose rows have a standing.</summary>
    private IQueryable<int> Register(MetrologyDb db) => Subject == ListSubject.Equipment ? db.Equipment.Select(row => row.Id) : db.Standards.Select(row => row.Id);

    private async Task<List<int>> WithTextAsync(MetrologyDb db, List<int> ids, CancellationToken cancellation)
    {
        var (first, text) = (SearchText.FirstKeyOf(Subject), Text);
        var keys = ids.ConvertAll(id => first + id);
        return (await db.SearchTexts.Where(row => EF.Parameter(keys).Contains(row.Id) && row.Text.Contains(text)).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation)).ConvertAll(key => (int)(key - first));
    }
}
