using Metrology.Core.Traceability;
using System.Globalization;
using Metrology.Core.Planning;

namespace Metrology.App.Standards;

/// <summary>A stored standard as targets count it.</summary>
public static class CountedStandards
{
    public static CountedStandard Counted(this MeasurementStandard standard)
    {
        // Established with the first day on which every certificate that it needs stood; unknown while one of those days is.
        var firsts = standard.NeededCertificates().Select(kind => FirstDay(standard, kind)).ToList();
        var first = firsts.Contains(null) ? null : firsts.Max();
        return new(standard.Id.ToString(CultureInfo.InvariantCulture), standard.OwnerClass.ToString(), standard.Dates(), first, [.. standard.Upgrades.Select(upgrade => upgrade.On)])
        {
            IsHighest = standard.Rank is { } rank ? rank == StandardRank.Highest : null,
            Category = standard.Category?.ToString(),
            Presider = standard.CertificatesOf(StandardCertificateKind.Assessment).MaxBy(row => row.IssuedOn ?? row.ValidUntil)?.Issuer,
            Institution = standard.Institution,
            Place = standard.Place,
        };
    }

    private static DateOnly? FirstDay(MeasurementStandard standard, StandardCertificateKind kind)
    {
        var days = standard.CertificatesOf(kind).Select(row => row.IssuedOn).ToList();
        return days.Count == 0 || days.Contains(null) ? null : days.Min();
    }
}
