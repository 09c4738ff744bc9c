using Metrology.App.Targets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Forecasts;

/// <summary>What the forecast said of a target on a day, so that its past can be drawn. Derived: writing it twice changes nothing.</summary>
public sealed class ForecastSnapshot
{
    public required string TargetId { get; set; }
    public DateOnly On { get; set; }
    public required string Reading { get; set; }

    /// <summary>The day by which the number was to be reached.</summary>
    public DateOnly By { get; set; }

    /// <summary>Of the paths that reach the number, with four decimals.</summary>
    public decimal Probability { get; set; }

    public decimal Expected { get; set; }

    /// <summary>Share of renewals in time that was assumed.</summary>
    public decimal RenewalShare { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ForecastSnapshot>
    {
        public void Configure(EntityTypeBuilder<ForecastSnapshot> snapshot)
        {
            snapshot.HasKey(row => new { row.TargetId, row.On });
            snapshot.Property(row => row.TargetId).HasMaxLength(40);
            snapshot.Property(row => row.Reading).HasMaxLength(60);
            snapshot.HasOne<TargetRow>().WithMany().HasForeignKey(row => row.TargetId);
        }
    }
}
