using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Metrology.App.Equipment;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Standards;

/// <summary>A measurement standard (计量标准): main standard and auxiliary equipment under two certificates.</summary>
public sealed class MeasurementStandard : IVersioned
{
    public int Id { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Eight digits of JJF 1022 as text, because the leading zero counts; null while unknown.</summary>
    public string? ClassificationCode { get; set; }

    /// <summary>In both languages; a name that has no English, as one that was imported may, stands as it is.</summary>
    public BilingualText Name => new(NameZh, NameEn.Length == 0 ? NameZh : NameEn);

    public required string Place { get; set; }
    public required string RangeText { get; set; }
    public required string UncertaintyText { get; set; }

    /// <summary>A–D of the state statistics: who keeps the standard and in what right.</summary>
    public OwnerClass OwnerClass { get; set; }

    /// <summary>The box of the application form; null while nobody has said it.</summary>
    public StandardCategory? Category { get; set; }

    /// <summary>最高 or 次级; null while nobody has said it.</summary>
    public StandardRank? Rank { get; set; }

    /// <summary>建标单位</summary>
    public string? Institution { get; set; }

    /// <summary>计量标准原值 in 万元.</summary>
    public decimal? OriginalValue { get; set; }

    /// <summary>Months between intermediate checks as the laboratory's own rules say; null when they say none.</summary>
    public int? IntermediateCheckMonths { get; set; }

    /// <summary>Range and accuracy as numbers, beside the texts that the certificates print.</summary>
    public List<StandardParameter> Parameters { get; set; } = [];

    /// <summary>开展的检定或校准项目</summary>
    public List<StandardScope> Scopes { get; set; } = [];

    public List<StandardPerson> People { get; set; } = [];

    public bool IsDemonstration { get; set; }
    public List<StandardCertificate> Certificates { get; } = [];
    public List<StandardEquipment> Equipment { get; } = [];

    /// <summary>Its life: acts with who, when, why and the document. What stands on a day follows from them.</summary>
    public List<StandardEvent> Events { get; } = [];

    public IReadOnlyList<StandardEvent> Upgrades => [.. Events.Where(row => row.Act == StandardAct.Upgraded)];

    /// <summary>The last suspension as it was applied for, or null. It lasts beyond its days until it is resumed.</summary>
    public CertificatePeriod? Suspension => StandardLife.Stated(this.Acts()) is [.., var last] ? last : null;

    public DateOnly? WithdrawnOn => StandardLife.WithdrawnOn(this.Acts());
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<MeasurementStandard>, IEntityTypeConfiguration<StandardCertificate>, IEntityTypeConfiguration<StandardEquipment>
    {
        public void Configure(EntityTypeBuilder<MeasurementStandard> standard)
        {
            standard.Property(row => row.ClassificationCode).HasMaxLength(8);
            standard.HasIndex(row => new { row.NameZh, row.Id });
            standard.HasIndex(row => new { row.ClassificationCode, row.Id });
            standard.HasIndex(row => row.IntermediateCheckMonths);
            standard.HasMany(row => row.Certificates).WithOne().HasForeignKey(row => row.StandardId);
            standard.HasMany(row => row.Events).WithOne().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
            // Whoever asks for the standing of a standard needs them; nobody can forget them.
            standard.Navigation(row => row.Events).AutoInclude();
            standard.Property(row => row.Parameters).HasConversion(new JsonText<List<StandardParameter>>(), new JsonComparer<List<StandardParameter>>()).HasMaxLength(-1);
            standard.Property(row => row.Scopes).HasConversion(new JsonText<List<StandardScope>>(), new JsonComparer<List<StandardScope>>()).HasMaxLength(-1);
            standard.Property(row => row.People).HasConversion(new JsonText<List<StandardPerson>>(), new JsonComparer<List<StandardPerson>>()).HasMaxLength(-1);
            standard.Ignore(row => row.Upgrades).Ignore(row => row.Suspension).Ignore(row => row.WithdrawnOn);
            standard.HasMany(row => row.Equipment).WithOne().HasForeignKey(row => row.StandardId);
            standard.Ignore(row => row.Name);
            standard.Property(row => row.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<StandardCertificate> certificate)
        {
            certificate.Property(row => row.Correction).HasConversion(new JsonText<CertificateCorrection?>(), new JsonComparer<CertificateCorrection?>()).HasMaxLength(-1);
            certificate.HasIndex(row => row.Number);
        }

        public void Configure(EntityTypeBuilder<StandardEquipment> link)
        {
            link.HasKey(row => new { row.StandardId, row.EquipmentId });
            link.HasOne(row => row.Item).WithMany().HasForeignKey(row => row.EquipmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public enum OwnerClass
{
    /// <summary>依法设置计量检定机构的社会公用计量标准</summary>
    A,

    /// <summary>依法授权的社会公用计量标准</summary>
    B,

    /// <summary>授权其它单位专项检定工作计量标准</summary>
    C,

    /// <summary>部门、企事业单位最高计量标准</summary>
    D,
}

/// <summary>One of the certificates a public standard stands on, with its own number, issuer and dates. History is kept: a renewal is a new row.</summary>
public sealed class StandardCertificate : IRegisterPart
{
    public int Id { get; set; }
    public int StandardId { get; set; }
    public StandardCertificateKind Kind { get; set; }

    /// <summary>As printed on the certificate.</summary>
    public required string Number { get; set; }

    public required string Issuer { get; set; }

    /// <summary>Null is unknown.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>Last day of validity; null is unknown, never "without end".</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>有效区域; null where the certificate names none.</summary>
    public string? Region { get; set; }

    /// <summary>授权证书号 of a standard that is public by authorisation; null where there is none.</summary>
    public string? AuthorisationNumber { get; set; }

    /// <summary>Somebody found that it was entered wrongly: it stays to be seen and counts no more. Null while it counts.</summary>
    public CertificateCorrection? Correction { get; set; }

    string IRegisterPart.Owner => StandardId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>That a certificate was entered wrongly: why, by which paper, who said so and when.</summary>
/// <param name="ReplacedBy">The entry that says it right; null where the certificate is void.</param>
public sealed record CertificateCorrection(string Reason, string Document, string By, DateTimeOffset At, int? ReplacedBy);

public sealed class StandardEquipment : IRegisterPart
{
    public int StandardId { get; set; }
    public int EquipmentId { get; set; }
    public EquipmentRole Role { get; set; }
    public EquipmentItem? Item { get; set; }

    string IRegisterPart.Owner => StandardId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public enum EquipmentRole
{
    /// <summary>计量标准器</summary>
    Main,

    /// <summary>配套设备</summary>
    Auxiliary,
}
