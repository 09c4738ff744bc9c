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
public static class RowCheck
{
    /// <summary>Entries that were read before, by the hash of their bytes: what a paper is made from was mostly written long ago, a register that was imported whole in one entry.</summary>
    private static readonly ConcurrentDictionary<string, (long Index, IReadOnlyDictionary<(string Kind, string Key), byte[]> Lines)> Read = new();

    /// <summary>Lines of them that are kept, about 250 bytes each.</summary>
    private const int MostLines = 200_000;

    private static int readLines;

    /// <summary>Why the first row that does not hold cannot be used; null when all do.</summary>
    internal static async Task<Refusal?> UnusableAsync(MetrologyDb db, IReadOnlyCollection<IProvable> rows, CancellationToken cancellation)
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

    /// <summary>The same of rows of registers (<see cref="LegalRow.IsPlaced"/>). One that the ledger does not know was never written by the product.</summary>
    /// <param name="whole">Rows that belong together (<see cref="RegisterParts"/>) and are all among these: one that the ledger knows and that is not here was removed.</param>
    internal static async Task<Refusal?> RegistersAsync(MetrologyDb db, IEnumerable<object> rows, CancellationToken cancellation, params IEnumerable<string> whole) =>
        await UnusableRegistersAsync(db, rows, cancellation, whole) is [var first, ..] ? UnusableRegister(first) : null;

    /// <summary>Those rows of registers that are not what the ledger says, and those that are gone, by kind and key as <see cref="LedgerPlace.Row"/> says them.</summary>
    internal static async Task<List<string>> UnusableRegistersAsync(MetrologyDb db, IEnumerable<object> rows, CancellationToken cancellation, params IEnumerable<string> whole)
    {
        var now = rows.Distinct(ReferenceEqualityComparer.Instance).Select(row => LegalRow.Of(db, row!)).DistinctBy(row => (row.Kind, row.Key)).ToDictionary(row => LegalRow.Sought(row.Kind, row.Key));
        var belonging = whole.Distinct().ToList();
        var places = await PlacesAsync(db, now.Keys, cancellation, belonging);
        var said = await SaidAsync(db, [.. places.Values], cancellation);
        return
        [
            .. now.Where(row => !Holds(said, places.TryGetValue(row.Key, out var entry) ? entry : null, row.Value)).Select(row => row.Key),
            .. places.Keys.Where(row => !now.ContainsKey(row)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The entries that speak last of rows, and of whatever else belongs to one of these wholes; those that the ledger does not know are not among them.</summary>
    internal static async Task<Dictionary<string, long>> PlacesAsync(MetrologyDb db, IReadOnlyCollection<string> rows, CancellationToken cancellation, IReadOnlyCollection<string>? whole = null)
    {
        var places = new Dictionary<string, long>();
        string?[] owners = [.. whole ?? []];
        // Every name is asked for at once, by a text that never changes: the database plans it once.
        string[][] parts = rows.Count == 0 ? owners.Length == 0 ? [] : [[]] : [.. rows.Distinct().Chunk(Part)];
        foreach (var names in parts)
        {
            var found = db.LedgerPlaces.AsNoTracking().Where(place => EF.Parameter(names).Contains(place.Row));
            if (owners.Length > 0)
                found = found.Concat(db.LedgerPlaces.AsNoTracking().Where(place => EF.Parameter(owners).Contains(place.PartOf)));
            // A place that is older than what is remembered was put back, and leads to no entry.
            foreach (var place in await found.Select(place => new { place.Row, place.Entry }).ToListAsync(cancellation))
                places[place.Row] = db.Memory?.LatestOf(place.Row) > place.Entry ? NoEntry : place.Entry;
            owners = [];
        }

        return places;
    }

    private const long NoEntry = -1;

    /// <summary>Whether the entry says what the row says.</summary>
    internal static bool Holds(EntriesSaid said, long? entry, LegalRow.Said now) =>
        entry is { } index && said.Of(index, now.Kind, now.Key) is { } hash && hash.AsSpan().SequenceEqual(now.Hash);

    /// <summary>What entries of the ledger say; one that is not what was written, or that the product did not write, says nothing.</summary>
    internal static async Task<EntriesSaid> SaidAsync(MetrologyDb db, IReadOnlyCollection<long> indices, CancellationToken cancellation)
    {
        var said = new Dictionary<long, IReadOnlyDictionary<(string Kind, string Key), byte[]>>();
        foreach (var asked in indices.Distinct().Chunk(Part))
        {
            var unread = new List<long>();
            foreach (var entry in await db.LedgerEntries.AsNoTracking().Where(entry => EF.Parameter(asked).Contains(entry.Index)).Select(entry => new { entry.Index, entry.LeafHash, entry.Seal }).ToListAsync(cancellation))
            {
                if (db.Memory.IsForeign(entry.LeafHash, entry.Seal))
                    continue;
                if (!Read.TryGetValue(Convert.ToHexString(entry.LeafHash), out var known))
                    unread.Add(entry.Index);
                else if (known.Index == entry.Index)
                    said.Add(entry.Index, known.Lines);
            }

            if (unread.Count == 0)
                continue;
            foreach (var entry in await db.LedgerEntries.AsNoTracking().Where(entry => EF.Parameter(unread).Contains(entry.Index)).ToListAsync(cancellation))
            {
                if (MerkleTree.LeafHash(entry.Bytes) is var leaf && entry.LeafHash.AsSpan().SequenceEqual(leaf) && !db.Memory.IsForeign(leaf, entry.Seal) && LedgerText.Parse(entry.Bytes) is { IsRefused: false, Value: var text } && text.Index == entry.Index)
                    said.Add(entry.Index, Kept(leaf, text));
            }
        }

        return new(said);
    }

    /// <summary>Its lines go by the hash of its bytes: whatever stands in the database, these are of that entry and no other.</summary>
    private static IReadOnlyDictionary<(string Kind, string Key), byte[]> Kept(byte[] leaf, LedgerText text)
    {
        var lines = text.Lines.Where(line => line.Act != RowAct.Removed).ToDictionary(line => (line.Kind, line.Key), line => line.Hash);
        if (Interlocked.Add(ref readLines, lines.Count) > MostLines)
        {
            Read.Clear();
            readLines = lines.Count;
        }

        Read[Convert.ToHexString(leaf)] = (text.Index, lines);
        return lines;
    }

    /// <summary>How many keys are asked for at a time: databases bound the parameters of a query.</summary>
    private const int Part = 500;

    /// <summary>What some entries say of rows.</summary>
    internal sealed class EntriesSaid(IReadOnlyDictionary<long, IReadOnlyDictionary<(string Kind, string Key), byte[]>> said)
    {
        public byte[]? Of(long entry, string kind, string key) => said.TryGetValue(entry, out var lines) ? lines.GetValueOrDefault((kind, key)) : null;
    }

    /// <summary>Which of these keys have no row and had one, by what the ledger says or what is remembered beside its key: the row was removed behind the product, whatever else was removed with it.</summary>
    /// <param name="missing">Keys of rows of a kind that is sought (<see cref="SoughtInLedgerAttribute"/>) and was not found.</param>
    internal static async Task<HashSet<int>> RemovedAsync<T>(MetrologyDb db, IReadOnlyCollection<int> missing, CancellationToken cancellation)
    {
        if (missing.Count == 0)
            return [];
        var keys = missing.ToDictionary(key => LegalRow.Sought(typeof(T).Name, key.ToString(CultureInfo.InvariantCulture)));
        var known = await db.LedgerEntries.Where(entry => entry.Sought != null && keys.Keys.Contains(entry.Sought)).Select(entry => entry.Sought!).ToListAsync(cancellation);
        return [.. known.Concat(keys.Keys.Where(row => db.Memory?.LatestOf(row) is not null)).Select(one => keys[one])];
    }

    /// <summary>Of every refusal that says so.</summary>
    public const string Code = "ledger.unusable";

    /// <summary>Which row a refusal is about; empty where it names none.</summary>
    public static string WhereOf(Refusal refusal) => refusal.Text.En.IndexOf(After, StringComparison.Ordinal) is > 0 and var end ? refusal.Text.En[Before.Length..end] : "";

    private const string Before = "Unusable: ", After = " is not what the ledger says of it";

    /// <summary>The same of a row of a register.</summary>
    /// <param name="row">Kind and key.</param>
    public static Refusal UnusableRegister(string row) => Unusable(new("登记资料", "register entry"), row);

    /// <summary>Says that a row is not what the ledger knows.</summary>
    internal static Refusal Unusable(BilingualText called, string key) => Refusal.Of(
        Code,
        $"不可使用：{called.Zh} {key} 与台账记载的不同，它被绕过本系统改动。没有保存任何更改，也不能据此出证；请保留现场，运行“metrology ledger verify”并联系管理员。",
        $"{Before}{called.En} {key}{After}; it was changed behind the product. Nothing was saved, and nothing can be certified from it. Leave everything as it is, run \"metrology ledger verify\" and tell the administrator.");
}
