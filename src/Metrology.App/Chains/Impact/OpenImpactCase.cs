using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>Looks at what a bad standard or instrument would have touched, and opens the case of it.</summary>
public sealed class OpenImpactCase(Store store, ProcedureLibrary library, TimeProvider clock)
{
    /// <param name="StandardId">Every instrument that belonged to it in the window and stands for the quantity; or <paramref name="EquipmentId"/> alone.</param>
    public sealed record Request(int? StandardId, int? EquipmentId, string Measurand, DateOnly? From, DateOnly? Until, decimal? Shift, string ShiftUnit, string Reason);

    /// <summary>The lines as the case would have them; nothing is written.</summary>
    public Task<Outcome<IReadOnlyList<ImpactLine>>> LookAsync(Actor actor, Request request, CancellationToken cancellation) => store.ReadAsync(
        db => LinesAsync(db, actor, request, cancellation), cancellation);

    /// <returns>The case.</returns>
    public async Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return ImpactErrors.NoReason;
        // Evaluating hundreds of records again takes seconds, in which nobody else should wait: they are append-only, so the answer holds.
        var looked = await LookAsync(actor, request, cancellation);
        if (looked.Refusal is { } refusal)
            return refusal;
        return await store.WriteAsync<int>(async db =>
        {
            var (from, until, shift, unit) = (request.From!.Value, request.Until!.Value, request.Shift!.Value, request.ShiftUnit.Trim());
            // A call that is sent again, or a colleague with the same suspicion, finds the case that is there.
            var same = await db.ImpactCases.Where(row => row.ClosedAt == null && row.StandardId == request.StandardId && row.EquipmentId == request.EquipmentId
                && row.Measurand == request.Measurand && row.From == from && row.Until == until && row.ShiftUnit == unit).Select(row => new { row.Id, row.Shift }).ToListAsync(cancellation);
            if (same.Find(row => row.Shift == shift) is { } there)
                return ImpactErrors.OpenAlready(there.Id);
            var opened = new ImpactCase
            {
                StandardId = request.StandardId,
                EquipmentId = request.EquipmentId,
                Measurand = request.Measurand,
                From = from,
                Until = until,
                Shift = shift,
                ShiftUnit = unit,
                Reason = request.Reason.Trim(),
                OpenedBy = actor.Name,
                OpenedAt = clock.GetUtcNow(),
                IsDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation),
            };
            // Those whose verdict changes come first: they cannot wait.
            opened.Lines.AddRange(looked.Value);
            foreach (var (i, line) in opened.Lines.Index())
                line.Sequence = i + 1;
            db.Add(opened);
            await db.SaveChangesAsync(cancellation);
            return opened.Id;
        }, cancellation);
    }

    private async Task<Outcome<IReadOnlyList<ImpactLine>>> LinesAsync(MetrologyDb db, Actor actor, Request request, CancellationToken cancellation)
    {
        if ((actor.Deny(Permission.EditRegistry) ?? Problem(request)) is { } refusal)
            return refusal;
        var items = await ItemsAsync(db, request, cancellation);
        if (items.Count == 0)
            return ImpactErrors.NoItem;
        var touched = await new ImpactSearch(db, request.Measurand).FromAsync(items, request.From!.Value, request.Until!.Value, cancellation);
        var shift = new ReferenceShift(request.Measurand, request.Shift!.Value, request.ShiftUnit.Trim());
        var lines = new List<ImpactLine>();
        foreach (var one in touched)
        {
            lines.AddRange(await ImpactEvaluation.LinesAsync(db, library, one, shift, cancellation));
            // A record with its observations is not needed again, and hundreds of them are.
            db.ChangeTracker.Clear();
        }

        return lines.OrderByDescending(line => line.ChangesVerdict).ThenByDescending(line => line.WhyNot is not null).ThenBy(line => line.CertificateNumber, StringComparer.Ordinal).ToList();
    }

    private static async Task<List<EquipmentItem>> ItemsAsync(MetrologyDb db, Request request, CancellationToken cancellation)
    {
        int[] ids = request.EquipmentId is { } one
            ? [one]
            : await db.Standards.AsNoTracking().Include(row => row.Equipment).FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation) is { } standard
                ? [.. EquipmentDays.Of(standard).Where(part => part.Overlaps(request.From!.Value, request.Until!.Value)).Select(part => part.EquipmentId).Distinct()]
                : [];
        return await db.Equipment.AsNoTracking().Where(row => ids.Contains(row.Id) && row.Certificates.Any(certificate => certificate.Measurand == request.Measurand)).ToListAsync(cancellation);
    }

    private static Refusal? Problem(Request request) =>
        request.StandardId is null == request.EquipmentId is null ? ImpactErrors.NoItem
        : request is not { From: not null, Until: not null } ? ImpactErrors.NoWindow
        : request.Shift is not { } shift || shift == 0 || Math.Abs(shift) > 1_000_000 ? ImpactErrors.NoShift
        : string.IsNullOrWhiteSpace(request.ShiftUnit) || (request.ShiftUnit.Trim() != ReferenceShift.Percent && Core.Quantities.Units.Find(request.ShiftUnit.Trim()) is null) ? ImpactErrors.NoUnit
        : request.ShiftUnit.Trim() is not ReferenceShift.Percent and var unit && Core.Quantities.Measurands.Find(request.Measurand) is { } read && !read.IsMeasuredIn(Core.Quantities.Units.Find(unit)!) ? ImpactErrors.OtherQuantity(unit, read.Label)
        : Validation.Plausible((nameof(request.From), request.From), (nameof(request.Until), request.Until)) ?? Validation.InOrder(nameof(request.Until), request.From, request.Until)
            ?? Validation.Optional((nameof(request.Reason), request.Reason), (nameof(request.Measurand), request.Measurand));
}
