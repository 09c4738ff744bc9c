using Metrology.App.Equipment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>A named set of instruments on a station. The station knows how to reach them by these ids.</summary>
public sealed class Bench
{
    public int Id { get; set; }

    /// <summary>Stable id that the station's configuration uses, for example "ev-ac-1".</summary>
    public required string Code { get; set; }

    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>The reference instrument (计量标准器) that the bench measures with.</summary>
    public int ReferenceId { get; set; }

    public EquipmentItem? Reference { get; set; }
    public bool IsSimulated { get; set; }

    /// <summary>Run that has the bench now; a bench serves one run at a time.</summary>
    public Guid? LeasedBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Bench>
    {
        public void Configure(EntityTypeBuilder<Bench> bench)
        {
            bench.Property(row => row.Code).HasMaxLength(64);
            bench.HasIndex(row => row.Code).IsUnique();
            bench.HasOne(row => row.Reference).WithMany().HasForeignKey(row => row.ReferenceId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
