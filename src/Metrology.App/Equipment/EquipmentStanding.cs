using Metrology.Core.Planning;

namespace Metrology.App.Equipment;

/// <summary>Standing of an instrument on a date, by its traceability certificates.</summary>
public static class EquipmentStanding
{
    public static StandardStanding StandingOn(this EquipmentItem item, DateOnly date)
    {
        if (item.CertificateOn(date) is { } certificate)
            return certificate.ValidUntil!.Value.DayNumber - date.DayNumber <= StandardValidity.WarningDays ? StandardStanding.Expiring : StandardStanding.Valid;
        return item.Certificates.Any(row => row.IssuedOn <= date && row.ValidUntil is null) ? StandardStanding.Unknown : StandardStanding.Expired;
    }

    /// <summary>The newest certificate that covers the date.</summary>
    public static TraceabilityCertificate? CertificateOn(this EquipmentItem item, DateOnly date) =>
        item.Certificates.Where(row => row.CoversOn(date)).MaxBy(row => row.IssuedOn);
}
