using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Standards;

/// <summary>Standards by name, code, place and the numbers of their certificates.</summary>
internal sealed class StandardSearch(StandardQueries standards, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeRegistry;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var exact = await standards.WithNumberAsync(text, cancellation);
        var found = await standards.ListAsync(new(DateOnly.MinValue, [], text), most, cancellation);
        return [.. exact.Concat(found.Lines.Select(line => line.Standard)).DistinctBy(row => row.Id).Take(most).Select((standard, i) => new SearchHit(
            t.Standards.Title, t[standard.Name], $"/standards/{standard.Id}", i < exact.Count))];
    }
}
