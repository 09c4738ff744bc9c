using Metrology.App.Equipment;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Standards.Tracing;

/// <summary>By which standard a traceability certificate was given: one of this register, or one of another institution.</summary>
public sealed class TraceSource
{
    /// <summary>The <see cref="TraceabilityCertificate"/>.</summary>
    public int CertificateId { get; set; }

    public int? StandardId { get; set; }
    public int? UpperId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TraceSource>
    {
        public void Configure(EntityTypeBuilder<TraceSource> source)
        {
            source.HasKey(row => row.CertificateId);
            source.Property(row => row.CertificateId).ValueGeneratedNever();
            source.HasOne<TraceabilityCertificate>().WithOne().HasForeignKey<TraceSource>(row => row.CertificateId).OnDelete(DeleteBehavior.Restrict);
            source.HasOne<MeasurementStandard>().WithMany().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
            source.HasOne<UpperReference>().WithMany().HasForeignKey(row => row.UpperId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A standard of another institution in the chain (上级计量标准), up to the national one (国家计量基准).</summary>
public sealed class UpperReference
{
    public int Id { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }

    /// <summary>保存机构</summary>
    public required string Institution { get; set; }

    /// <summary>Range and accuracy as known.</summary>
    public required string Description { get; set; }

    /// <summary>Last day on which it was known to be in force; null is unknown.</summary>
    public DateOnly? ValidUntil { get; set; }

    public bool IsNational { get; set; }

    /// <summary>What it takes its value from; null while nobody has said, and of a national one.</summary>
    public int? AboveId { get; set; }

    public bool IsDemonstration { get; set; }
    public BilingualText Name => new(NameZh, NameEn.Length == 0 ? NameZh : NameEn);

    internal sealed class Mapping : IEntityTypeConfiguration<UpperReference>
    {
        public void Configure(EntityTypeBuilder<UpperReference> upper)
        {
            upper.Ignore(row => row.Name);
            upper.HasOne<UpperReference>().WithMany().HasForeignKey(row => row.AboveId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
