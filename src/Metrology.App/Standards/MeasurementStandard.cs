using Metrology.Core.Traceability;
using Metrology.App.Equipment;
using Metrology.App.Storage;
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

    public DateOnly? SuspendedFrom { get; set; }
    public DateOnly? SuspendedUntil { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public bool IsDemonstration { get; set; }
    public List<StandardCertificate> Certificates { get; } = [];
    public List<StandardEquipment> Equipment { get; } = [];
    public List<StandardUpgrade> Upgrades { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<MeasurementStandard>, IEntityTypeConfiguration<StandardEquipment>
    {
        public void Configure(EntityTypeBuilder<MeasurementStandard> standard)
        {
            standard.Property(row => row.ClassificationCode).HasMaxLength(8);
            standard.HasMany(row => row.Certificates).WithOne().HasForeignKey(row => row.StandardId);
            standard.HasMany(row => row.Upgrades).WithOne().HasForeignKey(row => row.StandardId);
            standard.HasMany(row => row.Equipment).WithOne().HasForeignKey(row => row.StandardId);
            standard.Ignore(row => row.Name);
            standard.Property(row => row.Version).IsConcurrencyToken();
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
public sealed class StandardCertificate
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
}

/// <summary>An upgrade (提升改造) of a standard: an event of its own with its evidence. A re-examination is none.</summary>
public sealed class StandardUpgrade
{
    public int Id { get; set; }
    public int StandardId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>What proves it, such as the project that ended with it.</summary>
    public required string Evidence { get; set; }
}

public sealed class StandardEquipment
{
    public int StandardId { get; set; }
    public int EquipmentId { get; set; }
    public EquipmentRole Role { get; set; }
    public EquipmentItem? Item { get; set; }
}

public enum EquipmentRole
{
    /// <summary>计量标准器</summary>
    Main,

    /// <summary>配套设备</summary>
    Auxiliary,
}
