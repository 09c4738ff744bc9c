using Metrology.Core.Runs;

namespace Metrology.App.Equipment;

public static class EquipmentCapabilities
{
    /// <summary>What the certificates that count on the date promise.</summary>
    public static IReadOnlyList<ReferenceCapability> Capabilities(this EquipmentItem item, DateOnly date) =>
        [.. item.CertificatesOn(date)
            .Select(certificate => new ReferenceCapability(
                Roles.Reference, certificate.Measurand, $"{item.NameZh} {item.SerialNumber}",
                certificate.ExpandedUncertainty, certificate.CoverageFactor, certificate.Unit)
            {
                CertifiedValue = certificate.CertifiedValue,
                CertifiedUnit = certificate.CertifiedUnit,
            })];
}
