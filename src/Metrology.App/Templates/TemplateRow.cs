using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Templates;

/// <summary>A revision of a template of papers. Its content never changes: other content is another revision, and a paper says which one it was made by.</summary>
[ParametersOf(ParameterSubject.Template, "证书模板", "Template of papers")]
public sealed class TemplateRow : IVersioned, IRegisterPart
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal, by which records pin it.</summary>
    public required string Hash { get; set; }

    [Parameter("名称", "Name")]
    public required string Name { get; set; }
    [Parameter("版本", "Revision")]
    public int Revision { get; set; }
    [Parameter("适用范围", "Scope")]
    public TemplateScope Scope { get; set; }
    public required CertificateTemplate Content { get; set; }
    [Parameter("状态", "State")]
    public TemplateState State { get; set; }
    public int DraftedById { get; set; }
    public required string DraftedBy { get; set; }
    public DateTimeOffset DraftedAt { get; set; }
    public string? PublishedBy { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnBecause { get; set; }
    public int Version { get; set; }

    public PinnedTemplate Pinned() => new(Hash, Revision, Content);

    string IRegisterPart.Owner => "";

    internal sealed class Mapping : IEntityTypeConfiguration<TemplateRow>
    {
        public void Configure(EntityTypeBuilder<TemplateRow> template)
        {
            template.HasKey(row => row.Hash);
            template.Property(row => row.Hash).HasMaxLength(64);
            template.Property(row => row.Name).HasMaxLength(TemplateRules.LongestName);
            template.HasIndex(row => new { row.Name, row.Revision }).IsUnique();
            template.Property(row => row.Content).HasConversion(new JsonText<CertificateTemplate>(), new JsonComparer<CertificateTemplate>()).HasMaxLength(-1);
            template.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

public enum TemplateState
{
    /// <summary>Waits for a second person. No paper is made by it.</summary>
    Drafted,

    /// <summary>Frozen. Of those published for a kind of paper the last one is used.</summary>
    Published,

    /// <summary>No record takes it any more; papers made by it keep it.</summary>
    Withdrawn,
}

/// <summary>A picture of templates, kept once however many revisions name it.</summary>
[AppendOnly]
public sealed class TemplatePicture
{
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }

    public required string MediaType { get; set; }
    public required byte[] Content { get; set; }
    public int Width { get; set; }
    public int Height { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TemplatePicture>
    {
        public void Configure(EntityTypeBuilder<TemplatePicture> picture)
        {
            picture.HasKey(row => row.Hash);
            picture.Property(row => row.Hash).HasMaxLength(64);
            picture.Property(row => row.MediaType).HasMaxLength(20);
        }
    }
}

/// <summary>The content of a template as bytes that its hash is of.</summary>
internal static class TemplateText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string HashOf(CertificateTemplate template) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(template, Json)));
}
