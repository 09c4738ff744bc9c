using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Certificates.Bulk;

/// <summary>
/// How far a <see cref="BulkOrder"/> is. Each of its records is issued by itself, in a transaction of its own; this row and its lines are no legal record, and nothing is issued because they say so: the order
/// does, and the signature of each issue is in the record.
/// </summary>
[NotLedgered]
public sealed class BulkIssue : IVersioned
{
    /// <summary>That of the order.</summary>
    public int Id { get; set; }

    public int StartedById { get; set; }
    public required string StartedBy { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public string? CancelledBy { get; set; }
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Null while something is left to do.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The server that works on it, until its lease ends; another takes over when it has died.</summary>
    public Guid? Worker { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<BulkIssue>
    {
        public void Configure(EntityTypeBuilder<BulkIssue> bulk)
        {
            bulk.Property(row => row.Id).ValueGeneratedNever();
            bulk.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>One record of it and what came of it.</summary>
[NotLedgered]
public sealed class BulkIssueLine
{
    public int BulkId { get; set; }
    public int Sequence { get; set; }
    public Guid VerificationId { get; set; }
    public required string RecordNumber { get; set; }
    public BulkLineState State { get; set; }

    /// <summary>Of the certificate that was issued.</summary>
    public string? CertificateNumber { get; set; }

    /// <summary>Why it was not.</summary>
    public string? Code { get; set; }

    public string? SaidZh { get; set; }
    public string? SaidEn { get; set; }

    public BilingualText? Said => SaidZh is null ? null : new(SaidZh, SaidEn ?? SaidZh);

    internal sealed class Mapping : IEntityTypeConfiguration<BulkIssueLine>
    {
        public void Configure(EntityTypeBuilder<BulkIssueLine> line)
        {
            line.HasKey(row => new { row.BulkId, row.Sequence });
            line.HasIndex(row => new { row.BulkId, row.State });
            line.Ignore(row => row.Said);
            line.Property(row => row.RecordNumber).HasMaxLength(40);
            line.Property(row => row.CertificateNumber).HasMaxLength(40);
            line.Property(row => row.Code).HasMaxLength(80);
            line.Property(row => row.SaidZh).HasMaxLength(2000);
            line.Property(row => row.SaidEn).HasMaxLength(2000);
            line.HasOne<BulkIssue>().WithMany().HasForeignKey(row => row.BulkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public enum BulkLineState
{
    Waiting,
    Issued,

    /// <summary>Refused or failed; nothing of it is left behind, and it may be issued again once the reason is mended.</summary>
    NotIssued,

    /// <summary>Not begun when somebody cancelled.</summary>
    Cancelled,
}
