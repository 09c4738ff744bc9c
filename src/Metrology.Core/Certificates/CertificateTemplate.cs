using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>How an institution wants its papers (证书模板), as data. Without one a paper is set as the product sets it. It chooses what is shown and how; it states no fact of a result.</summary>
public sealed record CertificateTemplate
{
    /// <summary>Name for people; revisions of one template bear the same.</summary>
    public required string Name { get; init; }

    public TemplateScope Scope { get; init; } = TemplateScope.All;
    public PaperLanguages Languages { get; init; } = PaperLanguages.Zh;

    /// <summary>Name of the institution in the head of the paper; null is the one that is registered.</summary>
    public BilingualText? InstitutionName { get; init; }

    /// <summary>Sentences at the foot of the cover.</summary>
    public IReadOnlyList<BilingualText> Statements { get; init; } = [];

    public TemplateColumns Columns { get; init; } = new();

    /// <summary>The number of the certificate also as bar code (Code 128) at the foot of the cover, for scanners that read no QR code.</summary>
    public bool Barcode { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of a PNG or JPEG file above the name of the institution, or null.</summary>
    public string? LogoHash { get; init; }

    /// <summary>The same of a picture of the seal. A picture is no electronic seal.</summary>
    public string? SealHash { get; init; }
}

/// <summary>Which papers a template is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TemplateScope>))]
public enum TemplateScope
{
    All,

    /// <summary>Verification certificates and notices.</summary>
    Verification,
    Calibration,

    /// <summary>Test reports.</summary>
    Test,
}

[JsonConverter(typeof(JsonStringEnumConverter<PaperLanguages>))]
public enum PaperLanguages
{
    Zh,
    En,

    /// <summary>Chinese, and what differs in English below it.</summary>
    Bilingual,
}

/// <summary>Columns of results that a paper may leave out; what it leaves out is in no part of it. A calibration always states U (ISO/IEC 17025:2017 7.8.4.1 a).</summary>
/// <param name="Readings">The table of single measurements, where the method shows it.</param>
/// <param name="Mean">The mean error before rounding.</param>
/// <param name="Uncertainty">U of a verification, where the method shows it.</param>
/// <param name="Chart">A plot of errors against limits below a table of two points or more. A customer looks for numbers; an original record has it always.</param>
public sealed record TemplateColumns(bool Readings = true, bool Mean = true, bool Uncertainty = true, bool Chart = false);

/// <summary>The revision of a template that a paper was made by.</summary>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of its content.</param>
public sealed record PinnedTemplate(string Hash, int Revision, CertificateTemplate Content);

/// <summary>What a document keeps of its template: what a renderer needs, and which revision it was. Pictures are kept once, under their hash.</summary>
public sealed record PaperDesign(
    string TemplateName, int Revision, string TemplateHash, PaperLanguages Languages, IReadOnlyList<BilingualText> Statements, string? LogoHash, string? SealHash)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Barcode { get; init; }

    public static PaperDesign? Of(PinnedTemplate? template) => template is null
        ? null
        : new(
            template.Content.Name, template.Revision, template.Hash, template.Content.Languages, template.Content.Statements, template.Content.LogoHash, template.Content.SealHash)
        {
            Barcode = template.Content.Barcode,
        };

    /// <summary>Hashes of the pictures on the paper.</summary>
    public IEnumerable<string> Pictures() => new[] { LogoHash, SealHash }.OfType<string>().Distinct();
}
