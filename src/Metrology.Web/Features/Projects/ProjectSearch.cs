using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.Core.Words;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Projects;

/// <summary>Projects by name, institution, owner and plan.</summary>
internal sealed class ProjectSearch(ProjectQueries projects, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeRegistry;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var simplified = SimplifiedChinese.Of(text);
        return [.. (await projects.AllAsync(cancellation))
            .Where(project => new[] { project.NameZh, project.NameEn, project.Institution, project.PlanEntry }.Concat(project.Stages.Select(stage => stage.Owner))
                .Any(part => part is not null && SimplifiedChinese.Of(part).Contains(simplified, StringComparison.OrdinalIgnoreCase)))
            .Take(most)
            .Select(project => new SearchHit(t.Projects.Title, t[project.Name], $"/projects/{project.Id}", project.PlanEntry == text))];
    }
}
