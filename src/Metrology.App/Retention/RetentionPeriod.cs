using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Retention;

/// <summary>How long one kind is kept, as one person proposed and another put in force. Without a row, or without months in it, it is kept for ever.</summary>
[ParametersOf(ParameterSubject.Retention, "保存期限", "Retention period")]
public sealed class RetentionPeriod : IVersioned
{
    public const int Shortest = 1, Longest = 1200;

    public KeptKind Kind { get; set; }

    /// <summary>In force; null keeps for ever.</summary>
    [Parameter("月数", "Months")]
    public int? Months { get; set; }

    /// <summary>The document that says so.</summary>
    [Parameter("依据", "Source")]
    public string? Source { get; set; }

    [Parameter("提出人", "Proposed by")]
    public string? SetBy { get; set; }

    public string? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>What waits for a second person; null when nothing does.</summary>
    public PeriodProposal? Proposal { get; set; }

    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RetentionPeriod>
    {
        public void Configure(EntityTypeBuilder<RetentionPeriod> period)
        {
            period.HasKey(row => row.Kind);
            period.Property(row => row.Proposal).HasConversion(new JsonText<PeriodProposal?>(), new JsonComparer<PeriodProposal?>()).HasMaxLength(-1);
            period.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <param name="Months">Null keeps for ever.</param>
public sealed record PeriodProposal(int? Months, string Source, string Why, int ById, string By, DateTimeOffset At);
