using Metrology.Core.Traceability;
using System.Globalization;
using Metrology.Core.Planning;

namespace Metrology.App.Standards;

/// <summary>A stored standard as targets count it.</summary>
public static class CountedStandards
{
    public static CountedStandard Counted(this MeasurementStandard standard)
    {
        // Established with the first day on which both certificates stood; unknown while one of those days is.
        var first = FirstDay(standard, StandardCertificateKind.Assessment) is { } assessed && FirstDay(standard, StandardCertificateKind.Public) is { } published
            ? assessed > published ? assessed : published
            : (DateOnly?)null;
        return new(standard.Id.ToString(CultureInfo.InvariantCulture), standard.OwnerClass.ToString(), standard.Dates(), first, [.. standard.Upgrades.Select(upgrade => upgrade.On)]);
    }

    private static DateOnly? FirstDay(MeasurementStandard standard, StandardCertificateKind kind)
    {
        var days = standard.Certificates.Where(row => row.Kind == kind).Select(row => row.IssuedOn).ToList();
        return days.Count == 0 || days.Contains(null) ? null : days.Min();
    }
}
