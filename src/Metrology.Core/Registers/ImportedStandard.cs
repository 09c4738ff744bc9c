using Metrology.Core.Traceability;

namespace Metrology.Core.Registers;

/// <summary>A row of somebody's register as it can be entered. Nothing is invented for empty cells.</summary>
public sealed record ImportedStandard
{
    /// <summary>Number of the row in its file, from 1 for the first below the heading.</summary>
    public required int Row { get; init; }

    /// <summary>Number of its row in the file, as a spreadsheet shows it.</summary>
    public int Line { get; init; }

    /// <summary>The cells as they were written.</summary>
    public required IReadOnlyDictionary<StandardColumn, string> Raw { get; init; }

    public required string NameZh { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Eight digits, or null.</summary>
    public string? Code { get; init; }

    public required string Place { get; init; }

    /// <summary>"A" to "D", or null.</summary>
    public string? OwnerClass { get; init; }

    public required string RangeText { get; init; }
    public IReadOnlyList<WrittenRange> Ranges { get; init; } = [];

    /// <summary>What the range cell says beside its ranges, without brackets and blanks; empty where it is nothing but ranges.</summary>
    public string BesideRange { get; init; } = "";

    /// <summary>What the range is of, as a column of its own says; empty when the row says nothing.</summary>
    public string Quantity { get; init; } = "";

    /// <summary>Range and accuracy as numbers, where what was written leaves nothing to guess.</summary>
    public IReadOnlyList<StandardParameter> Parameters { get; init; } = [];

    /// <summary>What is still to be said of them, or why there are none; never in the way of entering the row, and no remark on its cells.</summary>
    public ImportRemark? OfParameters { get; init; }

    /// <summary>A unit of the range that is none.</summary>
    public string? UnknownUnit { get; init; }

    /// <summary>What it may have meant; nobody corrects it without being asked.</summary>
    public string? UnitSuggestion { get; init; }

    public required string Accuracy { get; init; }

    /// <summary>The accuracy column, where the range cell says something else.</summary>
    public string? AccuracyInColumn { get; init; }

    public IReadOnlyList<ImportedCertificate> Certificates { get; init; } = [];
    public DateOnly? SuspendedFrom { get; init; }
    public DateOnly? SuspendedUntil { get; init; }
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>负责人; empty when the row names nobody.</summary>
    public string Responsible { get; init; } = "";

    /// <summary>建标单位; empty when the row says none.</summary>
    public string Institution { get; init; } = "";

    /// <summary>Whether it is a highest standard; null when the row does not say.</summary>
    public bool? IsHighest { get; init; }

    /// <summary>In 万元.</summary>
    public decimal? OriginalValue { get; init; }

    public IReadOnlyList<ImportRemark> Remarks { get; init; } = [];

    public ImportDecision Decision => Remarks.Any(remark => remark.Refuses) ? ImportDecision.Refuse : Remarks.Count > 0 ? ImportDecision.ImportWithWarning : ImportDecision.Import;
}

/// <param name="Kind">What the number says; that of the column when it says nothing.</param>
/// <param name="Number">As printed.</param>
/// <param name="Year">In the number, when it has the known form: that of the first examination, not of the issue.</param>
public sealed record ImportedCertificate(StandardCertificateKind Kind, string Number, int? Year, string? Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil)
{
    /// <summary>有效区域; null when the row says none.</summary>
    public string? Region { get; init; }

    /// <summary>授权证书号; null when the row says none.</summary>
    public string? AuthorisationNumber { get; init; }

    /// <summary>In force on a day as far as the row tells; without a last day nobody counts it.</summary>
    public bool IsInForce(DateOnly on) => ValidUntil is { } last && on <= last && !(on < IssuedOn);
}

public enum ImportDecision
{
    Import,
    ImportWithWarning,
    Refuse,
}
