using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Everything on a certificate that does not follow from the observations.</summary>
public sealed record CertificateParticulars
{
    public required string Number { get; init; }
    public required Language Language { get; init; }
    public required InstitutionParticulars Institution { get; init; }
    public required CustomerParticulars Customer { get; init; }
    public required ItemParticulars Item { get; init; }

    /// <summary>The measurement standard used, with both of its certificates.</summary>
    public required IReadOnlyList<StandardParticulars> Standards { get; init; }

    public required IReadOnlyList<EquipmentParticulars> Equipment { get; init; }
    public required BilingualText Place { get; init; }
    public required DateOnly WorkDate { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required IReadOnlyList<Signature> Signatures { get; init; }
    public required string CheckAddress { get; init; }
    public required string CheckCode { get; init; }

    /// <summary>Demonstration data: the page says 示例.</summary>
    public required bool IsDemonstration { get; init; }

    /// <summary>Readings came from simulators or a replay: the page says 模拟 and the number is of another range.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>Identity of the software that evaluated.</summary>
    public required string Software { get; init; }

    /// <summary>The certificate in whose place this one comes, or null.</summary>
    public Replacement? Replaces { get; init; }

    /// <summary>Where the ledger stood before this certificate; null on a preview.</summary>
    public LedgerState? Ledger { get; init; }

    /// <summary>What was agreed for a calibration; null for a verification.</summary>
    public CalibrationTerms? Calibration { get; init; }

    /// <summary>How the institution wants the paper; null is as the product sets it.</summary>
    public PinnedTemplate? Template { get; init; }
}

/// <summary>A certificate that is no longer to be used (ISO/IEC 17025:2017 7.8.8.3).</summary>
public sealed record Replacement(string Number, string Reason);

public sealed record CustomerParticulars(string Name, string Address);

public sealed record ItemParticulars(BilingualText Name, string Model, string SerialNumber, string Manufacturer, string Location);

public sealed record StandardParticulars(
    BilingualText Name, string Range, string Uncertainty, string AssessmentCertificateNumber, string PublicCertificateNumber, DateOnly? ValidUntil);

public sealed record EquipmentParticulars(
    BilingualText Name, string Model, string SerialNumber, string Uncertainty, string CertificateNumber, string Issuer, DateOnly? ValidUntil)
{
    /// <summary>Lower-case hexadecimal SHA-256 of the certificate's file; null when the file is not held.</summary>
    public string? CertificateHash { get; init; }
}
