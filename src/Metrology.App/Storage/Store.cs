using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Parameters;
using Metrology.App.Software;
using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>
/// The only way to the database. A write is one transaction: it commits when the use case says yes and leaves nothing behind when it refuses or throws.
/// Reads see committed rows only and cannot write.
/// </summary>
public abstract class Store
{
    /// <summary>Whether legal records may be written.</summary>
    public LegalGate Gate { get; init; } = new();

    /// <summary>When changes are made.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Of the disk; by itself a store knows nothing of it.</summary>
    public StorageRoom Room { get; init; } = new(() => null);

    /// <summary>What is kept of the ledger beside the key; null where nothing is.</summary>
    public ILedgerMemory? Memory { get; set; }

    /// <summary>Told when a write was refused because a row is not what the ledger says of it (<see cref="RowCheck.Code"/>).</summary>
    public Func<Refusal, Task>? Unusable { get; set; }

    public abstract Task<T> ReadAsync<T>(Func<MetrologyDb, Task<T>> query, CancellationToken cancellation);

    /// <summary>
    /// Runs the use case and saves what it changed, atomically and as if no other write ran beside it. A server may start it over, so rows are its only
    /// effect. A record changed by somebody else, or one that exists already, comes back as one of <see cref="StorageErrors"/>.
    /// </summary>
    public async Task<Outcome<T>> WriteAsync<T>(Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation)
    {
        var outcome = await CommitAsync(useCase, cancellation);
        if (outcome.Refusal is { } refusal)
            await SayUnusableAsync(refusal);
        return outcome;
    }

    /// <summary>Tells of a row that is not what the ledger says, where this refusal is because of one.</summary>
    internal async Task SayUnusableAsync(Refusal refusal)
    {
        if (refusal.Code != RowCheck.Code || Unusable is not { } tell || IsTelling.Value)
            return;
        // What is told is itself written, and may meet a row of that kind.
        IsTelling.Value = true;
        try
        {
            await tell(refusal);
        }
        finally
        {
            IsTelling.Value = false;
        }
    }

    private static readonly AsyncLocal<bool> IsTelling = new();

    /// <summary>As <see cref="WriteAsync{T}(Func{MetrologyDb, Task{Outcome{T}}}, CancellationToken)"/>.</summary>
    protected abstract Task<Outcome<T>> CommitAsync<T>(Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation);

    /// <summary>
    /// Before a commit: whether the ledger still leads on from where it ended with the last one that is remembered, by entries of the product alone. What does not is not remembered in its place, so that the next checkpoint, audit or start
    /// finds it (<see cref="TakeCheckpoint"/>).
    /// </summary>
    protected static async Task<bool> LeadsOnAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (db is not { Memory: { } memory, EndNow: not null })
            return false;
        var end = memory.End;
        if (end is not null && end.IsAt(db.EndBefore))
            return true;
        if (end is not null && (!await TakeCheckpoint.HasAsync(db, end, cancellation) || await ForeignEntries.FirstAsync(db, end.Size, cancellation) is not null))
            return false;
        // What is remembered is behind, or nothing is: from there on all is that the ledger says.
        foreach (var (row, entry) in await LedgerPlaces.LatestSinceAsync(db, end?.Size ?? 0, cancellation))
            db.Latest[row] = entry;
        return true;
    }

    /// <summary>After a commit.</summary>
    protected static void Remember(MetrologyDb db, bool leadsOn)
    {
        if (leadsOn)
            db.Memory!.Keep(db.EndNow!, db.Latest);
    }

    /// <summary>The same by somebody who is named, with why: a use case that changes parameters (<see cref="ParameterWriting"/>) comes this way.</summary>
    public Task<Outcome<T>> WriteAsync<T>(Actor actor, Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation) => WriteAsync<T>(
        db =>
        {
            db.Author = new(actor.AccountId, actor.Name, Clock.GetUtcNow(), actor.Because);
            return useCase(db);
        },
        cancellation);

    /// <summary>Creates or updates the schema. Safe to call at every start.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellation);

    /// <summary>Triggers that keep append-only tables so and are missing or changed, and those that the product did not make.</summary>
    public abstract Task<IReadOnlyList<string>> WrongGuardsAsync(CancellationToken cancellation);

    /// <summary>What <see cref="WrongGuardsAsync"/> was when the schema was looked at, before what was missing was made again; empty after a migration, which makes tables anew.</summary>
    public IReadOnlyList<string> GuardsMended { get; protected set; } = [];

    /// <summary>The schema is that of another version of the product, or there is none yet.</summary>
    public abstract Task<bool> NeedsMigrationAsync(CancellationToken cancellation);

    /// <summary>Writes the database as it is at one moment into a new file, while it works. False where the server does that itself.</summary>
    public abstract Task<bool> CopyToAsync(string file, CancellationToken cancellation);

    /// <summary>Name and version of the database engine, for logs and the about page.</summary>
    public abstract Task<string> DescribeAsync(CancellationToken cancellation);
}
