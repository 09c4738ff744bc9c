using System.Security.Cryptography;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

public sealed class CertificateQueries(Store store, VerificationQueries verifications, TimeProvider clock)
{
    public sealed record Line(
        int Id, string Number, CertificateKind Kind, Guid VerificationId, string UnitNameZh, string UnitNameEn, string UnitSerial, string Customer, DateOnly IssuedOn, DateOnly? ValidUntil,
        bool IsSimulated, bool IsDemonstration, CertificateStatus Status)
    {
        /// <summary>Instrument or customer are not what the ledger says: the paper may be good, and what the list says of whose it is cannot be believed.</summary>
        public bool IsRegisterUnusable { get; init; }
    }

    /// <summary>What to list. Null means any.</summary>
    /// <param name="Text">Looks in certificate number, serial number and customer.</param>
    /// <param name="Validity">Valid, expiring or expired today, or withdrawn (replaced too); notices are never valid, and what was withdrawn is nothing else.</param>
    /// <param name="Before">Continues after this <see cref="Line.Id"/>.</param>
    public sealed record Filter(string? Text = null, CertificateKind? Kind = null, StandardStanding? Validity = null, int? Before = null);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The newest first, one page.</summary>
    public Task<List<Line>> ListAsync(Filter filter, CancellationToken cancellation) =>
        store.ReadAsync(
            async db =>
            {
                var lines = await LinesAsync(db, filter, cancellation);
                var (papers, registers) = await ListedCertificates.UnusableAsync(db, [.. lines.Select(line => line.Id)], cancellation);
                return lines.ConvertAll(line => line with { Status = papers.Contains(line.Id) ? CertificateStatus.Unusable : line.Status, IsRegisterUnusable = registers.Contains(line.Id) });
            },
            cancellation);

    private async Task<List<Line>> LinesAsync(MetrologyDb db, Filter filter, CancellationToken cancellation)
    {
        var text = SearchForm.Of(filter.Text ?? "");
        if (text.Length == 0)
            return await LinesAsync(Of(db, filter), VerificationQueries.PageSize, cancellation);
        var lines = new List<Line>();
        for (var (before, chunk) = (filter.Before, VerificationQueries.PageSize); ; chunk *= 4)
        {
            var ids = await TextSearch.FindAsync(db, ListSubject.Certificates, text, before, descending: true, chunk, cancellation);
            lines.AddRange(await LinesAsync(Of(db, filter).Where(row => EF.Parameter(ids).Contains(row.Id)), VerificationQueries.PageSize - lines.Count, cancellation));
            if (lines.Count == VerificationQueries.PageSize || ids.Count < chunk)
                return lines;
            before = ids[^1];
        }
    }

    private static Task<List<Line>> LinesAsync(IQueryable<Certificate> rows, int most, CancellationToken cancellation) => rows.OrderByDescending(row => row.Id).Take(most)
        .Select(row => new Line(
            row.Id, row.Number, row.Kind, row.VerificationId, row.Verification!.Unit!.NameZh, row.Verification.Unit.NameEn, row.Verification.Unit.SerialNumber,
            row.Verification.Unit.Customer!.Name, row.IssuedOn, row.ValidUntil, row.IsSimulated, row.IsDemonstration, Certificate.StatusOf(row.Withdrawal)))
        .ToListAsync(cancellation);

    private IQueryable<Certificate> Of(MetrologyDb db, Filter filter)
    {
        // A bound where there is none: the same search of the key on the first page and on all others.
        var before = filter.Before ?? int.MaxValue;
        var rows = db.Certificates.Where(row => row.Id < before);
        if (filter.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        var (today, soon) = (Today, Today.AddDays(StandardValidity.WarningDays));
        if (filter.Validity is not null)
            rows = rows.Where(row => row.Withdrawal == null == (filter.Validity != StandardStanding.Withdrawn));
        return filter.Validity switch
        {
            StandardStanding.Valid => rows.Where(row => row.ValidUntil > soon),
            StandardStanding.Expiring => rows.Where(row => row.ValidUntil >= today && row.ValidUntil <= soon),
            StandardStanding.Expired => rows.Where(row => row.ValidUntil < today),
            _ => rows,
        };
    }

    public Task<Certificate?> FindAsync(string number, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Certificates.Include(row => row.Verification).Include(row => row.Withdrawal).FirstOrDefaultAsync(row => row.Number == number, cancellation), cancellation);

    /// <summary>To hand out: refuses what is not there, and what is no longer what was issued.</summary>
    public Task<Outcome<Certificate>> UsableAsync(string number, CancellationToken cancellation) => store.ReadAsync<Outcome<Certificate>>(
        async db => await db.Certificates.Include(row => row.Verification).Include(row => row.Withdrawal).FirstOrDefaultAsync(row => row.Number == number, cancellation) is not { } certificate
            ? await IssuedNumbers.WasGivenAsync(db, number, cancellation) ? CertificateErrors.Gone(number) : CertificateErrors.NotFound
            : await IssuedChain.UnusableAsync(db, certificate, cancellation) is { } unusable ? unusable : certificate,
        cancellation);

    /// <summary>The last one of the record: what it replaced is reached from it.</summary>
    public Task<Certificate?> OfVerificationAsync(Guid id, CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.Certificates.Include(row => row.Withdrawal).Where(row => row.VerificationId == id).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation), cancellation);

    /// <summary>The last certificate of each verification of the unit that has one.</summary>
    public async Task<Dictionary<Guid, (string Number, CertificateStatus Status)>> OfUnitAsync(int unit, CancellationToken cancellation)
    {
        return await store.ReadAsync(
            async db =>
            {
                var all = await db.Certificates.Where(row => row.Verification!.UnitId == unit).OrderBy(row => row.Id)
                    .Select(row => new { row.Id, row.VerificationId, row.Number, Status = Certificate.StatusOf(row.Withdrawal) }).ToListAsync(cancellation);
                var last = all.GroupBy(row => row.VerificationId).Select(group => group.Last()).ToList();
                var (unusable, _) = await ListedCertificates.UnusableAsync(db, [.. last.Select(row => row.Id)], cancellation);
                return last.ToDictionary(row => row.VerificationId, row => (row.Number, unusable.Contains(row.Id) ? CertificateStatus.Unusable : row.Status));
            },
            cancellation);
    }

    /// <summary>The document as it would be issued now, marked as a preview.</summary>
    public async Task<Outcome<CertificateDocument>> PreviewAsync(Guid verificationId, CancellationToken cancellation)
    {
        var record = await verifications.FindAsync(verificationId, cancellation);
        return record.Refusal is { } refusal ? refusal : await PreviewAsync(record.Value, cancellation);
    }

    /// <summary>The same of a record that is at hand.</summary>
    public async Task<Outcome<CertificateDocument>> PreviewAsync(RunRecord record, CancellationToken cancellation) =>
        await store.ReadAsync(db => db.Institutions.FirstOrDefaultAsync(cancellation), cancellation) is { } institution
            ? CertificateDraft.Of(record, institution, CertificateIdentity.Preview(Today))
            : LaboratoryErrors.NoInstitution;

    /// <summary>What a stranger learns who brings number and code. The same answer for a wrong number and a wrong code, so that numbers cannot be collected.</summary>
    public async Task<Outcome<PublicFacts>> CheckAsync(string number, string? code, CancellationToken cancellation)
    {
        var asked = number.Trim();
        var certificate = await FindAsync(asked, cancellation);
        var right = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(certificate?.CheckCode ?? ""), Encoding.UTF8.GetBytes(CheckPage.Normalize(code)));
        // Its code is gone with it; that a number was given is no secret, they run on.
        if (certificate is null && await store.ReadAsync(db => IssuedNumbers.WasGivenAsync(db, asked, cancellation), cancellation))
            return CertificateErrors.Unconfirmed;
        if (certificate is null || !right)
            return CertificateErrors.NotFound;
        return (await UsableAsync(asked, cancellation)).IsRefused
            ? CertificateErrors.Unconfirmed
            : PublicFacts.Of(certificate, Today, clock.LocalTimeZone) with { Successors = await SuccessorsAsync(certificate, cancellation) };
    }

    /// <summary>What came in the place of a certificate, to the last; empty when nothing did.</summary>
    public async Task<IReadOnlyList<Successor>> SuccessorsAsync(Certificate certificate, CancellationToken cancellation)
    {
        var chain = await store.ReadAsync(db => IssuedChain.SuccessorsAsync(db, certificate, cancellation), cancellation);
        return chain.ConvertAll(one => new Successor(
            one.Number, one.Status, one.Withdrawal is { } end ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.At, clock.LocalTimeZone).DateTime) : null));
    }
}
