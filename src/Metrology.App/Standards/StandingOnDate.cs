using Metrology.Core.Traceability;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;

namespace Metrology.App.Standards;

/// <summary>Standing of a stored standard on a date, by the rule of the core.</summary>
public static class StandingOnDate
{
    public static StandardStanding StandingOn(this MeasurementStandard standard, DateOnly date) => StandardValidity.On(standard.Dates(), date);

    public static StandardDates Dates(this MeasurementStandard standard) => new(
        Periods(standard, StandardCertificateKind.Assessment),
        Periods(standard, StandardCertificateKind.Public),
        null,
        null,
        standard.WithdrawnOn)
    {
        Suspensions = StandardLife.Suspensions(standard.Acts()),
        Pending = StandardLife.Pending(standard.Acts()),
    };

    /// <summary>The certificate of the kind in force on the date, the newest when they overlap.</summary>
    public static StandardCertificate? CertificateOn(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date) =>
        standard.Certificates.Where(row => row.Kind == kind && row.IssuedOn <= date && date <= row.ValidUntil).MaxBy(row => row.IssuedOn);

    /// <summary>The certificate to show for a date: the one in force, else the newest issued by then, else the first to come.</summary>
    public static StandardCertificate? CertificateShownOn(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date)
    {
        var all = standard.Certificates.Where(row => row.Kind == kind).ToList();
        return standard.CertificateOn(kind, date)
            ?? all.Where(row => row.IssuedOn is null || row.IssuedOn <= date).MaxBy(row => row.IssuedOn ?? row.ValidUntil)
            ?? all.MinBy(row => row.IssuedOn);
    }

    /// <summary>Standing of the certificates of one kind alone.</summary>
    public static StandardStanding StandingOf(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date) =>
        StandardValidity.Of(Periods(standard, kind), date);

    /// <summary>Last day on which both certificates in force stand; null while one of them is unknown.</summary>
    public static DateOnly? ValidUntil(this MeasurementStandard standard, DateOnly date) =>
        standard.CertificateOn(StandardCertificateKind.Assessment, date)?.ValidUntil is { } assessment
        && standard.CertificateOn(StandardCertificateKind.Public, date)?.ValidUntil is { } published
            ? assessment < published ? assessment : published
            : null;

    /// <summary>First of the last days of both certificates that are shown for a date; what lapsed has one, too.</summary>
    public static DateOnly? LastDayShown(this MeasurementStandard standard, DateOnly date) =>
        Enum.GetValues<StandardCertificateKind>().Select(kind => standard.CertificateShownOn(kind, date)?.ValidUntil).Min();

    internal static List<CertificatePeriod> Periods(MeasurementStandard standard, StandardCertificateKind kind) =>
        [.. standard.Certificates.Where(row => row.Kind == kind).Select(row => new CertificatePeriod(row.IssuedOn, row.ValidUntil))];
}
