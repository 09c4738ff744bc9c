using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Certificates;

/// <summary>The end of a certificate: withdrawn, or replaced by another of the same record. The paper itself stays as it was issued.</summary>
[AppendOnly]
[SoughtInLedger]
public sealed class CertificateWithdrawal : IProvable
{
    /// <summary>The key: a certificate ends once, and the ledger is asked for its end by this.</summary>
    public int CertificateId { get; set; }

    /// <summary>Number of the certificate that stands in its place, or null when nothing does.</summary>
    public string? ReplacedBy { get; set; }

    public required string Reason { get; set; }
    public int AccountId { get; set; }
    public required string AccountName { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>SHA-256 of the file that was withdrawn: the signature is of this paper and no other.</summary>
    public required string SignedHash { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => EndOfCertificate;

    internal static BilingualText EndOfCertificate { get; } = new("证书的撤销或替代", "end of a certificate");

    internal sealed class Mapping : IEntityTypeConfiguration<CertificateWithdrawal>
    {
        public void Configure(EntityTypeBuilder<CertificateWithdrawal> withdrawal)
        {
            withdrawal.HasKey(row => row.CertificateId);
            withdrawal.Property(row => row.CertificateId).ValueGeneratedNever();
            withdrawal.Property(row => row.ReplacedBy).HasMaxLength(40);
            withdrawal.Property(row => row.Reason).HasMaxLength(1000);
            withdrawal.Property(row => row.AccountName).HasMaxLength(100);
            withdrawal.Property(row => row.SignedHash).HasMaxLength(64);
        }
    }
}

/// <summary>Whether an issued certificate still stands.</summary>
public enum CertificateStatus
{
    Standing,

    /// <summary>Another certificate of the same record has taken its place.</summary>
    Replaced,
    Withdrawn,

    /// <summary>The ledger knows an end that is no longer in the database: somebody removed it behind the product. Said by lists; nothing is handed out.</summary>
    Unusable,
}
