namespace Metrology.Web.Features.Search;

/// <summary>One box for everything; a barcode scanner types into it as well.</summary>
internal sealed class SearchFeature : IFeature
{
    private const int LongestText = 100;
    private const int MostPerSource = 20;

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api) => pages.MapGet("/search", Find).NeedsSignIn();

    private static async Task<IResult> Find(string? q, IEnumerable<ISearchSource> sources, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var text = q?.Trim() ?? "";
        text = text.Length > LongestText ? text[..LongestText] : text;
        List<SearchHit> hits = [];
        if (text.Length > 0)
        {
            hits.AddRange(FeatureCatalogue.Navigation
                .Where(entry => me.Can(entry.Permission) && entry.Title(t).Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(entry => new SearchHit(t.Search.Page, entry.Title(t), entry.Path)));
            foreach (var source in sources.Where(source => me.Can(source.Permission)))
                hits.AddRange(await source.FindAsync(text, MostPerSource, cancellation));
        }

        return hits.Where(hit => hit.IsExact).ToArray() is [var only]
            ? Results.LocalRedirect(only.Path)
            : View.Of<SearchPage>(new { Text = text, Hits = hits });
    }
}
