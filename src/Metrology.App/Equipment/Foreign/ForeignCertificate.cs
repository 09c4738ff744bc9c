using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Equipment.Foreign;

/// <summary>What the digital certificate of somebody else says, for the person who has to say which uncertainty is of what. Nothing of it is in the register yet.</summary>
public sealed record ForeignCertificate
{
    /// <summary>SHA-256 of the file as it came, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public required string MediaType { get; init; }
    public required string SchemaVersion { get; init; }
    public required string Number { get; init; }
    public required BilingualText Issuer { get; init; }
    public required BilingualText Customer { get; init; }
    public required BilingualText Item { get; init; }
    public string? Manufacturer { get; init; }
    public string? Model { get; init; }

    /// <summary>Every number by which the certificate identifies the instrument.</summary>
    public required IReadOnlyList<string> Identifications { get; init; }

    /// <summary>The day of issue, or where none is said the last day of the work.</summary>
    public required DateOnly IssuedOn { get; init; }

    public required DateOnly PerformedOn { get; init; }

    /// <summary>Last day of validity, where the certificate says one that is understood.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Number of the certificate that this one replaces.</summary>
    public string? Replaces { get; init; }

    /// <summary>Empty: nobody signed it.</summary>
    public required IReadOnlyList<ReceivedSignature> Signatures { get; init; }

    /// <summary>模拟, 示例: what this system marks across the pages.</summary>
    public required IReadOnlyList<BilingualText> Marks { get; init; }

    public bool IsExample => Marks.Contains(PaperMarks.Example);

    /// <summary>Marked 模拟, or with a mark that this system does not know.</summary>
    public bool IsSimulated => Marks.Any(mark => mark != PaperMarks.Example);

    public required IReadOnlyList<ForeignStatement> Statements { get; init; }
    public required IReadOnlyList<ForeignQuantity> Quantities { get; init; }

    /// <summary>Elements with numbers that are not read.</summary>
    public required IReadOnlyList<string> NotRead { get; init; }

    /// <summary>Whether it names this instrument by its serial or asset number.</summary>
    public bool IsOf(EquipmentItem item) => Identifications.Any(one => Same(one, item.SerialNumber) || Same(one, item.Code));

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}

public sealed record ForeignStatement(BilingualText Name, BilingualText Text);

/// <summary>Values of one quantity in one unit, as they follow each other in the file.</summary>
/// <param name="Within">What it stands in, outermost first.</param>
/// <param name="Symbol">Symbol of the unit, or its D-SI notation when this system has no such unit.</param>
/// <param name="IsUnitKnown">Only then can it be registered.</param>
public sealed record ForeignQuantity(
    BilingualText Name, IReadOnlyList<BilingualText> Within, string? RefType, string Symbol, bool IsUnitKnown, IReadOnlyList<ForeignValue> Values)
{
    /// <summary>The value with the largest standard uncertainty: what the instrument is good for wherever it is used. Null when no value has an uncertainty.</summary>
    public ForeignValue? Worst => Values.Where(value => value.StandardUncertainty > 0).MaxBy(value => value.StandardUncertainty);
}

/// <param name="Digits">As the file has them.</param>
/// <param name="U">Expanded uncertainty, or the standard one with k = 1 where the file states that; null when there is none.</param>
public sealed record ForeignValue(string Digits, decimal? U, decimal? K)
{
    public decimal? StandardUncertainty => U is { } u && K is > 0 and { } k ? u / k : null;
}
