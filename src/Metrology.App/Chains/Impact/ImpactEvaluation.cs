using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>A record evaluated as it is and with the reference moved by δ: what its certificates say and what they would say.</summary>
internal static class ImpactEvaluation
{
    /// <summary>A line for each certificate of the record that stands or stood; none when it has none.</summary>
    public static async Task<IReadOnlyList<ImpactLine>> LinesAsync(MetrologyDb db, ProcedureLibrary library, ImpactSearch.Touched touched, ReferenceShift shift, CancellationToken cancellation)
    {
        var certificates = await db.Certificates.AsNoTracking().Where(row => row.VerificationId == touched.Verification && row.Withdrawal == null)
            .Select(row => new { row.Id, row.Number, row.IsSimulated, Owner = row.Verification!.Unit!.Customer!.Name, row.Verification.Unit.Customer.Address, row.Verification.Unit.NameZh, row.Verification.Unit.SerialNumber })
            .ToListAsync(cancellation);
        if (certificates.Count == 0)
            return [];
        var (before, after, points, why) = await EvaluateAsync(db, library, touched.Verification, shift, cancellation);
        return
        [
            .. certificates.Select(row => new ImpactLine
            {
                CertificateId = row.Id,
                CertificateNumber = row.Number,
                VerificationId = touched.Verification,
                Owner = row.Owner,
                OwnerAddress = row.Address,
                Unit = $"{row.NameZh} {row.SerialNumber}",
                Depth = touched.Depth,
                Path = touched.Path,
                Before = before,
                After = after,
                Points = points,
                WhyNot = why,
                IsSimulated = row.IsSimulated,
            }),
        ];
    }

    private static async Task<(Core.Decisions.Verdict? Before, Core.Decisions.Verdict? After, List<ImpactPoint> Points, BilingualText? Why)> EvaluateAsync(
        MetrologyDb db, ProcedureLibrary library, Guid id, ReferenceShift shift, CancellationToken cancellation)
    {
        var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
        if (loaded.Refusal is { } damaged)
            return (null, null, [], damaged.Text);
        var moved = shift.Apply(loaded.Value.State);
        if (moved.Refusal is { } cannot)
            return (null, null, [], cannot.Text);
        var record = loaded.Value;
        var then = record.Evaluate();
        var now = RunEvaluation.Of(moved.Value, record.Verification.References, RecordDocument.EditionOf(record.Verification.RecordFormat));
        if (now.Refusal is { } refusal)
            return (then.Verdict, null, [], refusal.Text);
        var points = then.Items.Zip(now.Value.Items).SelectMany(pair => pair.First.Points.Zip(pair.Second.Points, (old, changed) => (pair.First.Title, Old: old, New: changed)))
            .Where(one => one.Old.Rounded != one.New.Rounded || one.Old.Verdict != one.New.Verdict)
            .Select(one => new ImpactPoint(one.Title, one.Old.Label, one.Old.Unit, one.Old.Rounded, one.New.Rounded, one.Old.Verdict, one.New.Verdict));
        return (then.Verdict, now.Value.Verdict, [.. points], null);
    }
}
