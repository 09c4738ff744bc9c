using Metrology.App.Certificates;
using Metrology.App.Storage;
using Metrology.Core.Decisions;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Chains.Impact;

/// <summary>"What if this standard was bad" (标准失准评估): which certificates it touches, what they would say, and what was done about each.</summary>
public sealed class ImpactCase : IVersioned
{
    public int Id { get; set; }

    /// <summary>What was chosen: a standard, or an instrument.</summary>
    public int? StandardId { get; set; }

    public int? EquipmentId { get; set; }
    public required string Measurand { get; set; }

    /// <summary>First and last work date on which it may have been bad.</summary>
    public DateOnly From { get; set; }

    public DateOnly Until { get; set; }

    /// <summary>δ with its sign, added to the readings of the reference.</summary>
    public decimal Shift { get; set; }

    public required string ShiftUnit { get; set; }
    public required string Reason { get; set; }
    public required string OpenedBy { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public string? ClosedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public bool IsDemonstration { get; set; }
    public List<ImpactLine> Lines { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ImpactCase>
    {
        public void Configure(EntityTypeBuilder<ImpactCase> one)
        {
            one.HasMany(row => row.Lines).WithOne().HasForeignKey(row => row.CaseId);
            one.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A certificate that the case touches.</summary>
public sealed class ImpactLine
{
    public int CaseId { get; set; }

    /// <summary>From 1.</summary>
    public int Sequence { get; set; }

    public int CertificateId { get; set; }
    public required string CertificateNumber { get; set; }
    public Guid VerificationId { get; set; }
    public required string Owner { get; set; }
    public required string OwnerAddress { get; set; }
    public required string Unit { get; set; }

    /// <summary>0 where the chosen reference was read itself; one more for each standard between.</summary>
    public int Depth { get; set; }

    /// <summary>The way down to it.</summary>
    public required string Path { get; set; }

    /// <summary>As issued; null when it could not be evaluated again.</summary>
    public Verdict? Before { get; set; }

    public Verdict? After { get; set; }
    public List<ImpactPoint> Points { get; set; } = [];

    /// <summary>Why it was not evaluated again; null when it was.</summary>
    public BilingualText? WhyNot { get; set; }

    /// <summary>What is said where it was evaluated and nothing moved; null otherwise.</summary>
    public BilingualText? Remark => WhyNot is null && Before is not null && Points.Count == 0 ? Unmoved : null;

    private static readonly BilingualText Unmoved = new(
        "δ 没有改变任何结果：加在起、止两次读数上的偏移在相减时抵消。若偏差与量值成比例，请把 δ 写成 %。",
        "δ moves no result: an offset on both the first and the last reading cancels in their difference. Where the reference was wrong in proportion, state δ in %.");

    public string? NotifiedHow { get; set; }
    public string? NotifiedBy { get; set; }
    public DateTimeOffset? NotifiedAt { get; set; }

    /// <summary>What was done; null while it is open.</summary>
    public string? Done { get; set; }

    public string? DoneBy { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public bool IsSimulated { get; set; }

    public bool ChangesVerdict => Before != After;

    internal sealed class Mapping : IEntityTypeConfiguration<ImpactLine>
    {
        public void Configure(EntityTypeBuilder<ImpactLine> line)
        {
            line.HasKey(row => new { row.CaseId, row.Sequence });
            line.Property(row => row.Points).HasConversion(new JsonText<List<ImpactPoint>>(), new JsonComparer<List<ImpactPoint>>()).HasMaxLength(-1);
            line.Property(row => row.WhyNot).HasConversion(new JsonText<BilingualText?>(), new JsonComparer<BilingualText?>()).HasMaxLength(-1);
            line.Property(row => row.Path).HasMaxLength(2000);
            line.Ignore(row => row.Remark);
            line.Ignore(row => row.ChangesVerdict);
            line.HasOne<Certificate>().WithMany().HasForeignKey(row => row.CertificateId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A point whose result moves.</summary>
public sealed record ImpactPoint(BilingualText Item, BilingualText Point, string Unit, decimal? Before, decimal? After, Verdict VerdictBefore, Verdict VerdictAfter);
