using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Operation;

/// <summary>A message of an instrument, committed before the instrument is told so. The same (instrument, boot, sequence) is one message however often it comes.</summary>
[NotLedgered]
public sealed class InstrumentMessage
{
    /// <summary>Boots of messages that are read by a mapping: with a time of the device, numbered by their content; or without, numbered by their arrival. The number of the binding follows.</summary>
    public const string Mapped = "mapped:", Arrived = "arrived:";

    public static bool IsMapped(string boot) => boot.StartsWith(Mapped, StringComparison.Ordinal) || boot.StartsWith(Arrived, StringComparison.Ordinal);

    public required string Instrument { get; set; }
    public required string Boot { get; set; }
    public long Sequence { get; set; }
    public required string Topic { get; set; }
    public required byte[] Payload { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<InstrumentMessage>
    {
        public void Configure(EntityTypeBuilder<InstrumentMessage> message)
        {
            message.Property(row => row.Instrument).HasMaxLength(64);
            message.Property(row => row.Boot).HasMaxLength(64);
            message.HasKey(row => new { row.Instrument, row.Boot, row.Sequence });
        }
    }
}
