using System.Globalization;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Sharing;

/// <summary>Our published standards with how much they are used, and those of others with what we recognise.</summary>
public sealed class SharingQueries(Store store, TimeProvider clock)
{
    /// <summary>A standard of another institution, by its newest catalogue.</summary>
    /// <param name="Last">The last word about its recognition; null when nobody has said anything.</param>
    public sealed record Hit(int CatalogueId, string Institution, DateOnly IssuedOn, bool IsDemonstration, CatalogueFile.Standard Standard, Recognition? Last)
    {
        /// <summary>What the search said of it.</summary>
        public SharedMatch Match { get; init; } = SharedMatch.Yes;

        public bool IsRecognised => Last?.IsRecognised == true;
    }

    /// <summary>One of our published standards.</summary>
    /// <param name="CertificatesInYear">Issued with it in the twelve months up to today.</param>
    public sealed record Own(MeasurementStandard Standard, string PublishedBy, DateTimeOffset PublishedAt, int CertificatesInYear);

    public sealed record Received(int Id, string Institution, DateOnly IssuedOn, string ReceivedBy, DateTimeOffset ReceivedAt);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>What was found, and behind it what is asked for but for an accuracy that cannot be compared.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAsync(SharedFilter filter, CancellationToken cancellation)
    {
        var today = Today;
        return
        [
            .. (await AllAsync(cancellation)).Where(hit => !filter.RecognisedOnly || hit.IsRecognised).Select(hit => hit with { Match = filter.Judge(hit.Standard, today) })
                .Where(hit => hit.Match.Found != false).OrderBy(hit => hit.Match.Found is null),
        ];
    }

    public async Task<Hit?> FindAsync(int catalogueId, string key, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(hit => hit.CatalogueId == catalogueId && hit.Standard.Id == key);

    /// <summary>Everything that was said of the recognition of a standard, the newest first.</summary>
    public Task<List<Recognition>> RecognitionsAsync(string institution, string key, CancellationToken cancellation) => store.ReadAsync(
        db => db.Recognitions.Where(row => row.Institution == institution && row.StandardKey == key).OrderByDescending(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<List<Received>> ReceivedAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.ReceivedCatalogues.OrderByDescending(row => row.Id).Select(row => new Received(row.Id, row.Institution, row.IssuedOn, row.ReceivedBy, row.ReceivedAt)).ToListAsync(cancellation), cancellation);

    public Task<bool> IsPublishedAsync(int standardId, CancellationToken cancellation) => store.ReadAsync(db => db.PublishedStandards.AnyAsync(row => row.StandardId == standardId, cancellation), cancellation);

    public Task<List<Own>> OwnAsync(CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var published = await db.PublishedStandards.ToDictionaryAsync(row => row.StandardId, cancellation);
            var standards = await db.Standards.Include(row => row.Certificates).AsSplitQuery().Where(row => db.PublishedStandards.Any(one => one.StandardId == row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
            var since = Today.AddYears(-1);
            var used = await db.Certificates.Where(row => row.IssuedOn > since && !row.IsSimulated && db.PublishedStandards.Any(one => one.StandardId == row.Verification!.StandardId))
                .GroupBy(row => row.Verification!.StandardId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
            return standards.ConvertAll(row => new Own(row, published[row.Id].PublishedBy, published[row.Id].PublishedAt, used.GetValueOrDefault(row.Id)));
        },
        cancellation);

    /// <summary>Our catalogue as of today. It holds what was published and nothing of persons, places and equipment.</summary>
    public async Task<Outcome<CatalogueFile>> CatalogueAsync(CancellationToken cancellation)
    {
        if (await store.ReadAsync(db => db.Institutions.FirstOrDefaultAsync(cancellation), cancellation) is not { } institution)
            return SharingErrors.NoInstitution;
        var today = Today;
        return new CatalogueFile(
            CatalogueFile.FormatName, CatalogueFile.CurrentVersion, today, institution.IsDemonstration, new(institution.NameZh, institution.NameEn, institution.AddressZh, institution.AddressEn, institution.Telephone),
            [
                .. (await OwnAsync(cancellation)).Select(own => new CatalogueFile.Standard(
                    own.Standard.Id.ToString(CultureInfo.InvariantCulture), own.Standard.NameZh, own.Standard.NameEn, own.Standard.ClassificationCode, own.Standard.RangeText, own.Standard.UncertaintyText, own.Standard.OwnerClass,
                    own.Standard.StandingOn(today), own.Standard.ValidUntil(today), own.CertificatesInYear, own.Standard.Parameters, own.Standard.Scopes,
                    [
                        .. Enum.GetValues<Core.Traceability.StandardCertificateKind>().Select(kind => own.Standard.CertificateShownOn(kind, today)).OfType<StandardCertificate>()
                            .Select(one => new CatalogueFile.Certificate(one.Kind, one.Number, one.Issuer, one.IssuedOn, one.ValidUntil)),
                    ])),
            ]);
    }

    private Task<List<Hit>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var newest = await db.ReceivedCatalogues.Where(row => !db.ReceivedCatalogues.Any(later => later.Institution == row.Institution && later.IssuedOn > row.IssuedOn)).OrderBy(row => row.Institution).ToListAsync(cancellation);
            var said = (await db.Recognitions.OrderBy(row => row.Id).ToListAsync(cancellation)).GroupBy(row => (row.Institution, row.StandardKey)).ToDictionary(group => group.Key, group => group.Last());
            return newest.SelectMany(row => CatalogueFile.Read(row.File) is { IsRefused: false, Value: var file }
                ? file.Standards.Select(one => new Hit(row.Id, row.Institution, row.IssuedOn, file.IsDemonstration, one, said.GetValueOrDefault((row.Institution, one.Id)))) : []).ToList();
        },
        cancellation);
}
