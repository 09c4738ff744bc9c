using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Certificates;

/// <summary>Certificates by number, serial number or customer; a whole number goes there at once.</summary>
internal sealed class CertificateSearch(CertificateQueries certificates, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeCertificates;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation) =>
    [
        .. (await certificates.ListAsync(new(text), cancellation)).Take(most).Select(row => new SearchHit(
            t.Certificates.Kind(row.Kind), $"{row.Number} · {row.UnitSerial} · {row.Customer}", CertificatesFeature.PathOf(row.Number), row.Number == text)),
    ];
}
