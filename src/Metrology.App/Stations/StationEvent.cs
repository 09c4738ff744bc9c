using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Stations;

/// <summary>Something that changed which stations may speak: who did it, when and what.</summary>
[AppendOnly, WrittenAlways]
public sealed class StationEvent
{
    public int Id { get; set; }

    /// <summary>Name of the station.</summary>
    public required string Station { get; set; }

    public StationAct Act { get; set; }

    /// <summary>Null where the station itself did it.</summary>
    public int? ById { get; set; }

    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Until when a code is good, SHA-256 of a key, or why.</summary>
    public string? Detail { get; set; }

    internal static StationEvent Of(StationAct act, string station, Actor? by, DateTimeOffset at, string? detail) =>
        new() { Act = act, Station = station, ById = by?.AccountId, By = by?.Name ?? station, At = at, Detail = detail };

    internal sealed class Mapping : IEntityTypeConfiguration<StationEvent>
    {
        public void Configure(EntityTypeBuilder<StationEvent> happened)
        {
            happened.Property(row => row.Station).HasMaxLength(EnrolledStation.LongestName);
            happened.HasIndex(row => row.Station);
        }
    }
}

/// <summary>What was done. The names stand in stored rows.</summary>
public enum StationAct
{
    CodeDrawn,
    Enrolled,
    Revoked,
}
