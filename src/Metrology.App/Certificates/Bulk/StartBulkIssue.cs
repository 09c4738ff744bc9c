using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates.Bulk;

/// <summary>Writes the order that approved records be issued, and cancels it. <see cref="RunBulkIssue"/> does it.</summary>
public sealed class StartBulkIssue(Store store, BulkSignal signal, TimeProvider clock)
{
    public const int Most = 10_000;

    /// <summary>How many ids are asked for at a time: databases bound the parameters of a query.</summary>
    private const int Part = 500;

    /// <param name="records">Null is every approved record.</param>
    /// <returns>Id of the bulk issue.</returns>
    public async Task<Outcome<int>> ExecuteAsync(Actor actor, IReadOnlyCollection<Guid>? records, CancellationToken cancellation)
    {
        var started = await store.WriteAsync<int>(
            async db =>
            {
                if (actor.Deny(Permission.Approve) is { } denied)
                    return denied;
                var chosen = records is null ? await AllAsync(db, cancellation) : await ChosenAsync(db, [.. records.Distinct()], cancellation);
                if (chosen.Refusal is { } refusal)
                    return refusal;
                var order = new BulkOrder { OrderedById = actor.AccountId, OrderedBy = actor.Name, OrderedAt = clock.GetUtcNow(), Records = BulkOrder.TextOf(chosen.Value.Select(one => (one.Id, one.Approved ?? ""))) };
                db.Add(order);
                await db.SaveChangesAsync(cancellation);
                var bulk = new BulkIssue { Id = order.Id, StartedById = actor.AccountId, StartedBy = actor.Name, StartedAt = order.OrderedAt };
                db.Add(bulk);
                db.AddRange(chosen.Value.Select((one, i) => new BulkIssueLine { BulkId = bulk.Id, Sequence = i + 1, VerificationId = one.Id, RecordNumber = one.Number }));
                return bulk.Id;
            },
            cancellation);
        if (!started.IsRefused)
            signal.Set();
        return started;
    }

    /// <summary>Whatever is in hand is finished; nothing further is begun.</summary>
    public Task<Outcome<int>> CancelAsync(Actor actor, int id, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.Approve) is { } denied)
                return denied;
            if (await db.BulkIssues.FindAsync([id], cancellation) is not { } bulk)
                return BulkErrors.NotFound;
            if (bulk.EndedAt is not null)
                return BulkErrors.Ended;
            if (await db.BulkOrderEnds.FindAsync([id], cancellation) is not null)
                return id;
            (bulk.CancelledBy, bulk.CancelledAt) = (actor.Name, clock.GetUtcNow());
            db.Add(new BulkOrderEnd { OrderId = id, CancelledBy = actor.Name, At = clock.GetUtcNow() });
            return id;
        },
        cancellation);

    /// <param name="Approved">Hash of what was approved.</param>
    private sealed record Chosen(Guid Id, string Number, VerificationState State, string? Approved);

    private static readonly System.Linq.Expressions.Expression<Func<Verification, Chosen>> ToChosen = row => new(
        row.Id, row.Number, row.State, row.Transitions.Where(move => move.SignedHash != null).OrderByDescending(move => move.Sequence).Select(move => move.SignedHash).FirstOrDefault());

    private static async Task<Outcome<List<Chosen>>> AllAsync(MetrologyDb db, CancellationToken cancellation)
    {
        // What waits the longest comes first, as in the list of reviews.
        var all = await db.Verifications.Where(row => row.State == VerificationState.Approved).OrderBy(row => row.Transitions.Max(move => move.At)).ThenBy(row => row.Number)
            .Select(ToChosen).Take(Most).ToListAsync(cancellation);
        return all.Count == 0 ? BulkErrors.Nothing : all;
    }

    private static async Task<Outcome<List<Chosen>>> ChosenAsync(MetrologyDb db, List<Guid> records, CancellationToken cancellation)
    {
        if (records.Count == 0)
            return BulkErrors.Nothing;
        if (records.Count > Most)
            return BulkErrors.TooMany(Most);
        var found = new Dictionary<Guid, Chosen>();
        foreach (var part in records.Chunk(Part))
        {
            foreach (var one in await db.Verifications.Where(row => part.Contains(row.Id)).Select(ToChosen).ToListAsync(cancellation))
                found.Add(one.Id, one);
        }

        if (records.Exists(id => !found.ContainsKey(id)))
            return VerificationErrors.NotFound with { Field = "Records" };
        return found.Values.FirstOrDefault(one => one.State != VerificationState.Approved) is { } wrong ? BulkErrors.NotApproved(wrong.Number) : records.ConvertAll(id => found[id]);
    }
}

/// <summary>Wakes whoever runs bulk issues in this process; what is to be done stands in the database.</summary>
public sealed class BulkSignal
{
    private readonly SemaphoreSlim waiting = new(0);

    public void Set() => waiting.Release();

    /// <summary>Until somebody sets it or the time is over.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellation) => waiting.WaitAsync(most, cancellation);
}
