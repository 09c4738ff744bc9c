using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Papers;

/// <summary>The budget of the newest finished record of a standard: what a typical result is uncertain by.</summary>
public sealed class LatestBudget(Store store, ProcedureLibrary library)
{
    public sealed record Found(string Number, BilingualText Item, PointResult Point);

    /// <summary>Null when no finished record has one.</summary>
    public Task<Found?> OfStandardAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var records = await db.Verifications.Where(row => row.StandardId == id && (row.State == VerificationState.Issued || row.State == VerificationState.Approved || row.State == VerificationState.Evaluated))
                .OrderByDescending(row => row.OpenedAt).Take(3).Select(row => row.Id).ToListAsync(cancellation);
            foreach (var record in records)
            {
                if (await RunRecord.LoadAsync(db, library, record, cancellation) is { IsRefused: false, Value: var loaded }
                    && loaded.Evaluate().Items.SelectMany(item => item.Points, (item, point) => (item, point)).FirstOrDefault(one => one.point.Budget is not null) is { point: not null } found)
                {
                    return new Found(loaded.Verification.Number, found.item.Title, found.point);
                }
            }

            return (Found?)null;
        },
        cancellation);
}
