using System.Text.Json.Serialization;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>What a machine needs of a certificate beside its pages. Numbers stand here with the digits of the paper, under the value ids of its cells.</summary>
public sealed record CertificateData
{
    /// <summary>Identity of the software that evaluated.</summary>
    public required string Software { get; init; }

    public required ProcedureIdentity Procedure { get; init; }
    public required CustomerParticulars Customer { get; init; }
    public required ItemParticulars Item { get; init; }
    public required IReadOnlyList<StandardParticulars> Standards { get; init; }
    public required IReadOnlyList<EquipmentParticulars> Equipment { get; init; }
    public required BilingualText Place { get; init; }
    public required DateOnly WorkDate { get; init; }

    /// <summary>Day of receipt of the item; null where the paper does not say it, like the two below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Who took the sample, how and when.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BilingualText? Sampling { get; init; }

    /// <summary>Which results external providers gave.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BilingualText? ExternalResults { get; init; }

    public Replacement? Replaces { get; init; }

    /// <summary>First, subsequent or in-service, in words; null where the paper does not say it.</summary>
    public BilingualText? VerificationKind { get; init; }

    /// <summary>Ambient conditions as the page of the standards shows them.</summary>
    public required IReadOnlyList<ConditionData> Conditions { get; init; }

    public required IReadOnlyList<ItemData> Items { get; init; }

    /// <summary>Items of the procedure that this instrument and kind of verification do not need.</summary>
    public IReadOnlyList<BilingualText> NotVerified { get; init; } = [];

    /// <summary>Ambient conditions whose bounds nobody has confirmed: recorded, not judged.</summary>
    public IReadOnlyList<BilingualText> Unjudged { get; init; } = [];

    /// <summary>What the procedure wants to be said below the results.</summary>
    public IReadOnlyList<BilingualText> Remarks { get; init; } = [];

    /// <summary>Limits and rules that nobody has confirmed against the text of the regulation.</summary>
    public required IReadOnlyList<UnconfirmedFact> Unconfirmed { get; init; }
}

/// <summary>The procedure that a result came from, to the byte.</summary>
/// <param name="Citation">"JJG 1148-2022".</param>
/// <param name="ContentHash">Lower-case hexadecimal SHA-256 of its canonical form.</param>
public sealed record ProcedureIdentity(string Citation, BilingualText Title, int Revision, string ContentHash)
{
    /// <summary>What the file states that work by it gives; null where the citation says it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProcedurePurpose? StatedPurpose { get; init; }
}

/// <param name="Measurand">Stable id of the quantity, or null.</param>
public sealed record ConditionData(BilingualText Title, string? Measurand, PrintedNumber Number);

/// <summary>The results of one item.</summary>
public sealed record ItemData(string Item, BilingualText Title, Verdict Verdict)
{
    /// <summary>How the item was decided; null for one that only was inspected.</summary>
    public BilingualText? DecisionRule { get; init; }

    /// <summary>Answers of an inspection.</summary>
    public IReadOnlyList<CheckData> Checks { get; init; } = [];

    /// <summary>Names of the rows of <see cref="Results"/>.</summary>
    public IReadOnlyList<BilingualText> Points { get; init; } = [];

    public IReadOnlyList<PrintedColumn> Results { get; init; } = [];

    /// <summary>Verdict of each point.</summary>
    public IReadOnlyList<PrintedVerdict> Verdicts { get; init; } = [];

    /// <summary>Single measurements; empty when the paper does not show them.</summary>
    public IReadOnlyList<PrintedColumn> Readings { get; init; } = [];
}

public sealed record CheckData(string Id, BilingualText Title, bool? Conforms);

public sealed record PrintedVerdict(string Id, Verdict Verdict);

/// <summary>A column of printed numbers, in the order of the rows.</summary>
public sealed record PrintedColumn(ColumnRole Role, BilingualText Title, IReadOnlyList<PrintedNumber> Numbers)
{
    /// <summary>Expanded uncertainty of each number, where the paper shows it.</summary>
    public IReadOnlyList<PrintedUncertainty>? Uncertainty { get; init; }
}

/// <param name="Id">The value id of the cell, or the id of the field, that shows the number.</param>
/// <param name="Digits">The digits as printed, with their sign; null where the paper has a dash.</param>
/// <param name="Unit">Symbol of the unit.</param>
public sealed record PrintedNumber(string Id, string? Digits, string Unit);

/// <param name="Digits">U as printed, in the unit of its number; null where the paper has a dash.</param>
/// <param name="CoverageProbability">p, with two decimals.</param>
public sealed record PrintedUncertainty(string Id, string? Digits, string CoverageFactor, string CoverageProbability);

/// <summary>What a column holds.</summary>
public enum ColumnRole
{
    /// <summary>Load that was set.</summary>
    Setting,

    /// <summary>Reading of the unit under test or of the verifier.</summary>
    Indication,

    /// <summary>Reading of a reference.</summary>
    Reference,

    /// <summary>Intermediate result.</summary>
    Derived,

    /// <summary>Error of one repeat.</summary>
    Error,

    /// <summary>Mean error, unrounded.</summary>
    MeanError,

    /// <summary>The error that is judged, rounded once.</summary>
    RoundedError,
    LowerLimit,
    UpperLimit,
}
