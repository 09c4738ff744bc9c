using System.Reflection;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Metrology.App.Ledger;

/// <summary>
/// Writes the entry of a transaction beside its rows. It sees every change that goes through the one context of the product, so that no use case can forget it.
/// </summary>
internal static class LedgerWriting
{
    /// <summary>The legal rows that are about to be saved. What a removed row said is known only now.</summary>
    public static IReadOnlyList<Touched> TouchedIn(ChangeTracker changes) =>
    [
        .. changes.Entries()
            .Where(row => LegalRow.IsLegal(row.Metadata))
            .Select(row => row.State switch
            {
                EntityState.Added => new Touched(row, RowAct.Added, null),
                EntityState.Modified when HashBefore(row) is var before && !before.AsSpan().SequenceEqual(HashNow(row)) => new Touched(row, RowAct.Changed, before),
                EntityState.Deleted => new Touched(row, RowAct.Removed, HashBefore(row)),
                _ => null,
            })
            .OfType<Touched>(),
    ];

    /// <summary>
    /// Nothing is written on top of a forgery: a row that is changed or removed must have been what the entry that speaks of it last says, and one that is added must not be known to the ledger. The ledger
    /// would else say of the forged row, once and for all, that the product wrote it.
    /// </summary>
    /// <exception cref="RefusedSaveException">A row was changed or removed behind the product; nothing of the transaction is saved.</exception>
    public static async Task CheckAsync(MetrologyDb db, IReadOnlyList<Touched> touched, CancellationToken cancellation)
    {
        // Keys that the database draws are compared when they are known (LedgerPlaces.PutAsync).
        var named = touched.Where(one => one.Act != RowAct.Added || !one.Row.Properties.Any(part => part.Metadata.IsPrimaryKey() && part.IsTemporary))
            .Select(one => (One: one, Kind: LegalRow.KindOf(one.Row.Metadata), Key: KeyOf(one.Row))).ToList();
        var removed = named.Where(one => one.One.Act == RowAct.Removed).Select(one => (one.Kind, one.Key)).ToHashSet();
        var places = await RowCheck.PlacesAsync(db, [.. named.Where(one => LegalRow.IsPlaced(one.Kind)).Select(one => LegalRow.Sought(one.Kind, one.Key))], cancellation);
        var said = await RowCheck.SaidAsync(db, [.. named.Where(one => one.One.Act != RowAct.Added).Select(EntryOf).OfType<long>()], cancellation);
        foreach (var one in named)
        {
            var holds = one.One.Act == RowAct.Added
                ? EntryOf(one) is null || removed.Contains((one.Kind, one.Key))
                : EntryOf(one) is { } entry && said.Of(entry, one.Kind, one.Key) is { } hash && hash.AsSpan().SequenceEqual(one.One.Before);
            if (!holds)
                throw new RefusedSaveException(one.One.Row.Entity is IProvable row ? RowCheck.Unusable(row.Called, one.Key) : RowCheck.UnusableRegister(LegalRow.Sought(one.Kind, one.Key)));
        }

        long? EntryOf((Touched One, string Kind, string Key) row) => row.One.Row.Entity is IProvable
            ? row.One.Act == RowAct.Added ? null : (long?)row.One.Row.Property(nameof(IProvable.LedgerIndex)).OriginalValue
            : places.TryGetValue(LegalRow.Sought(row.Kind, row.Key), out var entry) ? entry : null;
    }

    /// <summary>Where the ledger ends, and with it the entry that these rows will have: they are told before they are saved.</summary>
    public static async Task<LedgerHead> HeadAsync(MetrologyDb db, IReadOnlyList<Touched> touched, CancellationToken cancellation)
    {
        var head = await db.LedgerHeads.FindAsync([LedgerHead.TheOne], cancellation);
        if (head is null)
        {
            head = new() { Id = LedgerHead.TheOne, Origin = $"metrology-ledger/{Guid.NewGuid():N}", LastHash = new byte[32], Frontier = [] };
            db.Add(head);
        }

        foreach (var row in touched.Where(one => one.Act != RowAct.Removed).Select(one => one.Row.Entity).OfType<IProvable>())
            row.LedgerIndex = head.Size;
        return head;
    }

    /// <summary>The entry for rows that have just been saved and have their keys.</summary>
    /// <returns>Those of them that are remembered beside the key.</returns>
    public static async Task<IEnumerable<string>> AppendAsync(MetrologyDb db, LedgerHead head, IReadOnlyList<Touched> touched, CancellationToken cancellation)
    {
        var lines = touched.Select(Line).OrderBy(line => line.Kind, StringComparer.Ordinal).ThenBy(line => line.Key, StringComparer.Ordinal).ToList();
        var bytes = new LedgerText(head.Size, head.LastHash, lines).ToBytes();
        var leaf = MerkleTree.LeafHash(bytes);
        db.Add(new LedgerEntry { Index = head.Size, Bytes = bytes, LeafHash = leaf, Seal = db.Memory?.SealOf(leaf), Sought = LegalRow.SoughtIn(lines).SingleOrDefault() });
        var parts = touched.Where(one => one.Act != RowAct.Removed && one.Row.Entity is IRegisterPart)
            .ToDictionary(one => LegalRow.Sought(LegalRow.KindOf(one.Row.Metadata), KeyOf(one.Row)), one => RegisterParts.Of(one.Row.Entity)!);
        await LedgerPlaces.PutAsync(db, head.Size, lines, parts, cancellation);
        var frontier = MerkleFrontier.Of(head.Size, head.Frontier);
        frontier.Append(leaf);
        (head.Size, head.LastHash, head.Frontier) = (frontier.Size, leaf, frontier.ToBytes());
        return lines.Where(line => LegalRow.IsRemembered(line.Kind)).Select(line => LegalRow.Sought(line.Kind, line.Key));
    }

    /// <param name="Before">Hash of the row as it was read; null of one that is added.</param>
    internal sealed record Touched(EntityEntry Row, RowAct Act, byte[]? Before)
    {
        /// <summary>Asked before the row is saved: then it is known what changes.</summary>
        public bool IsWrittenAlways => Row.Metadata.ClrType.GetCustomAttribute<WrittenAlwaysAttribute>() is not null
            || (Act == RowAct.Changed && Row.Properties.Where(one => one.IsModified).Select(one => one.Metadata.PropertyInfo).All(one => Has<WrittenAlwaysAttribute>(one) || Has<NotLedgeredAttribute>(one)));

        private static bool Has<T>(PropertyInfo? property) where T : Attribute => property?.GetCustomAttribute<T>() is not null;
    }

    private static LedgerLine Line(Touched touched)
    {
        var (row, act, before) = touched;
        return new(act, LegalRow.KindOf(row.Metadata), KeyOf(row), act == RowAct.Removed ? before! : HashNow(row), act == RowAct.Changed ? before : null);
    }

    private static string KeyOf(EntityEntry row) => LegalRow.KeyOf(row.Metadata, property => row.Property(property.Name).CurrentValue);

    private static byte[] HashNow(EntityEntry row) => LegalRow.HashOf(row.Metadata, property => row.Property(property.Name).CurrentValue);

    private static byte[] HashBefore(EntityEntry row) => LegalRow.HashOf(row.Metadata, property => row.Property(property.Name).OriginalValue);
}
