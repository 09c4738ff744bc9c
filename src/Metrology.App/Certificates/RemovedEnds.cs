using System.Collections.Concurrent;
using System.Globalization;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>
/// Ends of certificates that were removed together with what their entries are found by. How many there are is kept out of the database's reach (<see cref="LedgerEnd.Ends"/>); only where some are missing the entries
/// themselves are read for which, each of them once.
/// </summary>
internal static class RemovedEnds
{
    private static readonly byte[] Mark = System.Text.Encoding.ASCII.GetBytes($"\n+ {nameof(CertificateWithdrawal)} ");

    private static readonly ConcurrentDictionary<string, (long Read, HashSet<int> Ended)> Known = new();

    /// <summary>Those of these certificates, which stand by their rows, whose end is missing; all of them where it cannot be told.</summary>
    public static async Task<IEnumerable<int>> AmongAsync(MetrologyDb db, IReadOnlyCollection<int> standing, CancellationToken cancellation)
    {
        if (standing.Count == 0 || db.Memory?.End is not { } end)
            return [];
        var missing = end.Ends - await db.CertificateWithdrawals.CountAsync(cancellation);
        if (missing <= 0)
            return [];
        var ended = await EndedAsync(db, cancellation);
        ended.ExceptWith(await db.CertificateWithdrawals.Select(row => row.CertificateId).ToListAsync(cancellation));
        return ended.Count >= missing ? standing.Where(ended.Contains) : standing;
    }

    /// <summary>Every certificate that an entry says to have ended.</summary>
    private static async Task<HashSet<int>> EndedAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var origin = await db.LedgerHeads.Select(row => row.Origin).FirstOrDefaultAsync(cancellation) ?? "";
        var (read, ended) = Known.GetValueOrDefault(origin, (0, []));
        ended = [.. ended];
        await foreach (var entry in db.LedgerEntries.AsNoTracking().Where(row => row.Index >= read).OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            read = entry.Index + 1;
            if (entry.Bytes.AsSpan().IndexOf(Mark) >= 0 && LedgerText.Parse(entry.Bytes) is { IsRefused: false, Value: var text })
                ended.UnionWith(text.Lines.Where(line => line is { Act: RowAct.Added, Kind: nameof(CertificateWithdrawal) }).Select(line => int.Parse(line.Key, CultureInfo.InvariantCulture)));
        }

        Known[origin] = (read, ended);
        return [.. ended];
    }
}
