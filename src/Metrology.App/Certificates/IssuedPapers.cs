using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Dcc.Writing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>The certificates of a record with what they say beside its results, so that a stranger can write the digital certificate again.</summary>
public sealed class IssuedPapers(Store store) : IIssuedPapers
{
    public Task<IReadOnlyList<BundledCertificate>> OfRecordAsync(Guid id, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<BundledCertificate>>(
        async db =>
        {
            var issued = await db.Certificates.Include(row => row.Verification).Where(row => row.VerificationId == id).OrderBy(row => row.Id).ToListAsync(cancellation);
            // A document of before there was data for machines has no digital certificate.
            return [.. issued.Where(row => row.Document.Data is not null).Select(row => new BundledCertificate(row.Number, FactsOf(row).ToBytes(), row.Dcc))];
        },
        cancellation);

    private static CertificateFacts FactsOf(Certificate issued) => new(
        CertificateFacts.CurrentFormat, issued.Dcc is null ? null : new(DccWriter.Version, DccWriter.Edition), issued.PdfHash, Particulars(issued.Document, issued.Document.Data!, issued.Verification!));

    /// <summary>Taken back from the document that was issued; the registers may say something else by now.</summary>
    private static CertificateParticulars Particulars(CertificateDocument document, CertificateData data, Verification verification) => new()
    {
        Number = document.Number,
        Language = document.Language,
        Institution = document.Institution,
        Customer = data.Customer,
        Item = data.Item,
        Standards = data.Standards,
        Equipment = data.Equipment,
        Place = data.Place,
        WorkDate = data.WorkDate,
        IssuedOn = document.IssuedOn,
        Signatures = document.Signatures,
        CheckAddress = document.CheckAddress,
        CheckCode = document.CheckCode,
        IsDemonstration = verification.IsDemonstration,
        IsSimulated = verification.IsSimulated,
        Software = data.Software,
        Replaces = data.Replaces,
        Ledger = document.Ledger,
        Calibration = verification.Calibration,
        Template = verification.Registered?.Template,
    };
}
