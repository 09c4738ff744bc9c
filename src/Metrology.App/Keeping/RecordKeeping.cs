using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Keeping;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Keeping;

/// <summary>Records a test that keeps a standard: typed or pasted readings, or those of a point of a finished record.</summary>
public sealed class RecordKeeping(Store store, ProcedureLibrary library, TimeProvider clock)
{
    /// <param name="Readings">As typed; passed over when a record is named.</param>
    /// <param name="Record">Where the readings come from; null when they are typed.</param>
    public sealed record Request(
        int StandardId, KeepingKind Kind, DateOnly? On, string Subject, string Point, string Unit, string Readings, KeepingTerms Terms, RecordPoint? Record = null, string? Remark = null);

    public sealed record RecordPoint(Guid Id, string Item, string Point);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            // Whoever measures keeps the standard; the planner enters what was measured elsewhere.
            var refusal = (actor.Allows(Permission.Measure) ? null : actor.Deny(Permission.EditRegistry)) ?? Problem(request);
            if (refusal is not null)
                return refusal;
            if (await db.Standards.FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation) is not { } standard)
                return StandardErrors.NotFound;
            var on = request.On!.Value;
            BenchReadings? measured = null;
            if (request.Record is { } named)
            {
                var read = await BenchReadings.OfAsync(db, library, named, request.StandardId, cancellation);
                if (read.Refusal is { } notThere)
                    return notThere;
                measured = read.Value;
            }

            Outcome<IReadOnlyList<KeepingGroup>> groups = measured is null ? KeepingText.Groups(request.Readings, on) : new List<KeepingGroup> { new(measured.On, measured.Errors) };
            if (groups.Refusal is { } unreadable)
                return unreadable;
            if (groups.Value.Any(group => group.On > Today))
                return KeepingErrors.Future;
            var run = new KeepingRun
            {
                StandardId = standard.Id,
                Kind = request.Kind,
                On = groups.Value.Max(group => group.On),
                Subject = request.Subject.Trim(),
                Point = request.Point.Trim(),
                Unit = measured?.Unit ?? request.Unit.Trim(),
                Groups = [.. groups.Value],
                Terms = await ComparedAsync(db, request, measured?.Unit ?? request.Unit.Trim(), groups.Value.Max(group => group.On), cancellation),
                Edition = KeepingRules.Jjf1033Of2023.Edition,
                RecordNumber = measured?.Number,
                IsSimulated = measured?.IsSimulated == true,
                Remark = string.IsNullOrWhiteSpace(request.Remark) ? null : request.Remark.Trim(),
                EnteredBy = actor.Name,
                EnteredAt = clock.GetUtcNow(),
                IsDemonstration = standard.IsDemonstration,
            };
            if (run.Finding.Refusal is { } cannot)
                return cannot;
            db.Add(run);
            await db.SaveChangesAsync(cancellation);
            return run.Id;
        }, cancellation);

    /// <summary>A repeatability without an s of the technical report is compared with that of the runs before it, of the same instrument and point: the latest that conformed or that somebody named.</summary>
    private static async Task<KeepingTerms> ComparedAsync(MetrologyDb db, Request request, string unit, DateOnly on, CancellationToken cancellation)
    {
        if (request.Kind != KeepingKind.Repeatability || request.Terms.Deviation is not null)
            return request.Terms;
        var (subject, point) = (request.Subject.Trim(), request.Point.Trim());
        var earlier = await db.KeepingRuns.AsNoTracking().Where(row => row.StandardId == request.StandardId && row.Kind == KeepingKind.Repeatability && row.On <= on
            && row.Subject == subject && row.Point == point && row.Unit == unit).OrderByDescending(row => row.On).ThenByDescending(row => row.Id).ToListAsync(cancellation);
        var found = earlier.Select(run => run.Reference).FirstOrDefault(s => s > 0);
        return found is null ? request.Terms : request.Terms with { Deviation = found };
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    private Refusal? Problem(Request request)
    {
        if (Validation.Required((nameof(request.Subject), request.Subject), (nameof(request.Point), request.Point)) is { } missing)
            return missing;
        if (request.On is null)
            return KeepingErrors.NoDay;
        if (request.On > Today)
            return KeepingErrors.Future;
        var terms = request.Terms;
        return Validation.Optional((nameof(request.Unit), request.Unit), (nameof(request.Remark), request.Remark)) ?? Validation.Plausible((nameof(request.On), request.On))
            ?? (new[] { terms.Limit, terms.Deviation, terms.Resolution, terms.Own, terms.ReferenceUncertainty }.Any(one => one is <= 0) ? KeepingErrors.NotPositive : null);
    }
}
