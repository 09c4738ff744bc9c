using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Jobs;

/// <summary>One run of a job: when, by whom and what came of it. The row stands before the job begins, so an interrupted run is seen as one that never ended.</summary>
[NotLedgered]
public sealed class JobRun
{
    public int Id { get; set; }
    public required string JobId { get; set; }
    public JobTrigger Trigger { get; set; }

    /// <summary>Who ran it by hand; null when the schedule did.</summary>
    public string? StartedBy { get; set; }

    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What was done, or why not.</summary>
    public string? SaidZh { get; set; }

    public string? SaidEn { get; set; }

    /// <summary>Code of what went wrong; null when nothing did.</summary>
    public string? FaultCode { get; set; }

    public BilingualText? Said => SaidZh is null || SaidEn is null ? null : new(SaidZh, SaidEn);

    public JobRunStanding Standing => EndedAt is null ? JobRunStanding.Running : FaultCode is null ? JobRunStanding.Done : JobRunStanding.Failed;

    internal sealed class Mapping : IEntityTypeConfiguration<JobRun>
    {
        public void Configure(EntityTypeBuilder<JobRun> run)
        {
            run.Property(row => row.JobId).HasMaxLength(60);
            run.Property(row => row.FaultCode).HasMaxLength(80);
            run.Ignore(row => row.Said).Ignore(row => row.Standing);
            run.HasIndex(row => new { row.JobId, row.Id });
        }
    }
}

public enum JobTrigger
{
    Schedule,
    Person,
}

public enum JobRunStanding
{
    /// <summary>Begun and not ended: under way, or the server stopped meanwhile.</summary>
    Running,
    Done,
    Failed,
}
