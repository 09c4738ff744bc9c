using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Ledger;

/// <summary>A row that the last audit found not to be what the ledger says. Where ten thousand rows are shown at once they are marked by this, and not each compared; nothing is allowed because a row is not here.</summary>
[NotLedgered]
public sealed class UnusableRow
{
    /// <summary>Kind and key, as in <see cref="LedgerEntry.Sought"/>.</summary>
    public required string Row { get; set; }

    /// <summary>Keeps what an audit found, in the place of what the one before it found.</summary>
    internal static async Task PutAsync(Store store, LedgerReport report, CancellationToken cancellation)
    {
        string[] rows = [.. report.Findings.Where(one => one.Code is "ledger.row-changed" or "ledger.row-unknown").Select(one => one.Where).Where(row => row.Length <= Longest).Distinct().Take(Most)];
        await store.WriteAsync<int>(
            async db =>
            {
                await db.UnusableRows.ExecuteDeleteAsync(cancellation);
                db.AddRange(rows.Select(row => new UnusableRow { Row = row }));
                return rows.Length;
            },
            cancellation);
    }

    private const int Longest = 200, Most = 10_000;

    internal sealed class Mapping : IEntityTypeConfiguration<UnusableRow>
    {
        public void Configure(EntityTypeBuilder<UnusableRow> row)
        {
            row.HasKey(one => one.Row);
            row.Property(one => one.Row).HasMaxLength(Longest);
        }
    }
}
