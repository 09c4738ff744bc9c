using Metrology.App.Faults;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// What the entries of the ledger say for ever of a forgery on which the product went on (<see cref="LedgerFinding.Trace"/>). Nothing takes it away: each has a failure of its own, and once a person has closed that with
/// what was found and done, the ledger is signed and papers are issued again. Another entry is another finding, and opens another.
/// </summary>
internal static class LedgerTraces
{
    /// <summary>So many failures are opened by one audit; the next goes on.</summary>
    private const int Most = 20;

    /// <summary>What the failure of a finding is about: row, entry and the hash of the entry.</summary>
    private static string WhereOf(LedgerFinding finding) => $"{finding.Where}, {finding.Trace}";

    /// <summary>Those whose failure was closed, by what the ledger says of its record.</summary>
    public static async Task<IReadOnlyList<LedgerFinding>> SettledAsync(MetrologyDb db, IReadOnlyList<LedgerFinding> findings, CancellationToken cancellation)
    {
        var traces = findings.Where(one => one.Trace is not null).ToLookup(one => (one.Code, WhereOf(one)));
        if (traces.Count == 0)
            return [];
        try
        {
            var codes = traces.Select(one => one.Key.Code).Distinct().ToList();
            var settled = new List<LedgerFinding>();
            foreach (var record in await db.FaultRecords.AsNoTracking().Where(row => row.ClosedAt != null && codes.Contains(row.Code)).ToListAsync(cancellation))
            {
                if (traces[(record.Code, record.Where)] is var closed && closed.Any() && await RowCheck.RegistersAsync(db, [record], cancellation) is null)
                    settled.AddRange(closed);
            }

            return settled;
        }
        catch (Exception fault) when (AuditLedger.IsOfData(fault))
        {
            return [];
        }
    }

    /// <summary>Opens the failure of each that nobody has closed.</summary>
    public static async Task RecordAsync(RecordFault faults, IEnumerable<LedgerFinding> broken, CancellationToken cancellation)
    {
        foreach (var one in broken.Where(one => one.Trace is not null).Take(Most))
        {
            await faults.ExecuteAsync(
                one.Code, WhereOf(one),
                new(
                    $"{one.Where}：{one.Text.Zh}台账永久保留这一痕迹，ledger verify 会一直指出它。请管理员查明原因和影响，写明原因和措施后关闭本记录；同一条目不再报告，新的条目会再次报告。",
                    $"{one.Where}: {one.Text.En} The ledger keeps this trace for ever, and ledger verify goes on naming it. An administrator finds out the cause and what it touched, and closes this record saying cause and action; the same entry is not reported again, another one is."),
                cancellation);
        }
    }

    /// <summary>Of a failure that only an administrator closes.</summary>
    public static bool IsTrace(string code) => code is "ledger.row-twice" or "ledger.row-set-back" or LedgerChain.ForeignCode;
}
