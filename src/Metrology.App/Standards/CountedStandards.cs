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

    /// <summary>A certificate whose day of issue nobody knows is a later one where it ends later: of one kind a later certificate does not end before an earlier one.</summary>
    private static DateOnly? FirstDay(MeasurementStandard standard, StandardCertificateKind kind)
    {
        var rows = standard.CertificatesOf(kind).ToList();
        var first = rows.Where(row => row.IssuedOn is not null).MinBy(row => row.IssuedOn);
        return first is not null && rows.TrueForAll(row => row.IssuedOn is not null || row.ValidUntil > first.ValidUntil) ? first.IssuedOn : null;
    }
}
