using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Words;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Standards;

/// <summary>Standards by name, code, place and the numbers of their certificates.</summary>
internal sealed class StandardSearch(StandardQueries standards, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeRegistry;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var simplified = SimplifiedChinese.Of(text);
        return [.. (await standards.AllAsync(cancellation)).Where(standard => StandardFilter.Matches(standard, simplified)).Take(most).Select(standard => new SearchHit(
            t.Standards.Title,
            t[standard.Name],
            $"/standards/{standard.Id}",
            standard.Certificates.Any(certificate => certificate.Number == text)))];
    }
}
