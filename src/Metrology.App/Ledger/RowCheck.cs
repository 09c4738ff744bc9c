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
    /// <summary>Why the first row that does not hold cannot be used; null when all do.</summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, IReadOnlyCollection<IProvable> rows, CancellationToken cancellation)
    {
        var asked = rows.Select(row => row.LedgerIndex).OfType<long>().Distinct().ToList();
        var entries = await db.LedgerEntries.AsNoTracking().Where(entry => asked.Contains(entry.Index)).ToListAsync(cancellation);
        var said = entries.Where(entry => entry.LeafHash.AsSpan().SequenceEqual(MerkleTree.LeafHash(entry.Bytes)))
            .Select(entry => LedgerText.Parse(entry.Bytes)).Where(entry => !entry.IsRefused).SelectMany(entry => entry.Value.Lines.Select(line => (entry.Value.Index, line)))
            .Where(one => one.line.Act != RowAct.Removed)
            .ToDictionary(one => (one.Index, one.line.Kind, one.line.Key), one => one.line.Hash);
        foreach (var row in rows)
        {
            var now = LegalRow.Of(db, row);
            if (row.LedgerIndex is not { } index || !said.TryGetValue((index, now.Kind, now.Key), out var hash) || !hash.AsSpan().SequenceEqual(now.Hash))
                return Unusable(row.Called, now.Key);
        }

        return null;
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
