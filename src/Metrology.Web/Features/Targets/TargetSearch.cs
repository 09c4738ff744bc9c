using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Targets;

/// <summary>Targets by id, place, document and quoted sentence; 计量 finds 計量.</summary>
internal sealed class TargetSearch(TargetQueries targets, TimeProvider clock, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeTargets;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var simplified = SimplifiedChinese.Of(text);
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return [.. (await targets.OnAsync(today, cancellation)).Select(line => line.View.Target)
            .Where(target => new[] { target.Id, target.Place, target.Document, target.Quote, target.Unit }
                .Any(part => part is not null && SimplifiedChinese.Of(part).Contains(simplified, StringComparison.OrdinalIgnoreCase)))
            .Take(most)
            .Select(target => new SearchHit(
                t.Targets.Title, $"{target.Id} {target.Place} {TargetText.Number(target)} {target.Unit}", $"/targets/{target.Id}",
                target.Id.Equals(text, StringComparison.OrdinalIgnoreCase)))];
    }
}
