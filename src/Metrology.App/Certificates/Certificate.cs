using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Certificates;

/// <summary>An issued certificate or notice with its bytes. A correction is another certificate.</summary>
[AppendOnly]
public sealed class Certificate : IProvable, IPrintsLedger
{
    public int Id { get; set; }
    public required string Number { get; set; }
    public Guid VerificationId { get; set; }
    public CertificateKind Kind { get; set; }
    /// <summary>What was issued, as content; a page shows this and not what the registers say now.</summary>
    [HashedInLedger]
    public required CertificateDocument Document { get; set; }

    public required byte[] Pdf { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256 of <see cref="Pdf"/>.</summary>
    public required string PdfHash { get; set; }

    /// <summary>The digital certificate that the PDF carries; null when its units cannot be said in D-SI.</summary>
    public byte[]? Dcc { get; set; }

    /// <summary>Lower-case hexadecimal SHA-256 of <see cref="Dcc"/>.</summary>
    public string? DccHash { get; set; }

    /// <summary>Whose key signed both files, or null when none was configured.</summary>
    public SigningIdentity? Signature { get; set; }

    /// <summary>The time stamp on the signature of the PDF, or null.</summary>
    public TimeStampFacts? TimeStamp { get; set; }

    /// <summary>The seal of a seal service, or null.</summary>
    public SealFacts? Seal { get; set; }

    /// <summary>Second fact that a stranger must bring to the public check page; unguessable.</summary>
    public required string CheckCode { get; set; }

    public DateOnly IssuedOn { get; set; }

    /// <summary>Null on a rejection notice.</summary>
    public DateOnly? ValidUntil { get; set; }

    public bool IsSimulated { get; set; }
    public bool IsDemonstration { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("证书", "certificate");

    LedgerState? IPrintsLedger.Printed => Document.Ledger;

    public Verification? Verification { get; set; }

    /// <summary>How it ended, or null while it stands.</summary>
    public CertificateWithdrawal? Withdrawal { get; set; }

    public CertificateStatus Status => StatusOf(Withdrawal);

    internal static CertificateStatus StatusOf(CertificateWithdrawal? end) =>
        end is null ? CertificateStatus.Standing : end.ReplacedBy is null ? CertificateStatus.Withdrawn : CertificateStatus.Replaced;

    /// <summary>Valid, expiring or expired on a day; null on a notice and on a calibration certificate, whose day is that of the next calibration and no end of validity.</summary>
    public StandardStanding? StandingOn(DateOnly date) => Kind is CertificateKind.CalibrationCertificate ? null : StandingOn(ValidUntil, date);

    public static StandardStanding? StandingOn(DateOnly? validUntil, DateOnly date) => validUntil is not { } last
        ? null
        : last < date ? StandardStanding.Expired : last.DayNumber - date.DayNumber <= StandardValidity.WarningDays ? StandardStanding.Expiring : StandardStanding.Valid;

    internal sealed class Mapping : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> certificate)
        {
            certificate.Property(row => row.Number).HasMaxLength(40);
            certificate.HasIndex(row => row.Number).IsUnique();
            // What a chain says of a certificate: its row holds the paper, and a column behind that is far away.
            certificate.HasIndex(row => new { row.VerificationId, row.Number, row.ValidUntil });
            certificate.Ignore(row => row.Status);
            certificate.HasOne(row => row.Withdrawal).WithOne().HasForeignKey<CertificateWithdrawal>(row => row.CertificateId).OnDelete(DeleteBehavior.Restrict);
            certificate.Property(row => row.Document).HasConversion(new CertificateDocumentText.Converter(), new CertificateDocumentText.Comparer()).HasMaxLength(-1);
            certificate.Property(row => row.PdfHash).HasMaxLength(64);
            certificate.Property(row => row.DccHash).HasMaxLength(64);
            certificate.Property(row => row.Signature).HasConversion(new JsonText<SigningIdentity?>(), new JsonComparer<SigningIdentity?>()).HasMaxLength(-1);
            certificate.Property(row => row.TimeStamp).HasConversion(new JsonText<TimeStampFacts?>(), new JsonComparer<TimeStampFacts?>()).HasMaxLength(-1);
            certificate.Property(row => row.Seal).HasConversion(new JsonText<SealFacts?>(), new JsonComparer<SealFacts?>()).HasMaxLength(-1);
            certificate.Property(row => row.CheckCode).HasMaxLength(40);
            certificate.HasOne(row => row.Verification).WithMany().HasForeignKey(row => row.VerificationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
