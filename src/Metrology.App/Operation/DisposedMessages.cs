using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Operation;

/// <summary>
/// Numbers of messages that were there and were disposed of: an instrument that sends one of them again is told that it is there, and nothing is counted twice. A gap between such ranges was never received and still is.
/// </summary>
[NotLedgered]
public sealed class DisposedMessages
{
    public required string Instrument { get; set; }
    public required string Boot { get; set; }
    public long First { get; set; }

    /// <summary>Of an unbroken range.</summary>
    public long Last { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DisposedMessages>
    {
        public void Configure(EntityTypeBuilder<DisposedMessages> range)
        {
            range.Property(row => row.Instrument).HasMaxLength(64);
            range.Property(row => row.Boot).HasMaxLength(64);
            range.HasKey(row => new { row.Instrument, row.Boot, row.First });
        }
    }
}
