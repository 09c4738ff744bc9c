using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Equipment;

/// <summary>An instrument of the institution (计量器具/设备).</summary>
public sealed class EquipmentItem : IVersioned
{
    public int Id { get; set; }

    /// <summary>Asset number, unique.</summary>
    public required string Code { get; set; }

    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required string Manufacturer { get; set; }
    public required string Model { get; set; }
    public required string SerialNumber { get; set; }
    public bool IsDemonstration { get; set; }

    /// <summary>A program plays it; there is no such instrument (模拟). It serves on simulated benches only, and is said once, when it is entered.</summary>
    public bool IsSimulated { get; set; }

    public List<TraceabilityCertificate> Certificates { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<EquipmentItem>
    {
        public void Configure(EntityTypeBuilder<EquipmentItem> item)
        {
            item.Property(row => row.Code).HasMaxLength(64);
            item.HasIndex(row => row.Code).IsUnique();
            item.HasMany(row => row.Certificates).WithOne().HasForeignKey(row => row.EquipmentId);
            item.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>The certificate by which an instrument is traceable (溯源证书), with what it promises for one measurand.</summary>
public sealed class TraceabilityCertificate
{
    public int Id { get; set; }
    public int EquipmentId { get; set; }
    public required string Number { get; set; }
    public required string Issuer { get; set; }
    public DateOnly IssuedOn { get; set; }

    /// <summary>Last day of validity; null is unknown, and unknown is not valid.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Uncertainty, class or MPE as the certificate words it.</summary>
    public required string UncertaintyText { get; set; }

    public required string Measurand { get; set; }

    /// <summary>U in <see cref="Unit"/> at coverage factor <see cref="CoverageFactor"/>.</summary>
    public decimal ExpandedUncertainty { get; set; }

    public decimal CoverageFactor { get; set; }
    public required string Unit { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256 of its <see cref="TraceabilityFile"/>; null when it was typed from paper.</summary>
    public string? FileHash { get; set; }

    /// <summary>The file is marked 模拟: its numbers were measured by nobody.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>The file is marked 示例.</summary>
    public bool IsDemonstration { get; set; }

    public bool CoversOn(DateOnly date) => IssuedOn <= date && ValidUntil is { } last && date <= last;
}
