using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Ledger;

/// <summary>
/// The database was set back to an earlier state: a backup was restored, or a copy put in its place. Numbers that were given after that state are on papers that are out, so none is drawn until somebody
/// says which were the last.
/// </summary>
public sealed class Restoration : IVersioned
{
    public int Id { get; set; }

    /// <summary>Name of the backup, or how it was noticed.</summary>
    public required string Source { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Entries of the ledger that are there.</summary>
    public long Entries { get; set; }

    /// <summary>Entries that a checkpoint kept elsewhere knows of; null when there was none to compare with.</summary>
    public long? WitnessEntries { get; set; }

    /// <summary>The last numbers as they were said, one in a line; null until then.</summary>
    public string? LastNumbers { get; set; }

    public string? SettledBy { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public string? SettledBecause { get; set; }
    public int Version { get; set; }

    /// <summary>Entries that were made and are not there any more.</summary>
    public long? Missing => WitnessEntries is { } known ? Math.Max(0, known - Entries) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Restoration>
    {
        public void Configure(EntityTypeBuilder<Restoration> row)
        {
            row.Property(one => one.LastNumbers).HasMaxLength(-1);
            row.Ignore(one => one.Missing);
            row.HasIndex(one => one.SettledAt);
            row.Property(one => one.Version).IsConcurrencyToken();
        }
    }
}
