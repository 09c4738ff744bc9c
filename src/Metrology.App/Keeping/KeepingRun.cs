using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Keeping;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Keeping;

/// <summary>A test that keeps a standard, with its readings. What comes of it is computed from them.</summary>
[AppendOnly]
public sealed class KeepingRun
{
    public int Id { get; set; }
    public int StandardId { get; set; }
    public KeepingKind Kind { get; set; }

    /// <summary>The day on which it was finished.</summary>
    public DateOnly On { get; set; }

    /// <summary>Check standard or typical instrument.</summary>
    public required string Subject { get; set; }

    /// <summary>Which value of it, "10 A".</summary>
    public required string Point { get; set; }

    public required string Unit { get; set; }
    public required List<KeepingGroup> Groups { get; set; }
    public required KeepingTerms Terms { get; set; }

    /// <summary>The edition by whose rules it is decided for ever.</summary>
    public required string Edition { get; set; }

    /// <summary>Number of the bench record that the readings are of; null when somebody typed them.</summary>
    public string? RecordNumber { get; set; }

    /// <summary>The readings are of a simulated record.</summary>
    public bool IsSimulated { get; set; }

    public string? Remark { get; set; }
    public required string EnteredBy { get; set; }
    public DateTimeOffset EnteredAt { get; set; }
    public bool IsDemonstration { get; set; }

    public KeepingQuestion Question => new(Kind, Groups, Terms);

    /// <summary>It was computed before it was written, so it can be again.</summary>
    public Outcome<KeepingFinding> Finding => KeepingEvaluation.Of(Question, KeepingRules.Jjf1033Of2023);

    /// <summary>s of a repeatability with observations enough to compare with; null of anything else.</summary>
    public decimal? DeviationFound => Kind == KeepingKind.Repeatability && Finding is { IsRefused: false, Value: { Warnings.Count: 0 } finding } ? finding.Figures.First(figure => figure.Name.En == "s").Value : null;

    /// <summary>
    /// s to compare the next repeatability with: its own where it conformed or was the first, else the one that it was compared with. A larger s becomes the reference when somebody, having evaluated the
    /// uncertainty again, names it.
    /// </summary>
    public decimal? Reference => DeviationFound is { } found ? Finding.Value.Decision == KeepingDecision.EvaluateUncertaintyAgain ? Terms.Deviation : found : null;

    internal sealed class Mapping : IEntityTypeConfiguration<KeepingRun>
    {
        public void Configure(EntityTypeBuilder<KeepingRun> run)
        {
            run.Property(row => row.Groups).HasConversion(new JsonText<List<KeepingGroup>>(), new JsonComparer<List<KeepingGroup>>()).HasMaxLength(-1);
            run.Property(row => row.Terms).HasConversion(new JsonText<KeepingTerms>(), new JsonComparer<KeepingTerms>()).HasMaxLength(-1);
            run.Ignore(row => row.Question).Ignore(row => row.Finding).Ignore(row => row.DeviationFound).Ignore(row => row.Reference);
            run.HasIndex(row => new { row.StandardId, row.Kind, row.On });
            run.HasOne<MeasurementStandard>().WithMany().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
