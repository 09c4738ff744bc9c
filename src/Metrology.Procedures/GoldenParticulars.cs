using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Procedures;

/// <summary>Particulars of a certificate that nobody issues: golden runs are compared in the cells, not in names.</summary>
internal static class GoldenParticulars
{
    public static CertificateParticulars Example { get; } = new()
    {
        Number = "EXAMPLE",
        Language = Language.Zh,
        Institution = new(new("示例计量所", "Example institute"), new("示例路 1 号", "1 Example Road"), "", new("示例", "Example")),
        Customer = new("示例单位", ""),
        Item = new(new("示例", "Example"), "", "", "", ""),
        Standards = [],
        Equipment = [],
        Place = new("示例", "Example"),
        WorkDate = new(2026, 8, 21),
        IssuedOn = new(2026, 8, 21),
        Signatures = [],
        CheckAddress = "",
        CheckCode = "",
        IsDemonstration = true,
        IsSimulated = true,
        Software = "",
    };
}
