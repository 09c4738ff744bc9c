using Metrology.Core.Traceability;
using Metrology.App.Equipment;
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
        NeedsPublic = standard.NeedsPublic(),
    };

    /// <summary>A public standard certificate is issued for classes A and B (计量法实施细则 第八条); others are used once they are assessed (第十条).</summary>
    public static bool NeedsPublic(this MeasurementStandard standard) => standard.OwnerClass is OwnerClass.A or OwnerClass.B;

    /// <summary>Kinds of certificates that it stands on.</summary>
    public static IReadOnlyList<StandardCertificateKind> NeededCertificates(this MeasurementStandard standard) =>
        standard.NeedsPublic() ? [StandardCertificateKind.Assessment, StandardCertificateKind.Public] : [StandardCertificateKind.Assessment];

    /// <summary>The certificates of a kind that count: one that was corrected stays to be seen, and counts no more.</summary>
    public static IEnumerable<StandardCertificate> CertificatesOf(this MeasurementStandard standard, StandardCertificateKind kind) =>
        standard.Certificates.Where(row => row.Kind == kind && row.Correction is null);

    /// <summary>Assessed by a day, whatever became of it: what was assessed then changes by acts only, or nobody knows what it was made of.</summary>
    public static bool WasAssessedBy(this MeasurementStandard standard, DateOnly day) => standard.CertificatesOf(StandardCertificateKind.Assessment).Any(row => !(row.IssuedOn > day));

    /// <summary>The suspension of the day, else one that is not resumed; what was resumed before is history.</summary>
    public static CertificatePeriod? SuspensionOn(this MeasurementStandard standard, DateOnly day)
    {
        var all = StandardLife.Suspensions(standard.Acts());
        if (all.LastOrDefault(one => one.From <= day && !(one.Until < day)) is { } ofDay)
        {
            // One that goes on may have been prolonged; the days of one that is planned for later are its own.
            var stated = StandardLife.Stated(standard.Acts()).LastOrDefault(one => one.From >= ofDay.From && one.From <= day);
            return ofDay.Until is null && stated is not null ? ofDay with { Until = stated.Until } : ofDay;
        }

        return all is [.., { Until: null }] ? standard.Suspension : null;
    }

    /// <summary>A responsible person, and two competent ones who are two (JJF 1033 4.4, remembered).</summary>
    public static bool HasItsPeople(this MeasurementStandard standard) =>
        standard.People.Exists(person => person.IsResponsible) && standard.People.DistinctBy(person => Core.Registers.SearchForm.Of(person.Name.Trim())).Count() >= FewestCompetent;

    /// <summary>JJF 1033 4.4.2, remembered.</summary>
    private const int FewestCompetent = 2;

    /// <summary>Main standards without a traceability certificate in force: with these nothing is verified that day (计量法 第九条), whatever the certificates of the standard say.</summary>
    public static IReadOnlyList<EquipmentItem> UntraceableOn(this MeasurementStandard standard, DateOnly day) =>
        [.. standard.Equipment.Where(link => link.Role == EquipmentRole.Main).Select(link => link.Item!).Where(item => !item.IsTraceableOn(day))];

    /// <summary>The kinds that it needs and has never had.</summary>
    public static IReadOnlyList<StandardCertificateKind> MissingCertificates(this MeasurementStandard standard) =>
        [.. standard.NeededCertificates().Where(kind => !standard.CertificatesOf(kind).Any())];

    /// <summary>The certificate of the kind in force on the date, the newest when they overlap.</summary>
    public static StandardCertificate? CertificateOn(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date) =>
        standard.CertificatesOf(kind).Where(row => row.IssuedOn <= date && date <= row.ValidUntil).MaxBy(row => row.IssuedOn);

    /// <summary>The certificate to show for a date: the one in force, else the newest issued by then, else the first to come.</summary>
    public static StandardCertificate? CertificateShownOn(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date)
    {
        var all = standard.CertificatesOf(kind).ToList();
        return standard.CertificateOn(kind, date)
            ?? all.Where(row => row.IssuedOn is null || row.IssuedOn <= date).MaxBy(row => row.IssuedOn ?? row.ValidUntil)
            ?? all.MinBy(row => row.IssuedOn);
    }

    /// <summary>Standing of the certificates of one kind alone.</summary>
    public static StandardStanding StandingOf(this MeasurementStandard standard, StandardCertificateKind kind, DateOnly date) =>
        StandardValidity.Of(Periods(standard, kind), date);

    /// <summary>Last day on which the certificates in force that it needs stand; null while one of them is unknown.</summary>
    public static DateOnly? ValidUntil(this MeasurementStandard standard, DateOnly date)
    {
        var lasts = standard.NeededCertificates().Select(kind => standard.CertificateOn(kind, date)?.ValidUntil).ToList();
        return lasts.Contains(null) ? null : lasts.Min();
    }

    /// <summary>First of the last days of the certificates that are shown for a date; what lapsed has one, too. What never was in force has none that has passed, and what lacks a certificate none to come.</summary>
    public static DateOnly? LastDayShown(this MeasurementStandard standard, DateOnly date)
    {
        var last = standard.NeededCertificates().Select(kind => standard.CertificateShownOn(kind, date)?.ValidUntil).Min();
        return (last < date ? standard.StandingOn(date) != StandardStanding.NotYet : standard.MissingCertificates().Count == 0) ? last : null;
    }

    internal static List<CertificatePeriod> Periods(MeasurementStandard standard, StandardCertificateKind kind) =>
        [.. standard.CertificatesOf(kind).Select(row => new CertificatePeriod(row.IssuedOn, row.ValidUntil))];
}
