using Metrology.Core.Planning;

namespace Metrology.App.Equipment;

/// <summary>Whether an instrument is traceable on a date: the worst of its measurands, because it is used for all of them. Of one that never had a certificate it is unknown: nothing has lapsed.</summary>
public static class EquipmentStanding
{
    public static StandardStanding StandingOn(this EquipmentItem item, DateOnly date) =>
        item.Certificates.GroupBy(certificate => certificate.Measurand).Select(group => Of(group, date))
            .DefaultIfEmpty(StandardStanding.Unknown).Aggregate(StandardValidity.Worse);

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

    /// <summary>Whether it may be measured with: every measurand stands on the date.</summary>
    public static bool IsTraceableOn(this EquipmentItem item, DateOnly date) => item.StandingOn(date) is StandardStanding.Valid or StandardStanding.Expiring;

    /// <summary>The certificates that count on a date: of each measurand the newest that covers it. What a run is measured with and what its paper names are these and no others.</summary>
    public static IReadOnlyList<TraceabilityCertificate> CertificatesOn(this EquipmentItem item, DateOnly date) =>
    [
        .. item.Certificates.Where(certificate => certificate.CoversOn(date)).GroupBy(certificate => certificate.Measurand)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.OrderBy(one => one.IssuedOn).ThenBy(one => one.Id).Last()),
    ];

    /// <summary>Of the certificates that count the newest, or null.</summary>
    public static TraceabilityCertificate? CertificateOn(this EquipmentItem item, DateOnly date) => item.CertificatesOn(date).MaxBy(row => row.IssuedOn);
}
