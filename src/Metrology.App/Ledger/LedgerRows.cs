using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Ledger;

/// <summary>What one transaction did to the legal records (<see cref="Core.Ledger.LedgerText"/>), committed with them.</summary>
[NotLedgered]
[AppendOnly]
public sealed class LedgerEntry
{
    /// <summary>From 0, without a gap.</summary>
    public long Index { get; set; }

    public required byte[] Bytes { get; set; }

    public required byte[] LeafHash { get; set; }

    /// <summary>Says that the product wrote the entry (<see cref="ILedgerMemory.SealOf"/>); null of one that was written where that key is not. It stands beside the bytes: hashes, tree and proofs are as they would be without it.</summary>
    public byte[]? Seal { get; set; }

    /// <summary>Kind and key of its row that is missed when it is gone (<see cref="SoughtInLedgerAttribute"/>), or null: the entry is found by it. The audit compares it with the bytes.</summary>
    public string? Sought { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> entry)
        {
            entry.HasKey(row => row.Index);
            entry.Property(row => row.Index).ValueGeneratedNever();
            entry.Property(row => row.LeafHash).HasMaxLength(32);
            entry.Property(row => row.Seal).HasMaxLength(32);
            entry.Property(row => row.Sought).HasMaxLength(100);
            entry.HasIndex(row => row.Sought);
        }
    }
}

/// <summary>Where the ledger ends; one row. Everything in it can be computed again from the entries.</summary>
[NotLedgered]
public sealed class LedgerHead : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; set; }

    /// <summary>Name of this ledger, drawn with its first entry.</summary>
    public required string Origin { get; set; }

    public long Size { get; set; }
    public required byte[] LastHash { get; set; }

    /// <summary>Roots of the whole subtrees (<see cref="Core.Ledger.MerkleFrontier"/>).</summary>
    public required byte[] Frontier { get; set; }

    public int Version { get; set; }

    /// <summary>As a certificate says it; null before the first entry.</summary>
    internal static async Task<LedgerState?> StateAsync(MetrologyDb db, CancellationToken cancellation) =>
        await db.LedgerHeads.FindAsync([TheOne], cancellation) is { } head
            ? new(head.Origin, head.Size, Convert.ToHexStringLower(Core.Ledger.MerkleFrontier.Of(head.Size, head.Frontier).Root()))
            : null;

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerHead>
    {
        public void Configure(EntityTypeBuilder<LedgerHead> head)
        {
            head.Property(row => row.Id).ValueGeneratedNever();
            head.Property(row => row.Origin).HasMaxLength(100);
            head.Property(row => row.LastHash).HasMaxLength(32);
            head.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A checkpoint that was signed; copies of it are kept outside the database.</summary>
[NotLedgered]
[AppendOnly]
public sealed class LedgerCheckpoint
{
    public long Size { get; set; }

    /// <summary>The signed note.</summary>
    public required string Note { get; set; }

    public DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerCheckpoint>
    {
        public void Configure(EntityTypeBuilder<LedgerCheckpoint> checkpoint)
        {
            checkpoint.HasKey(row => row.Size);
            checkpoint.Property(row => row.Size).ValueGeneratedNever();
            checkpoint.Property(row => row.Note).HasMaxLength(2000);
        }
    }
}
