using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Projects;

/// <summary>A project that builds or upgrades a measurement standard (建标项目).</summary>
public sealed class BuildingProject : IVersioned
{
    public int Id { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public ProjectKind Kind { get; set; }

    /// <summary>Who is to keep the standard and in what right; targets count it by this.</summary>
    public OwnerClass OwnerClass { get; set; }

    /// <summary>Who builds it.</summary>
    public required string Institution { get; set; }

    /// <summary>ISO 3166 of the rules that hold besides those of the state, "CN" when none do.</summary>
    public required string Jurisdiction { get; set; }

    public string? Place { get; set; }
    public string? RangeText { get; set; }
    public string? UncertaintyText { get; set; }

    /// <summary>The standard that is upgraded, or that the finished project became; null while there is none.</summary>
    public int? StandardId { get; set; }

    /// <summary>Entry of the published plan that names the project, "LY-P1".</summary>
    public string? PlanEntry { get; set; }

    /// <summary>The sentence of the plan, and where it stands.</summary>
    public string? Quote { get; set; }

    public string? QuoteSource { get; set; }
    /// <summary>It was given up, or goes on in another project, from this day; null while it is under way.</summary>
    public DateOnly? StoppedOn { get; set; }

    public string? StoppedBecause { get; set; }

    /// <summary>The project that it was merged into.</summary>
    public int? MergedIntoId { get; set; }

    public bool IsDemonstration { get; set; }
    public List<ProjectStage> Stages { get; } = [];
    public List<ProjectDocument> Documents { get; } = [];
    public int Version { get; set; }

    public BilingualText Name => new(NameZh, NameEn.Length == 0 ? NameZh : NameEn);

    /// <summary>In their order, those that nobody has entered anything for included.</summary>
    public IReadOnlyList<StageDates> Dates => [.. BuildingStages.All.Select(stage => StageOf(stage)?.Dates ?? new StageDates(stage, null, null, null, null))];

    public ProjectStage? StageOf(BuildingStage stage) => Stages.Find(row => row.Stage == stage);

    internal sealed class Mapping : IEntityTypeConfiguration<BuildingProject>
    {
        public void Configure(EntityTypeBuilder<BuildingProject> project)
        {
            project.Property(row => row.Jurisdiction).HasMaxLength(10);
            project.Property(row => row.PlanEntry).HasMaxLength(40);
            project.Property(row => row.Quote).HasMaxLength(2000);
            project.HasOne<MeasurementStandard>().WithMany().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
            project.HasOne<BuildingProject>().WithMany().HasForeignKey(row => row.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
            project.HasMany(row => row.Stages).WithOne().HasForeignKey(row => row.ProjectId);
            project.HasMany(row => row.Documents).WithOne().HasForeignKey(row => row.ProjectId);
            project.Ignore(row => row.Name).Ignore(row => row.Dates);
            project.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

public enum ProjectKind
{
    /// <summary>新建</summary>
    New,

    /// <summary>提升改造 of a standard that is there.</summary>
    Upgrade,
}

/// <summary>One stage of a project: plan, fact, who, what stands in the way, and what it costs.</summary>
public sealed class ProjectStage
{
    public int ProjectId { get; set; }
    public BuildingStage Stage { get; set; }
    public DateOnly? PlannedFrom { get; set; }
    public DateOnly? PlannedTo { get; set; }
    public DateOnly? ActualFrom { get; set; }
    public DateOnly? ActualTo { get; set; }
    public bool NotNeeded { get; set; }
    public string? Owner { get; set; }

    /// <summary>What keeps it from going on; null when nothing does.</summary>
    public string? Blocker { get; set; }

    /// <summary>In 万元, as the forms have it.</summary>
    public decimal? Budget { get; set; }

    /// <summary>Stated least, most likely and greatest number of calendar days; all three or none.</summary>
    public int? LeastDays { get; set; }

    public int? LikelyDays { get; set; }
    public int? GreatestDays { get; set; }

    public StageDates Dates => new(Stage, PlannedFrom, PlannedTo, ActualFrom, ActualTo, NotNeeded);

    public StageDuration.Stated? Estimate => LeastDays is { } least && LikelyDays is { } likely && GreatestDays is { } greatest ? new(least, likely, greatest) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<ProjectStage>
    {
        public void Configure(EntityTypeBuilder<ProjectStage> stage)
        {
            stage.HasKey(row => new { row.ProjectId, row.Stage });
            stage.Ignore(row => row.Dates).Ignore(row => row.Estimate);
        }
    }
}

/// <summary>What was changed in a project: never altered, never removed.</summary>
public sealed class ProjectChange
{
    public int Id { get; set; }
    public int ProjectId { get; set; }

    /// <summary>Null is the project itself.</summary>
    public BuildingStage? Stage { get; set; }

    /// <summary>Name of what changed, as the API has it.</summary>
    public required string Field { get; set; }

    public string? Before { get; set; }
    public string? After { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ProjectChange>
    {
        public void Configure(EntityTypeBuilder<ProjectChange> change)
        {
            change.Property(row => row.Field).HasMaxLength(60);
            change.Property(row => row.Before).HasMaxLength(2000);
            change.Property(row => row.After).HasMaxLength(2000);
            change.HasOne<BuildingProject>().WithMany().HasForeignKey(row => row.ProjectId);
        }
    }
}
