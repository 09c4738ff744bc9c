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
    /// Why these rows may not be saved, or null. What is changed or removed must be what the ledger said of it last: otherwise the entry that is about to be written would vouch for what somebody did
    /// behind the product. And what is added under a key that the ledger knows was removed behind it.
    /// </summary>
    public static async Task<Refusal?> ForgedAsync(MetrologyDb db, IReadOnlyList<Touched> touched, CancellationToken cancellation)
    {
        var rows = touched.Where(one => one.Act != RowAct.Added || (LegalRow.IsPlaced(LegalRow.KindOf(one.Row.Metadata)) && !one.Row.Properties.Any(part => part.Metadata.IsPrimaryKey() && part.IsTemporary)))
            .Select(one => (One: one, Kind: LegalRow.KindOf(one.Row.Metadata), Key: KeyOf(one.Row))).ToList();
        var placed = rows.Where(row => LegalRow.IsPlaced(row.Kind)).ToList();
        var places = placed.Count == 0 ? [] : await RowCheck.PlacesAsync(db, [.. placed.Select(row => LegalRow.Sought(row.Kind, row.Key))], cancellation);
        var indices = rows.ToDictionary(row => (row.Kind, row.Key), row => places.TryGetValue(LegalRow.Sought(row.Kind, row.Key), out var place)
            ? place : row.One is { Row.Entity: IProvable, Act: not RowAct.Added } ? (long?)row.One.Row.Property(nameof(IProvable.LedgerIndex)).OriginalValue : null);
        var said = await RowCheck.SaidAsync(db, [.. indices.Values.OfType<long>()], cancellation);
        foreach (var (one, kind, key) in rows)
        {
            var index = indices[(kind, key)];
            if (one.Act == RowAct.Added ? index is not null : index is not { } at || said.Of(at, kind, key) is not { } hash || !hash.AsSpan().SequenceEqual(one.Before))
                return RowCheck.Unusable((one.Row.Entity as IProvable)?.Called ?? new("登记资料", "register entry"), $"{kind} {key}");
        }

        return null;
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
    public static async Task AppendAsync(MetrologyDb db, LedgerHead head, IReadOnlyList<Touched> touched, CancellationToken cancellation)
    {
        var lines = touched.Select(Line).OrderBy(line => line.Kind, StringComparer.Ordinal).ThenBy(line => line.Key, StringComparer.Ordinal).ToList();
        var bytes = new LedgerText(head.Size, head.LastHash, lines).ToBytes();
        var leaf = MerkleTree.LeafHash(bytes);
        db.Add(new LedgerEntry { Index = head.Size, Bytes = bytes, LeafHash = leaf, Sought = LegalRow.SoughtIn(lines).SingleOrDefault() });
        await LedgerPlaces.PutAsync(db, head.Size, lines, cancellation);
        var frontier = MerkleFrontier.Of(head.Size, head.Frontier);
        frontier.Append(leaf);
        (head.Size, head.LastHash, head.Frontier) = (frontier.Size, leaf, frontier.ToBytes());
    }

    /// <param name="Before">Hash of what a changed or removed row was.</param>
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
        return new(act, LegalRow.KindOf(row.Metadata), KeyOf(row), act == RowAct.Removed ? before! : HashNow(row));
    }

    private static string KeyOf(EntityEntry row) => LegalRow.KeyOf(row.Metadata, property => row.Property(property.Name).CurrentValue);

    private static byte[] HashNow(EntityEntry row) => LegalRow.HashOf(row.Metadata, property => row.Property(property.Name).CurrentValue);

    private static byte[] HashBefore(EntityEntry row) => LegalRow.HashOf(row.Metadata, property => row.Property(property.Name).OriginalValue);
}
