using Metrology.Core.Runs;

namespace Metrology.App.Equipment;

public static class EquipmentCapabilities
{
    /// <summary>What the certificates that cover the date promise, the newest per measurand.</summary>
    public static IReadOnlyList<ReferenceCapability> Capabilities(this EquipmentItem item, DateOnly date) =>
        [.. item.Certificates
            .Where(certificate => certificate.CoversOn(date))
            .GroupBy(certificate => certificate.Measurand)
            .Select(group => group.MaxBy(certificate => certificate.IssuedOn)!)
            .Select(certificate => new ReferenceCapability(
                Roles.Reference, certificate.Measurand, $"{item.NameZh} {item.SerialNumber}",
                certificate.ExpandedUncertainty, certificate.CoverageFactor, certificate.Unit))];
}
