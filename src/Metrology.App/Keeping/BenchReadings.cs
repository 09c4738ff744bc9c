using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Keeping;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Keeping;

/// <summary>The errors of one point of a finished record: repeated results of one instrument under repeatability conditions.</summary>
internal sealed record BenchReadings(string Number, DateOnly On, string Unit, IReadOnlyList<decimal> Errors, bool IsSimulated)
{
    public static async Task<Outcome<BenchReadings>> OfAsync(MetrologyDb db, ProcedureLibrary library, RecordKeeping.RecordPoint named, int standardId, CancellationToken cancellation)
    {
        var loaded = await RunRecord.LoadAsync(db, library, named.Id, cancellation);
        if (loaded.Refusal is { } refusal)
            return refusal;
        var verification = loaded.Value.Verification;
        if (verification.StandardId != standardId)
            return KeepingErrors.OtherStandard;
        if (!IsFinished(verification.State))
            return KeepingErrors.NotFinished;
        var point = loaded.Value.Evaluate().Items.FirstOrDefault(item => item.Item == named.Item)?.Points.FirstOrDefault(one => one.Point == named.Point);
        if (point is null || point.Errors.Count() < 2)
            return KeepingErrors.NoPoint;
        var needed = KeepingRules.Jjf1033Of2023.Observations.Value;
        var errors = point.Errors.ToList();
        return errors.Count < needed ? KeepingErrors.TooFew(errors.Count, needed) : new BenchReadings(verification.Number, verification.WorkDate, point.Unit, errors, verification.IsSimulated);
    }

    /// <summary>Points of finished records of the standard whose readings qualify, the newest records first.</summary>
    public static async Task<IReadOnlyList<KeepingQueries.Candidate>> CandidatesAsync(MetrologyDb db, ProcedureLibrary library, int standardId, int most, CancellationToken cancellation)
    {
        var ids = await db.Verifications.Where(row => row.StandardId == standardId && (row.State == VerificationState.Evaluated || row.State == VerificationState.Submitted
                || row.State == VerificationState.Checked || row.State == VerificationState.Approved || row.State == VerificationState.Issued))
            .OrderByDescending(row => row.OpenedAt).Take(most).Select(row => row.Id).ToListAsync(cancellation);
        var candidates = new List<KeepingQueries.Candidate>();
        foreach (var id in ids)
        {
            if (await RunRecord.LoadAsync(db, library, id, cancellation) is not { IsRefused: false, Value: var record })
                continue;
            candidates.AddRange(record.Evaluate().Items.SelectMany(item => item.Points, (item, point) => (item, point))
                .Where(one => one.point.Errors.Count() >= KeepingRules.Jjf1033Of2023.Observations.Value)
                .Select(one => new KeepingQueries.Candidate(
                    id, record.Verification.Number, record.Verification.WorkDate, one.item.Item, one.point.Point, one.item.Title, one.point.Label, one.point.Errors.Count(), one.point.Unit,
                    $"{record.Verification.Item.Name.Zh} {record.Verification.Item.SerialNumber}")));
        }

        return candidates;
    }

    private static bool IsFinished(VerificationState state) => state is not (VerificationState.Draft or VerificationState.Running or VerificationState.Aborted);
}
