using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Faults;

/// <summary>
/// A failure of the system that somebody has to look at, and what was done about it (ISO/IEC 17025:2017 7.11.3 e: system failures and the immediate and corrective actions are recorded). The same failure
/// again, while it is open, is counted on its row.
/// </summary>
[WrittenAlways]
public sealed class FaultRecord : IVersioned
{
    public const int LongestAction = 1000;

    public int Id { get; set; }

    /// <summary>Stable, for example "software.changed".</summary>
    public required string Code { get; set; }

    /// <summary>What it happened to: a job, a file, a disk; empty where the code says all.</summary>
    public required string Where { get; set; }

    public required string SaidZh { get; set; }
    public required string SaidEn { get; set; }
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>How the system works, and so no part of the record: a failure that comes every minute must not fill the ledger.</summary>
    [NotLedgered]
    public DateTimeOffset LastAt { get; set; }

    [NotLedgered]
    public int Times { get; set; }

    /// <summary>Local day of certificates that may be touched by it; null where none are.</summary>
    public DateOnly? TouchesFrom { get; set; }

    public DateOnly? TouchesTo { get; set; }
    public string? ClosedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What was found and done, in the words of who closed it.</summary>
    public string? Action { get; set; }

    public int Version { get; set; }

    public BilingualText Said => new(SaidZh, SaidEn);

    internal sealed class Mapping : IEntityTypeConfiguration<FaultRecord>
    {
        public void Configure(EntityTypeBuilder<FaultRecord> fault)
        {
            fault.Property(row => row.Code).HasMaxLength(80);
            fault.Property(row => row.SaidZh).HasMaxLength(2000);
            fault.Property(row => row.SaidEn).HasMaxLength(2000);
            fault.Property(row => row.Action).HasMaxLength(LongestAction);
            fault.Ignore(row => row.Said);
            fault.HasIndex(row => row.ClosedAt);
            fault.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
