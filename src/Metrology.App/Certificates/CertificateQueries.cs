using System.Security.Cryptography;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

public sealed class CertificateQueries(Store store, VerificationQueries verifications, TimeProvider clock)
{
    public sealed record Line(
        string Number, CertificateKind Kind, Guid VerificationId, string UnitNameZh, string UnitNameEn, string UnitSerial, string Customer, DateOnly IssuedOn, DateOnly? ValidUntil,
        bool IsSimulated, bool IsDemonstration);

    /// <summary>What a stranger learns who brings number and code: enough to compare with the paper, nothing else.</summary>
    public sealed record PublicFacts(
        string Number, CertificateKind Kind, string Institution, string UnitNameZh, string UnitNameEn, string UnitModel, string UnitSerial, DateOnly IssuedOn, DateOnly? ValidUntil, string PdfHash,
        bool IsSimulated, bool IsDemonstration);

    public Task<List<Line>> ListAsync(string? text, CancellationToken cancellation) =>
        store.ReadAsync(
            db =>
            {
                var rows = db.Certificates.AsQueryable();
                if (!string.IsNullOrWhiteSpace(text))
                    rows = rows.Where(row => row.Number.Contains(text) || row.Verification!.Unit!.SerialNumber.Contains(text));
                return rows.OrderByDescending(row => row.Id).Take(VerificationQueries.PageSize)
                    .Select(row => new Line(
                        row.Number, row.Kind, row.VerificationId, row.Verification!.Unit!.NameZh, row.Verification.Unit.NameEn, row.Verification.Unit.SerialNumber,
                        row.Verification.Unit.Customer!.Name, row.IssuedOn, row.ValidUntil, row.IsSimulated, row.IsDemonstration))
                    .ToListAsync(cancellation);
            },
            cancellation);

    public Task<Certificate?> FindAsync(string number, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Certificates.FirstOrDefaultAsync(row => row.Number == number, cancellation), cancellation);

    public Task<Certificate?> OfVerificationAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Certificates.FirstOrDefaultAsync(row => row.VerificationId == id, cancellation), cancellation);

    /// <summary>The document as it would be issued now, marked as a preview.</summary>
    public async Task<Outcome<CertificateDocument>> PreviewAsync(Guid verificationId, CancellationToken cancellation)
    {
        var record = await verifications.FindAsync(verificationId, cancellation);
        if (record.Refusal is { } refusal)
            return refusal;
        if (await InstitutionAsync(cancellation) is not { } institution)
            return LaboratoryErrors.NoInstitution;
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return CertificateDraft.Of(record.Value, institution, "（预览 / preview）", today, "about:blank");
    }

    /// <summary>The same answer for a wrong number and a wrong code, so that numbers cannot be collected.</summary>
    public async Task<Outcome<PublicFacts>> CheckAsync(string number, string? code, CancellationToken cancellation)
    {
        var certificate = await store.ReadAsync(
            db => db.Certificates.Include(row => row.Verification!.Unit).FirstOrDefaultAsync(row => row.Number == number, cancellation), cancellation);
        if (certificate is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(certificate.CheckCode), Encoding.UTF8.GetBytes(code ?? "")))
            return CertificateErrors.NotFound;
        var unit = certificate.Verification!.Unit!;
        var institution = await InstitutionAsync(cancellation);
        return new PublicFacts(
            certificate.Number, certificate.Kind, institution?.NameZh ?? "", unit.NameZh, unit.NameEn, unit.Model, unit.SerialNumber, certificate.IssuedOn, certificate.ValidUntil,
            certificate.PdfHash, certificate.IsSimulated, certificate.IsDemonstration);
    }

    private Task<Institution?> InstitutionAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Institutions.FirstOrDefaultAsync(cancellation), cancellation);
}
