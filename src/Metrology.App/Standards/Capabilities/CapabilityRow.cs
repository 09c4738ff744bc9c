using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Quantities;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Standards.Capabilities;

/// <summary>A calibration and measurement capability (CMC, 校准和测量能力) as it was granted. Never changed: another one is another row, and this one ends with a reason.</summary>
[ParametersOf(ParameterSubject.Capability, "校准和测量能力", "Capability")]
public sealed class CapabilityRow : IVersioned, IRegisterPart
{
    public int Id { get; set; }

    /// <summary>The standard that it is granted for; null is the institution as a whole.</summary>
    [Parameter("计量标准（序号）", "Standard, its number")]
    public int? StandardId { get; set; }

    public MeasurementStandard? Standard { get; set; }
    [Parameter("被测量", "Measurand")]
    public required string Measurand { get; set; }

    /// <summary>Name of the load that the range is of, such as "current"; null is the measurand itself.</summary>
    [Parameter("范围所指", "Range of")]
    public string? RangeOf { get; set; }

    [Parameter("范围下限", "Range from")]
    public decimal? RangeFrom { get; set; }
    [Parameter("范围上限", "Range to")]
    public decimal? RangeTo { get; set; }

    /// <summary>Null: it holds for every value.</summary>
    [Parameter("范围单位", "Unit of the range")]
    public string? RangeUnit { get; set; }

    /// <summary>Smallest expanded uncertainty in <see cref="Unit"/>: a unit of the measurand, or % of the value.</summary>
    [Parameter("U", "U")]
    public decimal Uncertainty { get; set; }

    [Parameter("U 的单位", "Unit of U")]
    public required string Unit { get; set; }
    [Parameter("包含因子 k", "Coverage factor k")]
    public decimal CoverageFactor { get; set; }

    /// <summary>The accreditation or assessment that grants it, by its number.</summary>
    [Parameter("依据", "Source")]
    public required string Source { get; set; }

    [Parameter("生效日期", "Valid from")]
    public DateOnly ValidFrom { get; set; }
    [Parameter("有效期至", "Valid until")]
    public DateOnly? ValidUntil { get; set; }
    public bool IsDemonstration { get; set; }
    public required string EnteredBy { get; set; }
    public DateTimeOffset EnteredAt { get; set; }

    /// <summary>Last day on which it counts, when it was ended before its time; a day before <see cref="ValidFrom"/> when it was entered wrongly.</summary>
    [Parameter("终止日期", "Ended on")]
    public DateOnly? EndedOn { get; set; }

    public string? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedBecause { get; set; }
    public int Version { get; set; }

    public bool CountsOn(DateOnly date) => ValidFrom <= date && !(ValidUntil < date) && !(EndedOn < date);

    /// <summary>As the lint compares with it.</summary>
    public MeasuringCapability Capability() => new(
        Measurand, RangeUnit is null ? null : new(RangeOf, RangeFrom, RangeTo, Units.Find(RangeUnit)!), Uncertainty, Units.Find(Unit)!, CoverageFactor, Source);

    string IRegisterPart.Owner => StandardId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    internal sealed class Mapping : IEntityTypeConfiguration<CapabilityRow>
    {
        public void Configure(EntityTypeBuilder<CapabilityRow> capability)
        {
            capability.ToTable("Capabilities");
            capability.Property(row => row.Measurand).HasMaxLength(100);
            capability.Property(row => row.RangeOf).HasMaxLength(40);
            capability.Property(row => row.EndedBecause).HasMaxLength(1000);
            capability.HasOne(row => row.Standard).WithMany().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
            capability.HasIndex(row => row.Measurand);
            capability.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
