using Metrology.App.Forecasts;
using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Forecasts;

namespace Metrology.Web.Features.Home;

/// <summary>The first page after sign-in, the choice of language, and who is asking (API).</summary>
internal sealed class HomeFeature : IFeature
{
    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet("/", (CurrentActor me, StandardQueries standards, TargetQueries targets, ForecastQueries forecasts, ProjectQueries projects, CancellationToken cancellation) =>
            // A planner begins with the overview, everybody else with the places they may go.
            me.Required.Allows(Permission.SeeTargets) ? ForecastFeature.Overview(standards, targets, forecasts, projects, cancellation) : Task.FromResult(View.Of<HomePage>())).NeedsSignIn();
        pages.MapPost("/language", (Delegate)SwitchLanguage).OpenTo("the sign-in page has the switch too");
        api.MapGet("/me", (CurrentActor me) => Results.Ok(new Person(me.Required.Name, [.. me.Required.Roles.Select(role => role.ToString())]))).Produces<Person>().NeedsSignIn();
    }

    internal sealed record Person(string Name, string[] Roles);

    private static async Task<IResult> SwitchLanguage(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (LanguageChoice.Parse(form["language"]) is { } language)
            LanguageChoice.Keep(context.Response, language);
        string? back = form["back"];
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    /// <summary>A path of this server: one slash, not two, no backslash.</summary>
    internal static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl);
}
