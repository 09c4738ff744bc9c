using Metrology.App.Storage;
using Metrology.App.Verifications;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates.Bulk;

public sealed class BulkIssueQueries(Store store)
{
    private const int MostShown = 200;

    /// <param name="Troubles">Lines that were not issued, the first ones.</param>
    public sealed record Progress(BulkIssue Bulk, int Total, int Issued, int NotIssued, int Cancelled, string? FirstNumber, string? LastNumber, IReadOnlyList<BulkIssueLine> Troubles)
    {
        public int Done => Issued + NotIssued + Cancelled;
    }

    public Task<Progress?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            if (await db.BulkIssues.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } bulk)
                return null;
            var lines = db.BulkIssueLines.Where(row => row.BulkId == id);
            var counts = await lines.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancellation);
            var issued = lines.Where(row => row.State == BulkLineState.Issued);
            return new Progress(
                bulk, counts.Values.Sum(), counts.GetValueOrDefault(BulkLineState.Issued), counts.GetValueOrDefault(BulkLineState.NotIssued), counts.GetValueOrDefault(BulkLineState.Cancelled),
                await issued.OrderBy(row => row.Sequence).Select(row => row.CertificateNumber).FirstOrDefaultAsync(cancellation),
                await issued.OrderByDescending(row => row.Sequence).Select(row => row.CertificateNumber).FirstOrDefaultAsync(cancellation),
                await lines.Where(row => row.State == BulkLineState.NotIssued).OrderBy(row => row.Sequence).Take(MostShown).ToListAsync(cancellation));
        },
        cancellation);

    /// <summary>The last ones, the newest first.</summary>
    public Task<List<BulkIssue>> LatestAsync(int most, CancellationToken cancellation) =>
        store.ReadAsync(db => db.BulkIssues.OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation), cancellation);

    /// <summary>How many records wait to be issued.</summary>
    public Task<int> ApprovedAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Verifications.CountAsync(row => row.State == VerificationState.Approved, cancellation), cancellation);
}
