using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

/// <summary>Registers the certificate by which an instrument is traceable. Earlier certificates stay.</summary>
public sealed class AddTraceabilityCertificate(Store store, ICertificateRenderer paper)
{
    public sealed record Request(
        int EquipmentId, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ValidUntil, string UncertaintyText,
        string Measurand, decimal ExpandedUncertainty, decimal CoverageFactor, string Unit)
    {
        /// <summary>The value that it gives, with its unit; both or none.</summary>
        public decimal? CertifiedValue { get; init; }

        public string? CertifiedUnit { get; init; }
    }

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await UsableEquipment.WrongAsync(db, request.EquipmentId, cancellation) is { } unusable)
                return unusable;
            var entered = await EnterAsync(db, request, paper, null, cancellation);
            if (entered.Refusal is { } refusal)
                return refusal;
            await db.SaveChangesAsync(cancellation);
            return entered.Value.Id;
        }, cancellation);

    /// <summary>The certificate as a row that is not saved yet, whoever says what is on it.</summary>
    /// <param name="file">The file that it stands in, when that is held.</param>
    internal static async Task<Outcome<TraceabilityCertificate>> EnterAsync(MetrologyDb db, Request request, ICertificateRenderer paper, Foreign.ForeignCertificate? file, CancellationToken cancellation)
    {
        var refusal = paper.Wrong(
                (nameof(request.Number), request.Number), (nameof(request.Issuer), request.Issuer), (nameof(request.UncertaintyText), request.UncertaintyText),
                (nameof(request.Measurand), request.Measurand), (nameof(request.Unit), request.Unit))
            ?? Validation.Plausible((nameof(request.IssuedOn), request.IssuedOn), (nameof(request.ValidUntil), request.ValidUntil))
            ?? Validation.InOrder(nameof(request.ValidUntil), request.IssuedOn, request.ValidUntil)
            ?? (request.ExpandedUncertainty > 0 ? null : EquipmentErrors.BadUncertainty)
            ?? (request.CoverageFactor > 0 ? null : EquipmentErrors.BadCoverageFactor)
            // Runs compute with it, whatever the measurand: any procedure may declare it.
            ?? (Units.Find(request.Unit.Trim()) is not { } unit || (Measurands.Find(request.Measurand.Trim()) is { } known && !known.HasUncertaintyIn(unit))
                ? EquipmentErrors.UnknownUnit : null)
            ?? WrongValue(request);
        if (refusal is not null)
            return refusal;
        if (!await db.Equipment.AnyAsync(row => row.Id == request.EquipmentId, cancellation))
            return EquipmentErrors.NotFound;
        var certificate = new TraceabilityCertificate
        {
            EquipmentId = request.EquipmentId,
            Number = request.Number.Trim(),
            Issuer = request.Issuer.Trim(),
            IssuedOn = request.IssuedOn,
            ValidUntil = request.ValidUntil,
            UncertaintyText = request.UncertaintyText.Trim(),
            Measurand = request.Measurand.Trim(),
            ExpandedUncertainty = request.ExpandedUncertainty,
            CoverageFactor = request.CoverageFactor,
            Unit = request.Unit.Trim(),
            CertifiedValue = request.CertifiedValue,
            CertifiedUnit = request.CertifiedValue is null ? null : request.CertifiedUnit!.Trim(),
            FileHash = file?.Hash,
            IsSimulated = file?.IsSimulated == true,
            IsDemonstration = file?.IsExample == true,
        };
        if (await db.TraceabilityCertificates.AnyAsync(
            row => row.EquipmentId == certificate.EquipmentId && row.Number == certificate.Number && row.Measurand == certificate.Measurand
                && row.IssuedOn == certificate.IssuedOn && row.ValidUntil == certificate.ValidUntil,
            cancellation))
            return EquipmentErrors.CertificateExists;
        db.Add(certificate);
        return certificate;
    }

    /// <summary>A number without its unit says nothing, and a circumference is no mass.</summary>
    private static Refusal? WrongValue(Request request)
    {
        var isWritten = !string.IsNullOrWhiteSpace(request.CertifiedUnit);
        if (request.CertifiedValue is null)
            return isWritten ? EquipmentErrors.ValueAndUnit : null;
        if (!isWritten)
            return EquipmentErrors.ValueAndUnit;
        if (Units.Find(request.CertifiedUnit!.Trim()) is not { } unit || Measurands.Find(request.Measurand.Trim())?.IsMeasuredIn(unit) == false)
            return EquipmentErrors.UnknownValueUnit;
        return Measurands.Find(request.Measurand.Trim())?.CanBe(request.CertifiedValue.Value, unit) == false || Math.Abs(request.CertifiedValue.Value) > LargestValue ? EquipmentErrors.ImpossibleValue : null;
    }

    private const decimal LargestValue = 1_000_000_000_000_000m;
}
