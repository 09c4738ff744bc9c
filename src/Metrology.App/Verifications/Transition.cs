using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>A move that was made: who, when, from where to where and why. Check and approval are signatures with this meaning.</summary>
[AppendOnly]
public sealed class Transition : IProvable
{
    public Guid VerificationId { get; set; }
    public int Sequence { get; set; }
    public required string Action { get; set; }
    public VerificationState From { get; set; }
    public VerificationState To { get; set; }
    public int AccountId { get; set; }

    /// <summary>The name as it was then.</summary>
    public required string AccountName { get; set; }

    public DateTimeOffset At { get; set; }
    public string? Reason { get; set; }

    /// <summary>SHA-256 of the record that was signed (<see cref="Core.Records.RecordDocument.ContentHash"/>); null where the move is no signature.</summary>
    public string? SignedHash { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("复核与批准的记载", "step of the review");

    internal sealed class Mapping : IEntityTypeConfiguration<Transition>
    {
        public void Configure(EntityTypeBuilder<Transition> transition)
        {
            transition.HasKey(row => new { row.VerificationId, row.Sequence });
            transition.Property(row => row.Action).HasMaxLength(20);
            transition.Property(row => row.Reason).HasMaxLength(2000);
            transition.Property(row => row.SignedHash).HasMaxLength(64);
            transition.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
