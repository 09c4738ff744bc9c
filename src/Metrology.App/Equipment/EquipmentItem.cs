using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Equipment;

/// <summary>An instrument of the institution (计量器具/设备).</summary>
[ParametersOf(ParameterSubject.Equipment, "设备", "Equipment")]
public sealed class EquipmentItem : IVersioned
{
    public int Id { get; set; }

    /// <summary>Asset number, unique.</summary>
    [Parameter("设备编号", "Asset number")]
    public required string Code { get; set; }

    [Parameter("中文名称", "Name in Chinese")]
    public required string NameZh { get; set; }
    [Parameter("英文名称", "Name in English")]
    public required string NameEn { get; set; }
    [Parameter("制造厂", "Manufacturer")]
    public required string Manufacturer { get; set; }
    [Parameter("型号", "Model")]
    public required string Model { get; set; }
    [Parameter("出厂编号", "Serial number")]
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
            item.HasIndex(row => row.SerialNumber);
            item.HasMany(row => row.Certificates).WithOne().HasForeignKey(row => row.EquipmentId);
            item.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>The certificate by which an instrument is traceable (溯源证书), with what it promises for one measurand.</summary>
[ParametersOf(ParameterSubject.Equipment, "溯源证书", "Traceability certificate", Owner = nameof(EquipmentId))]
public sealed class TraceabilityCertificate : IRegisterPart
{
    public int Id { get; set; }
    public int EquipmentId { get; set; }
    [Parameter("证书编号", "Number")]
    public required string Number { get; set; }
    [Parameter("发证机构", "Issuer")]
    public required string Issuer { get; set; }
    [Parameter("发证日期", "Issued on")]
    public DateOnly IssuedOn { get; set; }

    /// <summary>Last day of validity; null is unknown, and unknown is not valid.</summary>
    [Parameter("有效期至", "Valid until")]
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Uncertainty, class or MPE as the certificate words it.</summary>
    [Parameter("证书所载不确定度", "Uncertainty as the certificate words it")]
    public required string UncertaintyText { get; set; }

    [Parameter("被测量", "Measurand")]
    public required string Measurand { get; set; }

    /// <summary>U in <see cref="Unit"/> at coverage factor <see cref="CoverageFactor"/>.</summary>
    [Parameter("扩展不确定度 U", "Expanded uncertainty U")]
    public decimal ExpandedUncertainty { get; set; }

    [Parameter("包含因子 k", "Coverage factor k")]
    public decimal CoverageFactor { get; set; }
    [Parameter("单位", "Unit")]
    public required string Unit { get; set; }

    /// <summary>The value that it gives, where it is of one, such as the circumference of a roller; null where it gives none or nobody entered it.</summary>
    [Parameter("证书值", "Certified value")]
    public decimal? CertifiedValue { get; set; }

    [Parameter("证书值的单位", "Unit of the certified value")]
    public string? CertifiedUnit { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256 of its <see cref="TraceabilityFile"/>; null when it was typed from paper.</summary>
    [Parameter("文件 SHA-256", "SHA-256 of the file")]
    public string? FileHash { get; set; }

    /// <summary>The file is marked 模拟: its numbers were measured by nobody.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>The file is marked 示例.</summary>
    public bool IsDemonstration { get; set; }

    public bool CoversOn(DateOnly date) => IssuedOn <= date && ValidUntil is { } last && date <= last;

    string IRegisterPart.Owner => EquipmentId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
