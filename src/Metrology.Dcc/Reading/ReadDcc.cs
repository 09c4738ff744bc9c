using Metrology.Core.Words;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Reading;

/// <summary>A digital calibration certificate of anybody, as far as a laboratory needs it.</summary>
public sealed record ReadDcc
{
    public required string SchemaVersion { get; init; }
    public required string UniqueIdentifier { get; init; }
    public required IReadOnlyList<ReadSoftware> Software { get; init; }
    public required ReadText Laboratory { get; init; }
    public ReadText LaboratoryAddress { get; init; } = ReadText.None;
    public string? LaboratoryTelephone { get; init; }
    public required ReadText Customer { get; init; }
    public ReadText CustomerAddress { get; init; } = ReadText.None;
    public required IReadOnlyList<ReadItem> Items { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public required DateOnly BeganOn { get; init; }
    public required DateOnly EndedOn { get; init; }

    /// <summary>"laboratory", "customer", "laboratoryBranch", "customerBranch" or "other".</summary>
    public string? Location { get; init; }

    public DateOnly? IssuedOn { get; init; }
    public ReadSuccession? Replaces { get; init; }
    public required IReadOnlyList<ReadPerson> Persons { get; init; }
    public required IReadOnlyList<ReadStatement> Statements { get; init; }
    public required IReadOnlyList<ReadMethod> Methods { get; init; }
    public required IReadOnlyList<ReadEquipment> Equipment { get; init; }

    /// <summary>Influence conditions.</summary>
    public required IReadOnlyList<ReadValue> Conditions { get; init; }

    /// <summary>Every number of the results, in the order of the file.</summary>
    public required IReadOnlyList<ReadValue> Values { get; init; }

    public required IReadOnlyList<ReadConformity> Conformities { get; init; }

    /// <summary>Elements that hold numbers and were not read, such as complex quantities: nothing is lost silently.</summary>
    public required IReadOnlyList<string> NotRead { get; init; }

    /// <summary>A signature stands in the file; nobody has checked it here.</summary>
    public required bool HasSignature { get; init; }

    /// <summary>Where the paper is checked, when the file is of this system.</summary>
    public (string Address, string Code)? Check { get; init; }

    /// <summary>How the paper is set, when the file is of this system.</summary>
    public ReadPaper? Paper { get; init; }

    /// <summary>Last day of validity, when a statement of this system says one.</summary>
    public DateOnly? ValidUntil => Statement(Writing.Statements.Validity)?.Date;

    /// <summary>The statement with this id, or null.</summary>
    public ReadStatement? Statement(string id) => Statements.FirstOrDefault(one => one.Id == id);
}

/// <param name="Edition">Of the layout and its words.</param>
/// <param name="Languages">First language first.</param>
public sealed record ReadPaper(string Edition, IReadOnlyList<Language> Languages)
{
    /// <summary>It has plots of errors, which follow from its results.</summary>
    public bool HasPlots { get; init; }

    /// <summary>Whether the words of this edition are known here.</summary>
    public bool IsKnown => Edition == Writing.DccWriter.Edition.ToString(System.Globalization.CultureInfo.InvariantCulture) && Languages.Count is 1 or 2;
}

/// <summary>A text in the languages that the file gives.</summary>
/// <param name="Contents">Language code, or null where none is said, and text.</param>
public sealed record ReadText(IReadOnlyList<(string? Language, string Text)> Contents)
{
    public static ReadText None { get; } = new([]);

    public bool IsEmpty => Contents.Count == 0;

    /// <summary>The text in this language, otherwise in English, otherwise the first.</summary>
    public string In(Language language) =>
        Find(language == Language.Zh ? "zh" : "en") ?? Find("en") ?? (Contents.Count > 0 ? Contents[0].Text : "");

    public BilingualText Both => new(In(Language.Zh), In(Language.En));

    private string? Find(string code) => Contents.FirstOrDefault(one => one.Language == code).Text;
}

public sealed record ReadSoftware(ReadText Name, string Release);

public sealed record ReadItem(ReadText Name, string? Manufacturer, string? Model, IReadOnlyList<ReadIdentification> Identifications)
{
    /// <summary>The manufacturer's number.</summary>
    public string? SerialNumber => Identifications.FirstOrDefault(one => one.Issuer == "manufacturer")?.Value;
}

public sealed record ReadIdentification(string Issuer, string Value, ReadText Name);

public sealed record ReadPerson(ReadText Name, string? Role, bool IsMainSigner);

/// <param name="Id">Id of the element; null in most files of others.</param>
public sealed record ReadStatement(string? Id, ReadText Name, ReadText Declaration, string? Reference, DateOnly? Date, string? Conformity);

public sealed record ReadMethod(ReadText Name, IReadOnlyList<string> Norms, IReadOnlyList<string> References)
{
    public string? Id { get; init; }
    public ReadText Description { get; init; } = ReadText.None;
}

public sealed record ReadEquipment(ReadText Name, string? Model, IReadOnlyList<ReadIdentification> Identifications, ReadCertificate? Certificate)
{
    public string? RefType { get; init; }
    public ReadText Description { get; init; } = ReadText.None;
}

/// <param name="Digest">Digest of its file, or null when none is said.</param>
public sealed record ReadCertificate(ReadText Issuer, string Number, string? Digest, bool? WasValid)
{
    public ReadText Description { get; init; } = ReadText.None;
}

/// <param name="Kind">"amended" or "substituted".</param>
public sealed record ReadSuccession(string Number, string Kind);

/// <summary>One number with its unit.</summary>
/// <param name="Label">Label of the number; in files of this system the id of the value.</param>
/// <param name="Name">Name of the quantity that it belongs to.</param>
/// <param name="Within">Names of what it stands in, outermost first.</param>
/// <param name="Digits">As written; "NaN" for a value that is not there.</param>
public sealed record ReadValue(string? Label, ReadText Name, IReadOnlyList<ReadText> Within, string? RefType, string Digits, DsiUnit Unit)
{
    public ReadUncertainty? Uncertainty { get; init; }

    public bool IsMissing => Digits == Writing.Numbers.Missing;

    /// <summary>The number; null when it is missing or out of the range of decimals.</summary>
    public decimal? Value => DsiText.Number(Digits);
}

/// <summary>Uncertainty of a number, in its unit. Digits as written, null where the kind has no such part.</summary>
public sealed record ReadUncertainty(UncertaintyKind Kind, string Digits, string? CoverageFactor, string? CoverageProbability)
{
    /// <summary>Bounds of a coverage interval.</summary>
    public (string Lower, string Upper)? Interval { get; init; }
}

public enum UncertaintyKind
{
    /// <summary>U.</summary>
    Expanded,

    /// <summary>u.</summary>
    Standard,

    /// <summary>u with a coverage interval.</summary>
    Interval,
}

/// <param name="Reference">What is judged; in files of this system the id of a value or of an item.</param>
/// <param name="Status">"pass", "fail", "conditionalPass", "conditionalFail", "noPass" or "noFail".</param>
public sealed record ReadConformity(string? Reference, ReadText Name, string Status, ReadText Declaration);
