using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>
/// A certificate or notice as content: screen, PDF and XML are three renderings of this one object. Everything a page shows is here; a renderer adds
/// only typography.
/// </summary>
public sealed record CertificateDocument
{
    public required CertificateKind Kind { get; init; }
    public required string Number { get; init; }

    /// <summary>Language of the paper; labels carry both.</summary>
    public required Language Language { get; init; }

    public required InstitutionParticulars Institution { get; init; }
    public required BilingualText Title { get; init; }

    /// <summary>The cover's labelled lines in their order.</summary>
    public required IReadOnlyList<Field> Cover { get; init; }

    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>Pages after the cover.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>Said across every page: 示例 or 模拟, in the order of weight; empty on a real certificate.</summary>
    public required IReadOnlyList<BilingualText> Watermarks { get; init; }

    /// <summary>Address of the public check page, printed as QR code; empty when strangers reach none.</summary>
    public required string CheckAddress { get; init; }

    /// <summary>Printed beside the QR code for people who type; empty on a preview.</summary>
    public required string CheckCode { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>有效期至, the last day; null on a notice.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Where the ledger stood before; null on a preview.</summary>
    public LedgerState? Ledger { get; init; }

    /// <summary>The template that it was made by; null for a paper as the product sets it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaperDesign? Design { get; init; }

    /// <summary>What a machine needs beside the pages; null on a document that was stored before there was any.</summary>
    public CertificateData? Data { get; init; }
}

public enum CertificateKind
{
    /// <summary>检定证书</summary>
    VerificationCertificate,

    /// <summary>检定结果通知书; has no validity date.</summary>
    RejectionNotice,

    /// <summary>校准证书</summary>
    CalibrationCertificate,

    /// <summary>检测报告 (ISO/IEC 17025:2017 7.8.3)</summary>
    TestReport,
}

public sealed record InstitutionParticulars(BilingualText Name, BilingualText Address, string Telephone, BilingualText AuthorisationStatement);

public sealed record Field(string Id, BilingualText Label, BilingualText Value);

/// <summary>Who did what and when; the meaning of a signature is its role.</summary>
public sealed record Signature(SignatureRole Role, string Name, DateTimeOffset SignedAt);

public enum SignatureRole
{
    /// <summary>检定员</summary>
    Verifier,

    /// <summary>核验员</summary>
    Checker,

    /// <summary>批准人</summary>
    Approver,
}

/// <summary>A titled part of the inner pages.</summary>
public sealed record Section(string Id, BilingualText Title, IReadOnlyList<Block> Blocks, bool StartsNewPage = false);

// The names stand in stored documents and never change.
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(FieldList), "fields")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(ErrorPlot), "error-plot")]
[JsonDerivedType(typeof(TraceDiagram), "trace-diagram")]
public abstract record Block;

/// <param name="ValueId">Names the fact that the text states, for parity checks; null for words that state none.</param>
public sealed record Paragraph(BilingualText Text, Emphasis Emphasis = Emphasis.None, string? ValueId = null) : Block;

public sealed record FieldList(IReadOnlyList<Field> Fields) : Block
{
    /// <summary>Its lines stand on one page.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool StaysTogether { get; init; }
}

/// <param name="Rows">Cells by column; every row has as many cells as there are columns.</param>
public sealed record Table(BilingualText? Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

public sealed record Column(BilingualText Title, double Weight = 1, Alignment Alignment = Alignment.Start);

/// <param name="ValueId">Names the value of the record that the cell shows, for parity checks; null for words.</param>
public sealed record Cell(BilingualText Text, string? ValueId = null);

public enum Alignment
{
    Start,
    Center,
    End,
}

public enum Emphasis
{
    None,
    Strong,

    /// <summary>Something the reader must not miss, such as an unconfirmed limit.</summary>
    Warning,
}
