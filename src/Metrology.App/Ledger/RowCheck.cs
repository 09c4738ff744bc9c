using System.Collections.Concurrent;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace Metrology.App.Ledger;

/// <summary>
/// Looks at legal rows that have just been read: the entry of the ledger that last wrote one must say what it says now, and be the entry that was written
/// (OIML D 31 6.3.4.3: stored data are checked after reading, and what does not hold is unusable).
/// </summary>
internal static class RowCheck
{
    /// <summary>Entries of many lines that were read before, by the hash of their bytes: a register that was imported whole is one.</summary>
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<(string Kind, string Key), byte[]>> Long = new();

    private const int LongFrom = 50, MostLong = 200;

    /// <summary>Why the first row that does not hold cannot be used; null when all do.</summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, IReadOnlyCollection<IProvable> rows, CancellationToken cancellation)
    {
        var said = await SaidAsync(db, [.. rows.Select(row => row.LedgerIndex).OfType<long>()], cancellation);
        foreach (var row in rows)
        {
            var now = LegalRow.Of(db, row);
            if (!Holds(said, row.LedgerIndex, now))
                return Unusable(row.Called, now.Key);
        }

        return null;
    }

    /// <summary>The same of rows of registers (<see cref="PlacedInLedgerAttribute"/>). One that the ledger does not know was never written by the product.</summary>
    public static async Task<Refusal?> RegistersAsync(MetrologyDb db, IEnumerable<object> rows, CancellationToken cancellation)
    {
        var bad = await UnusableRegistersAsync(db, rows, cancellation);
        return bad.Count == 0 ? null : Unusable(new("登记资料", "register entry"), $"{bad[0].Kind} {bad[0].Key}");
    }

    /// <summary>Those rows of registers that are not what the ledger says.</summary>
    public static async Task<List<LegalRow.Said>> UnusableRegistersAsync(MetrologyDb db, IEnumerable<object> rows, CancellationToken cancellation)
    {
        var now = rows.Distinct(ReferenceEqualityComparer.Instance).Select(row => LegalRow.Of(db, row!)).DistinctBy(row => (row.Kind, row.Key)).ToList();
        var places = await PlacesAsync(db, [.. now.Select(row => LegalRow.Sought(row.Kind, row.Key))], cancellation);
        var said = await SaidAsync(db, [.. places.Values], cancellation);
        return now.FindAll(row => !Holds(said, places.TryGetValue(LegalRow.Sought(row.Kind, row.Key), out var entry) ? entry : null, row));
    }

    /// <summary>Which entries speak last of these rows, where any does.</summary>
    internal static async Task<Dictionary<string, long>> PlacesAsync(MetrologyDb db, IReadOnlyCollection<string> rows, CancellationToken cancellation)
    {
        var places = new Dictionary<string, long>();
        foreach (var names in rows.Chunk(Part))
        {
            foreach (var place in await db.LedgerPlaces.AsNoTracking().Where(place => names.Contains(place.Row)).ToListAsync(cancellation))
                places.Add(place.Row, place.Entry);
        }

        return places;
    }

    /// <summary>
    /// Why rows of these kinds cannot be relied on as a whole, or null: the ledger knows of more, or of fewer, than are there. Rows that are gone cannot be compared, so all of a kind are counted.
    /// </summary>
    public static async Task<Refusal?> CountedAsync(MetrologyDb db, IEnumerable<Type> kinds, CancellationToken cancellation)
    {
        var counts = kinds.Select(type => $"SELECT '{type.Name}' AS \"Value\" WHERE (SELECT COUNT(*) FROM \"{db.Model.FindEntityType(type)!.GetTableName()}\") <> (SELECT COUNT(*) FROM \"LedgerPlaces\" WHERE \"Row\" > '{type.Name} ' AND \"Row\" < '{type.Name}!')");
        var wrong = await db.Database.SqlQueryRaw<string>(string.Join(" UNION ALL ", counts)).ToListAsync(cancellation);
        return wrong is [var kind, ..] ? Unusable(new("登记资料", "register"), kind) : null;
    }

    /// <summary>Whether the entry says what the row says.</summary>
    internal static bool Holds(EntriesSaid said, long? entry, LegalRow.Said now) =>
        entry is { } index && said.Of(index, now.Kind, now.Key) is { } hash && hash.AsSpan().SequenceEqual(now.Hash);

    /// <summary>What entries of the ledger say; one that is not what was written says nothing.</summary>
    internal static async Task<EntriesSaid> SaidAsync(MetrologyDb db, IReadOnlyCollection<long> indices, CancellationToken cancellation)
    {
        var said = new Dictionary<long, IReadOnlyDictionary<(string Kind, string Key), byte[]>>();
        foreach (var asked in indices.Distinct().Chunk(Part))
        {
            foreach (var entry in await db.LedgerEntries.AsNoTracking().Where(entry => asked.Contains(entry.Index)).ToListAsync(cancellation))
            {
                var leaf = MerkleTree.LeafHash(entry.Bytes);
                if (entry.LeafHash.AsSpan().SequenceEqual(leaf) && LinesOf(entry.Bytes, leaf, entry.Index) is { } lines)
                    said.Add(entry.Index, lines);
            }
        }

        return new(said);
    }

    private static IReadOnlyDictionary<(string Kind, string Key), byte[]>? LinesOf(byte[] bytes, byte[] leaf, long index)
    {
        var name = Convert.ToHexString(leaf);
        if (Long.TryGetValue(name, out var known))
            return known;
        if (LedgerText.Parse(bytes) is not { IsRefused: false, Value: var text } || text.Index != index)
            return null;
        var lines = text.Lines.Where(line => line.Act != RowAct.Removed).ToDictionary(line => (line.Kind, line.Key), line => line.Hash);
        if (lines.Count >= LongFrom)
        {
            if (Long.Count >= MostLong)
                Long.Clear();
            Long[name] = lines;
        }

        return lines;
    }

    /// <summary>How many keys are asked for at a time: databases bound the parameters of a query.</summary>
    private const int Part = 500;

    /// <summary>What some entries say of rows.</summary>
    internal sealed class EntriesSaid(IReadOnlyDictionary<long, IReadOnlyDictionary<(string Kind, string Key), byte[]>> said)
    {
        public byte[]? Of(long entry, string kind, string key) => said.TryGetValue(entry, out var lines) ? lines.GetValueOrDefault((kind, key)) : null;
    }

    /// <summary>Which of these keys have no row and had one, by what the ledger says: the row was removed behind the product.</summary>
    /// <param name="missing">Keys of rows of a kind that is sought (<see cref="SoughtInLedgerAttribute"/>) and was not found.</param>
    public static async Task<HashSet<int>> RemovedAsync<T>(MetrologyDb db, IReadOnlyCollection<int> missing, CancellationToken cancellation)
    {
        if (missing.Count == 0)
            return [];
        var keys = missing.ToDictionary(key => LegalRow.Sought(typeof(T).Name, key.ToString(CultureInfo.InvariantCulture)));
        var known = await db.LedgerEntries.Where(entry => entry.Sought != null && keys.Keys.Contains(entry.Sought)).Select(entry => entry.Sought!).ToListAsync(cancellation);
        return [.. known.Select(one => keys[one])];
    }

    /// <summary>Says that a row is not what the ledger knows.</summary>
    public static Refusal Unusable(BilingualText called, string key) => Refusal.Of(
        "ledger.unusable",
        $"不可使用：{called.Zh} {key} 与台账记载的不同，它被绕过本系统改动。不能据此出证；请保留现场，运行“metrology ledger verify”并联系管理员。",
        $"Unusable: {called.En} {key} is not what the ledger says of it; it was changed behind the product. Nothing can be certified from it. Leave everything as it is, run \"metrology ledger verify\" and tell the administrator.");
}
