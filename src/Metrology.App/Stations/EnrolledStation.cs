using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Stations;

/// <summary>A station that made a key pair of its own and showed the server the public half. A name that was revoked may be enrolled again: that is another row with another key.</summary>
[NeverSetBack]
[WrittenAlways]
public sealed class EnrolledStation
{
    public const int LongestName = 32, LongestReason = 400;

    public int Id { get; set; }

    /// <summary>It speaks for itself and for instruments whose names begin with it and a dot.</summary>
    public required string Name { get; set; }

    /// <summary>SubjectPublicKeyInfo of an ECDSA key on P-256, DER.</summary>
    public required byte[] PublicKey { get; set; }

    public DateTimeOffset EnrolledAt { get; set; }

    /// <summary>Null while it may speak.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBecause { get; set; }

    /// <summary>Of the last request that was taken: none with the same or a lower number is taken after it.</summary>
    [NotLedgered]
    public long LastCounter { get; set; }

    [NotLedgered]
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>Its clock less that of the server, at the last request, milliseconds.</summary>
    [NotLedgered]
    public long ClockAhead { get; set; }

    /// <summary>What it said of itself last, as it was received (<see cref="StationState"/>).</summary>
    [NotLedgered]
    public string? StateText { get; set; }

    [NotLedgered]
    public DateTimeOffset? StateAt { get; set; }

    /// <summary>The time seen after which its silence was told; it is told once.</summary>
    [NotLedgered]
    public DateTimeOffset? SilenceToldOf { get; set; }

    public bool IsRevoked => RevokedAt is not null;

    /// <summary>Whether the station may send messages of the instrument.</summary>
    public bool SpeaksFor(string instrument) => SpeaksFor(Name, instrument);

    public static bool SpeaksFor(string station, string instrument) =>
        instrument.StartsWith(station, StringComparison.Ordinal) && (instrument.Length == station.Length || instrument[station.Length] == '.');

    internal sealed class Mapping : IEntityTypeConfiguration<EnrolledStation>
    {
        public void Configure(EntityTypeBuilder<EnrolledStation> station)
        {
            station.Property(row => row.Name).HasMaxLength(LongestName);
            station.HasIndex(row => row.Name);
            station.Property(row => row.PublicKey).HasMaxLength(200);
            station.HasIndex(row => row.PublicKey).IsUnique();
            station.Property(row => row.StateText).HasMaxLength(-1);
        }
    }
}
