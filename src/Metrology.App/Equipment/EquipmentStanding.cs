using Metrology.Core.Planning;

namespace Metrology.App.Equipment;

/// <summary>Whether an instrument is traceable on a date: the worst of its measurands, because it is used for all of them.</summary>
public static class EquipmentStanding
{
    public static StandardStanding StandingOn(this EquipmentItem item, DateOnly date) =>
        item.Certificates.GroupBy(certificate => certificate.Measurand).Select(group => Of(group, date))
            .DefaultIfEmpty(StandardStanding.Expired).Aggregate(StandardValidity.Worse);

    /// <summary>Last day on which every measurand stands; null while one does not stand or is unknown.</summary>
    public static DateOnly? ValidUntil(this EquipmentItem item, DateOnly date)
    {
        var last = item.Certificates.GroupBy(certificate => certificate.Measurand)
            .Select(group => group.Where(certificate => certificate.CoversOn(date)).Max(certificate => certificate.ValidUntil)).ToList();
        return last.Count == 0 || last.Contains(null) ? null : last.Min();
    }

    /// <summary>The certificate to show for a date: the one in force that ends last, else the newest issued by then.</summary>
    public static TraceabilityCertificate? CertificateShownOn(this EquipmentItem item, DateOnly date) =>
        item.CertificateOn(date)
        ?? item.Certificates.Where(certificate => certificate.IssuedOn <= date).MaxBy(certificate => certificate.IssuedOn)
        ?? item.Certificates.MinBy(certificate => certificate.IssuedOn);

    /// <summary>Standing of one certificate alone.</summary>
    public static StandardStanding StandingOn(this TraceabilityCertificate certificate, DateOnly date) => Of([certificate], date);

    private static StandardStanding Of(IEnumerable<TraceabilityCertificate> certificates, DateOnly date) =>
        StandardValidity.Of([.. certificates.Select(one => new CertificatePeriod(one.IssuedOn, one.ValidUntil))], date);

    /// <summary>The newest certificate that covers the date, or null.</summary>
    public static TraceabilityCertificate? CertificateOn(this EquipmentItem item, DateOnly date) =>
        item.Certificates.Where(row => row.CoversOn(date)).MaxBy(row => row.IssuedOn);
}
