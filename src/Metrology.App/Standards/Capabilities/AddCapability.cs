using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Capabilities;

/// <summary>Registers a calibration and measurement capability, or ends one. Certificates of a day are compared with those of that day.</summary>
public sealed class AddCapability(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    private const int LongestReason = 400;

    /// <param name="StandardId">Null is the institution as a whole.</param>
    /// <param name="RangeOf">Name of a load of the test points; empty is the measurand.</param>
    /// <param name="RangeUnit">Empty: every value.</param>
    public sealed record Request(
        int? StandardId, string Measurand, string RangeOf, decimal? RangeFrom, decimal? RangeTo, string RangeUnit, decimal Uncertainty, string Unit, decimal CoverageFactor, string Source,
        DateOnly? ValidFrom, DateOnly? ValidUntil);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problem(request)) is { } refusal)
                return refusal;
            if (request.StandardId is { } standard && !await db.Standards.AnyAsync(row => row.Id == standard, cancellation))
                return StandardErrors.NotFound with { Field = nameof(request.StandardId) };
            if (await WrongAsync(db, request.StandardId, cancellation) is { } unusable)
                return unusable;
            var row = Row(request);
            var same = await db.Capabilities.Where(one => one.StandardId == row.StandardId && one.Measurand == row.Measurand && one.ValidFrom == row.ValidFrom && one.EndedOn == null).ToListAsync(cancellation);
            if (same.Exists(one => one.Capability() == row.Capability() && one.ValidUntil == row.ValidUntil))
                return CapabilityErrors.Exists;
            (row.EnteredBy, row.EnteredAt) = (actor.Name, clock.GetUtcNow());
            row.IsDemonstration = await db.Institutions.AnyAsync(one => one.IsDemonstration, cancellation);
            db.Add(row);
            await db.SaveChangesAsync(cancellation);
            return row.Id;
        }, cancellation);

    /// <param name="lastDay">Last day on which it counts; the day before it began when it was entered wrongly.</param>
    public Task<Outcome<int>> EndAsync(Actor actor, int id, DateOnly? lastDay, string? because, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor.Saying(because), async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await db.Capabilities.FindAsync([id], cancellation) is not { } row)
                return CapabilityErrors.NotFound;
            if (await WrongAsync(db, row.StandardId, cancellation) is { } unusable)
                return unusable;
            if (row.EndedOn is not null)
                return CapabilityErrors.Ended;
            if (lastDay is null)
                return CapabilityErrors.NoDay with { Field = "LastDay" };
            if (Validation.Plausible(("LastDay", lastDay)) is { } implausible)
                return implausible;
            if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
                return CapabilityErrors.NoReason;
            if (paper.Unprintable("Because", because) is { } unprintable)
                return unprintable;
            (row.EndedOn, row.EndedBy, row.EndedAt, row.EndedBecause) = (lastDay, actor.Name, clock.GetUtcNow(), because.Trim());
            return id;
        }, cancellation);

    /// <summary>One of these capabilities is not what the ledger says, or gone.</summary>
    private static async Task<Refusal?> WrongAsync(MetrologyDb db, int? standard, CancellationToken cancellation)
    {
        var all = await db.Capabilities.AsNoTracking().Where(row => row.StandardId == standard).ToListAsync(cancellation);
        return await db.UnusableAsync(all, cancellation, Storage.RegisterParts.Of(nameof(CapabilityRow), standard is { } id ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : ""));
    }

    private Refusal? Problem(Request request) =>
        paper.Wrong((nameof(request.Measurand), request.Measurand), (nameof(request.Unit), request.Unit), (nameof(request.Source), request.Source))
        ?? paper.WrongIfGiven((nameof(request.RangeOf), request.RangeOf), (nameof(request.RangeUnit), request.RangeUnit))
        ?? (request.ValidFrom is null ? CapabilityErrors.NoDay : null)
        ?? Validation.Plausible((nameof(request.ValidFrom), request.ValidFrom), (nameof(request.ValidUntil), request.ValidUntil))
        ?? Validation.InOrder(nameof(request.ValidUntil), request.ValidFrom, request.ValidUntil)
        ?? (request.Uncertainty > 0 && request.CoverageFactor > 0 ? null : CapabilityErrors.NotPositive)
        ?? UnitProblem(request)
        ?? RangeProblem(request);

    private static Refusal? UnitProblem(Request request) =>
        Units.Find(request.Unit.Trim()) is { } unit && (Measurands.Find(request.Measurand.Trim()) is not { } known || known.HasUncertaintyIn(unit) || unit.Dimension == Units.One.Dimension)
            ? null : CapabilityErrors.UnknownUnit;

    private static Refusal? RangeProblem(Request request)
    {
        var hasNumbers = request.RangeFrom is not null || request.RangeTo is not null;
        if (string.IsNullOrWhiteSpace(request.RangeUnit))
            return hasNumbers ? CapabilityErrors.NoRangeUnit : null;
        if (!hasNumbers || request.RangeFrom > request.RangeTo)
            return CapabilityErrors.RangeEmpty;
        var isOfMeasurand = string.IsNullOrWhiteSpace(request.RangeOf);
        return Units.Find(request.RangeUnit.Trim()) is { } unit && !(isOfMeasurand && Measurands.Find(request.Measurand.Trim()) is { } known && !known.HasUncertaintyIn(unit))
            ? null : CapabilityErrors.UnknownRangeUnit;
    }

    private static CapabilityRow Row(Request request) => new()
    {
        StandardId = request.StandardId,
        Measurand = request.Measurand.Trim(),
        RangeOf = string.IsNullOrWhiteSpace(request.RangeOf) ? null : request.RangeOf.Trim(),
        RangeFrom = request.RangeFrom,
        RangeTo = request.RangeTo,
        RangeUnit = string.IsNullOrWhiteSpace(request.RangeUnit) ? null : request.RangeUnit.Trim(),
        Uncertainty = request.Uncertainty,
        Unit = request.Unit.Trim(),
        CoverageFactor = request.CoverageFactor,
        Source = request.Source.Trim(),
        ValidFrom = request.ValidFrom!.Value,
        ValidUntil = request.ValidUntil,
        EnteredBy = "",
    };
}
