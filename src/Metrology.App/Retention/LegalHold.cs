using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Retention;

/// <summary>What a hold is on. Each holds everything below it.</summary>
public enum HoldScope
{
    /// <summary>Everything.</summary>
    Institution,
    Customer,
    Unit,

    /// <summary>An original record.</summary>
    Record,
    Certificate,
}

/// <summary>Something must be kept whatever its period says (legal hold): a dispute, an inspection. It stands until another person releases it.</summary>
[AppendOnly]
public sealed class LegalHold
{
    public int Id { get; set; }
    public HoldScope Scope { get; set; }

    /// <summary>Key of what is held: id of a customer, unit or record, number of a certificate; empty for the institution.</summary>
    public required string Subject { get; set; }

    /// <summary>What people called it then.</summary>
    public required string SubjectName { get; set; }

    public required string Why { get; set; }
    public int ById { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Null while it stands.</summary>
    public LegalHoldRelease? Release { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LegalHold>
    {
        public void Configure(EntityTypeBuilder<LegalHold> hold)
        {
            hold.Property(row => row.Subject).HasMaxLength(100);
            hold.HasOne(row => row.Release).WithOne().HasForeignKey<LegalHoldRelease>(row => row.HoldId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The end of a hold. The hold itself stays to be seen.</summary>
[AppendOnly]
public sealed class LegalHoldRelease
{
    /// <summary>The key: a hold is released once.</summary>
    public int HoldId { get; set; }

    public required string Why { get; set; }
    public int ById { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LegalHoldRelease>
    {
        public void Configure(EntityTypeBuilder<LegalHoldRelease> release)
        {
            release.HasKey(row => row.HoldId);
            release.Property(row => row.HoldId).ValueGeneratedNever();
        }
    }
}
