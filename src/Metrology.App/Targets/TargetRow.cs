using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Targets;

/// <summary>A target of a plan: the sentence as quoted, and which reading of it is in force, chosen by whom and why.</summary>
[ParametersOf(ParameterSubject.Target, "目标", "Target")]
public sealed class TargetRow : IVersioned
{
    /// <summary>Stable id, for example "LY-1".</summary>
    public required string Id { get; set; }

    /// <summary>The facts as the target reader of the core writes them.</summary>
    [Parameter("目标内容", "Facts of the target")]
    public required string FactsJson { get; set; }

    /// <summary>Reading in force, for example "stock-at-date".</summary>
    [Parameter("口径", "Reading")]
    public required string Reading { get; set; }

    /// <summary>Who chose the reading; null while it is the default nobody has looked at.</summary>
    public string? ChosenBy { get; set; }

    public string? ChosenBecause { get; set; }
    public DateTimeOffset? ChosenAt { get; set; }

    /// <summary>What stood when the plan began, with its source: only as somebody entered it, never derived.</summary>
    [Parameter("基数", "Baseline")]
    public decimal? BaselineNumber { get; set; }

    [Parameter("基数日期", "Day of the baseline")]
    public DateOnly? BaselineOn { get; set; }
    [Parameter("基数来源", "Source of the baseline")]
    public string? BaselineSource { get; set; }
    public string? BaselineBy { get; set; }

    /// <summary>Letter of the meaning that is counted where the words have several; null while it is the default nobody has looked at.</summary>
    [Parameter("含义", "Meaning")]
    public string? Meaning { get; set; }

    /// <summary>The department that presides over the examinations, as certificates name it, where the meaning depends on it.</summary>
    [Parameter("主持考核单位", "Presiding department")]
    public string? Presider { get; set; }

    public string? MeaningBy { get; set; }
    public string? MeaningBecause { get; set; }
    public DateTimeOffset? MeaningAt { get; set; }

    /// <summary>First day of the plan where the sentence does not say it, with the paper that does.</summary>
    [Parameter("规划起点", "Beginning of the plan")]
    public DateOnly? PlanStart { get; set; }

    [Parameter("规划起点的来源", "Source of the beginning of the plan")]
    public string? PlanStartSource { get; set; }

    public string? PlanStartBy { get; set; }

    /// <summary>Null where it came with the product.</summary>
    public string? EnteredBy { get; set; }

    public DateTimeOffset? EnteredAt { get; set; }

    /// <summary>Not counted, not forecast and not reported any more; it stays with everything that was said of it.</summary>
    [Parameter("已撤回", "Withdrawn")]
    public bool IsWithdrawn { get; set; }

    public string? WithdrawnBy { get; set; }
    public string? WithdrawnBecause { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public List<TargetPart> Parts { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TargetRow>
    {
        public void Configure(EntityTypeBuilder<TargetRow> target)
        {
            target.Property(row => row.Id).HasMaxLength(40);
            target.Property(row => row.FactsJson).HasMaxLength(-1);
            target.Property(row => row.Reading).HasMaxLength(60);
            target.HasMany(row => row.Parts).WithOne().HasForeignKey(row => row.TargetId);
            target.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>The part of a target that a district or an institution has to reach (分解), with the paper that says so.</summary>
[ParametersOf(ParameterSubject.Target, "分解指标", "Part of a target", Owner = nameof(TargetId))]
public sealed class TargetPart
{
    public int Id { get; set; }
    public required string TargetId { get; set; }

    /// <summary>District or institution, as the paper names it.</summary>
    [Parameter("承担单位", "Unit")]
    public required string Unit { get; set; }

    [Parameter("数量", "Number")]
    public decimal Number { get; set; }
    [Parameter("来源", "Source")]
    public required string Source { get; set; }
    public required string EnteredBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TargetPart>
    {
        public void Configure(EntityTypeBuilder<TargetPart> part) => part.HasIndex(row => new { row.TargetId, row.Unit }).IsUnique();
    }
}

/// <summary>What stood on a day, as the daily job saw it. Derived: writing it twice changes nothing.</summary>
public sealed class TargetSnapshot
{
    public required string TargetId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>Reading that was in force; numbers of different readings stand on no common line.</summary>
    public required string Reading { get; set; }

    public int Valid { get; set; }

    /// <summary>Of the valid ones, those that lapse within the warning period.</summary>
    public int Expiring { get; set; }

    public int Expired { get; set; }
    public int Suspended { get; set; }
    public int Unknown { get; set; }
    public DateTimeOffset TakenAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TargetSnapshot>
    {
        public void Configure(EntityTypeBuilder<TargetSnapshot> snapshot)
        {
            snapshot.HasKey(row => new { row.TargetId, row.On });
            snapshot.Property(row => row.TargetId).HasMaxLength(40);
            snapshot.Property(row => row.Reading).HasMaxLength(60);
            snapshot.HasOne<TargetRow>().WithMany().HasForeignKey(row => row.TargetId);
        }
    }
}
