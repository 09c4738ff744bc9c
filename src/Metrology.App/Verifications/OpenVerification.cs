using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Opens a verification as draft and pins what it will be judged by. Everything used must be valid on the work date, not today.</summary>
public sealed class OpenVerification(Store store, ProcedureLibrary library, ICertificateRenderer paper, TariffShelf tariffs, TimeProvider clock)
{
    /// <summary>How far ahead work may be planned.</summary>
    public const int MostDaysAhead = 60;

    public const int LongestPlace = 400;

    /// <param name="Place">Empty takes the place of the standard.</param>
    /// <param name="Calibration">What was agreed with the customer; only under a method that calibrates. Null there states neither conformity nor an interval.</param>
    /// <param name="TariffId">Of the tariff that the fares of a taximeter are compared with; null or empty for none.</param>
    /// <param name="Key">Drawn with the form: the same form sent twice opens one verification. Null draws a new one.</param>
    public sealed record Request(int UnitId, int StandardId, int BenchId, VerificationKind Kind, DateOnly WorkDate, string Place = "", Guid? Key = null, CalibrationTerms? Calibration = null, string? TariffId = null);

    public async Task<Outcome<Guid>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.Measure) is { } denied)
            return denied;
        if (request.Place.Trim().Length > LongestPlace)
            return VerificationErrors.PlaceTooLong;
        if ((Validation.Optional((nameof(request.Place), request.Place)) ?? paper.CannotPrint(request.Place)) is { } unfit)
            return unfit with { Field = nameof(request.Place) };
        request = request with { Calibration = request.Calibration?.Trimmed() };
        if (request.Calibration is { } agreed && (ProvenanceErrors.Of(agreed, request.WorkDate) ?? paper.FirstUnprintable(ProvenanceErrors.Texts(agreed))) is { } unsaid)
            return unsaid;

        return await store.WriteAsync<Guid>(async db =>
        {
            if (request.Key is { } key && await db.Verifications.FindAsync([key], cancellation) is { } earlier)
                return earlier.VerifierId == actor.AccountId && IsOf(earlier, request) ? key : VerificationErrors.KeyReused;
            var unit = await db.Units.Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == request.UnitId, cancellation);
            var bench = await db.Benches.Include(row => row.Parts).ThenInclude(part => part.Equipment).Include(row => row.Reference!.Certificates).FirstOrDefaultAsync(row => row.Id == request.BenchId, cancellation);
            var standard = await db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates)
                .FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation);
            var institution = await db.Institutions.FirstOrDefaultAsync(cancellation);
            if (institution is null)
                return LaboratoryErrors.NoInstitution;
            if (unit is null)
                return VerificationErrors.NotChosen(nameof(request.UnitId));
            if (standard is null)
                return VerificationErrors.NotChosen(nameof(request.StandardId));
            if (bench is null)
                return VerificationErrors.NotChosen(nameof(request.BenchId));
            if (bench.ClosedAt is not null)
                return BenchErrors.Closed;

            // What stands on the paper is found out now and not when three people have worked on it.
            if (new[] { unit.NameZh, unit.NameEn, unit.Model, unit.SerialNumber, unit.Manufacturer, unit.Location }.Select(paper.CannotPrint).FirstOrDefault(refusal => refusal is not null) is { } unprintable)
                return unprintable with { Field = nameof(request.UnitId) };
            if (Simulated(bench, standard) is { } simulated)
                return VerificationErrors.SimulatedEquipment($"{simulated.NameZh} {simulated.SerialNumber}");
            if (await library.CurrentAsync(db, unit.Procedure, cancellation) is not { } procedure)
                return ProcedureErrors.Unknown(unit.Procedure) with { Field = nameof(request.UnitId) };
            if (await RecordRegisters.UnusableAsync(db, (unit, standard, bench, procedure.ContentHash), actor, cancellation) is { } forged)
                return forged;
            if (request.WorkDate < procedure.InForceFrom || procedure.InForceUntil < request.WorkDate)
                return ProcedureErrors.NotInForce(procedure.Designation, request.WorkDate) with { Field = nameof(request.WorkDate) };

            if (bench.Procedures.Length > 0 && !bench.Procedures.Contains(procedure.Designation))
                return BenchErrors.OtherProcedure(procedure.Designation);

            var terms = CalibrationTerms.AppliesTo(procedure) ? request.Calibration ?? new() : null;
            if (CalibrationErrors.Of(unit, procedure, terms, request.Calibration) is { } notCalibrated)
                return notCalibrated;

            var nameplate = new Nameplate(unit.Nameplate);
            var plan = RunMachine.Plan(procedure, nameplate, request.Kind);
            if (plan.Refusal is { } noPlan)
                return noPlan with { Field = nameof(request.UnitId) };
            if (!bench.IsDriven && plan.Value.Steps.Any(step => step.Verb is Verb.ReadStartEnd or Verb.ClockCompare))
                return BenchErrors.NotDriven(procedure.Designation);
            if (terms is { StatesConformity: true } && CalibrationErrors.WithoutLimit(plan.Value) is { } noLimit)
                return noLimit;
            var tariff = string.IsNullOrWhiteSpace(request.TariffId) ? null : tariffs.Find(request.TariffId.Trim());
            if (tariff is null && !string.IsNullOrWhiteSpace(request.TariffId))
                return VerificationErrors.UnknownTariff(request.TariffId.Trim(), tariffs.All.Select(one => one.Id));
            if (tariff is not null && !plan.Value.Items.Any(item => item.Variables.Values.Any(variable => variable is { Role: Roles.UnitUnderTest, Measurand: Measurands.Distance })))
                return VerificationErrors.NoFares(procedure.Designation);
            var references = MeasuredWith.References(plan.Value, standard, bench, request.WorkDate);
            if (references.Refusal is { } unusable)
                return unusable;
            var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
            if (request.WorkDate < today || request.WorkDate > today.AddDays(MostDaysAhead))
                return VerificationErrors.WorkDateOutside(today);

            var at = clock.GetUtcNow();
            var verification = new Verification
            {
                Id = request.Key ?? Guid.CreateVersion7(at),
                Number = await NumberRange.DrawAsync(db, bench.IsSimulated ? "MN-YS" : "YS", request.WorkDate.Year, cancellation),
                State = VerificationState.Draft,
                Kind = request.Kind,
                UnitId = unit.Id,
                StandardId = standard.Id,
                BenchId = bench.Id,
                WorkDate = request.WorkDate,
                Place = string.IsNullOrWhiteSpace(request.Place) ? standard.Place : request.Place.Trim(),
                ProcedureDesignation = procedure.Designation,
                ProcedureRevision = procedure.Revision,
                ProcedureHash = procedure.ContentHash,
                RecordFormat = RecordDocument.CurrentFormat,
                Nameplate = new(unit.Nameplate),
                Item = new(new(unit.NameZh, unit.NameEn), unit.Model, unit.SerialNumber, unit.Manufacturer, unit.Location),
                References = references.Value,
                Calibration = terms,
                Tariff = tariff is null ? null : new(tariff.Id, (int)clock.GetLocalNow().Offset.TotalMinutes, tariff.Text),
                IsSimulated = bench.IsSimulated,
                IsDemonstration = institution.IsDemonstration || unit.IsDemonstration || standard.IsDemonstration,
                VerifierId = actor.AccountId,
                OpenedAt = at,
                Unit = unit,
                Standard = standard,
                Bench = bench,
            };
            if (paper.FirstUnprintable(RegisteredParticulars.Of(verification, institution).Texts()) is { } registered)
                return registered.Field is "" ? registered with { Field = null } : registered;
            db.Add(verification);
            return verification.Id;
        }, cancellation);
    }

    /// <summary>What nobody has cannot measure anything real: an instrument that a program plays serves on simulated benches only.</summary>
    private static EquipmentItem? Simulated(Bench bench, MeasurementStandard standard) => bench.IsSimulated
        ? null
        : bench.Parts.Select(part => part.Equipment).Prepend(bench.Reference).Concat(standard.Equipment.Select(link => link.Item)).FirstOrDefault(item => item?.IsSimulated == true);

    /// <summary>The same form sent again, and no other one under its key.</summary>
    private static bool IsOf(Verification earlier, Request request) =>
        (string.IsNullOrWhiteSpace(request.Place) || earlier.Place == request.Place.Trim())
        && (earlier.UnitId, earlier.StandardId, earlier.BenchId, earlier.Kind, earlier.WorkDate) == (request.UnitId, request.StandardId, request.BenchId, request.Kind, request.WorkDate)
        && (earlier.Tariff?.Id ?? "") == (request.TariffId?.Trim() ?? "")
        && (earlier.Calibration ?? new()) == (request.Calibration ?? new());
}
