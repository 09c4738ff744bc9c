using System.Globalization;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Targets;

/// <summary>The targets of published plans: quoted, read and counted on any day.</summary>
internal sealed class TargetsFeature : IFeature
{
    private const string Path = "/targets";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Targets.Title, "target", Path, Permission.SeeTargets)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, TargetSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Needs(Permission.SeeTargets).Lists(nameof(App.Targets.TargetRow));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/{id}", Show).Needs(Permission.SeeTargets);
        pages.MapPost(Path + "/{id}/reading", Choose).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id}/snapshot", TakeSnapshot).Needs(Permission.RunJobs);
        TargetEntryForms.Map(pages, api);
        TargetPlanForms.Map(pages, api);
        TargetsApi.Map(api);
    }

    private static async Task<IResult> List([FromQuery] string? on, [FromQuery] bool? withdrawn, TargetQueries targets, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        return View.OfForm<TargetsPage>(chosen.Errors, new { On = chosen, Lines = await targets.OnAsync(chosen.Day, cancellation, withdrawn == true), AreWithdrawn = withdrawn == true });
    }

    private static async Task<IResult> Export(string format, [FromQuery] string? on, [FromQuery] bool? withdrawn, HttpContext context, TargetQueries targets, Words t, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        if (chosen.Refusal is not null)
            return await List(on, withdrawn, targets, clock, cancellation);
        return await ListExport.AnswerAsync(context, format, async () => new(
            $"targets-{chosen.Day.Iso()}",
            [
                ("id", t.Targets.Id), ("place", t.Targets.Place), ("document", t.Targets.Document), ("file", t.TargetEntry.File), ("line", t.TargetEntry.LineNumber), ("quote", t.Targets.Quote), ("unit", t.Targets.Unit), ("number", t.Targets.Number), ("scope", t.Targets.Scope), ("counts", t.TargetEntry.Counts), ("reading", t.Targets.ReadingInForce),
                ("count", t.Targets.Count), ("unknown", t.Planning.Unknown), ("due", t.Targets.Due), ("on", t.Planning.OnDay), ("state", t.Targets.State),
            ],
            [
                .. (await targets.OnAsync(chosen.Day, cancellation, withdrawn == true)).Select(line => (IReadOnlyList<string>)
                [
                    line.View.Id, line.View.Target.Place, line.View.Target.Document, line.View.Target.SeedFile ?? "", line.View.Target.Line.ToString(CultureInfo.InvariantCulture), line.View.Target.Quote ?? "", line.View.Target.Unit ?? "", TargetText.Number(line.View.Target) ?? "", line.View.Target.Scope, CountedKinds.Of(line.View.Target) is { } counted ? t[CountedKinds.Label(counted)!] : "", TargetText.Reading(line.Reading, t),
                    line.Count?.Counted.ToString(CultureInfo.InvariantCulture) ?? "", line.Count?.Unknown.ToString(CultureInfo.InvariantCulture) ?? "", line.View.Target.Due.DefaultDate?.Iso() ?? "", chosen.Day.Iso(),
                    t.Targets.Standing(line.Standing),
                ]),
            ]));
    }

    private static async Task<IResult> Show(
        string id, [FromQuery] string? on, [FromQuery] string? reading, TargetQueries targets, TimeProvider clock, CancellationToken cancellation) =>
        await PageAsync(id, ChosenDate.Of(on, clock), reading, new(), FieldErrors.None, targets, cancellation);

    private static async Task<IResult> Choose(
        string id, HttpContext context, ChooseReading choose, TargetQueries targets, CurrentActor me, TimeProvider clock, Words t,
        Typed<ReadingForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var chosen = await choose.ExecuteAsync(me.Required, id, form.Reading ?? "", form.Because, cancellation);
        return chosen.Refusal is { } refusal
            ? await PageAsync(id, ChosenDate.Of(null, clock), form.Reading, form, new FieldErrors().Add(refusal), targets, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Targets.Chosen(TargetText.Reading(chosen.Value, t)));
    }

    private static async Task<IResult> TakeSnapshot(
        string id, HttpContext context, RunJob run, TargetQueries targets, CurrentActor me, TimeProvider clock, Words t, CancellationToken cancellation)
    {
        var today = ChosenDate.Of(null, clock);
        if (await targets.ViewAsync(id, cancellation) is null)
            return Results.NotFound();
        var ran = await run.NowAsync(me.Required, JobCatalog.TargetSnapshots.Id, cancellation);
        var errors = ran.Refusal is { } refusal ? new FieldErrors().Add(refusal)
            : ran.Value is { FaultCode: { } code, Said: { } why } ? new FieldErrors().Add("", why, code)
            : FieldErrors.None;
        return errors.Any
            ? await PageAsync(id, today, null, new(), errors, targets, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", t[ran.Value.Said!]);
    }

    /// <summary>The page with what was wrong in its forms for baseline and parts.</summary>
    internal static Task<IResult> PlanPageAsync(string id, object? form, FieldErrors errors, IServiceProvider services, CancellationToken cancellation) => PageAsync(
        id, ChosenDate.Of(null, services.GetRequiredService<TimeProvider>()), null, new(), errors, services.GetRequiredService<TargetQueries>(), cancellation, form);

    private static async Task<IResult> PageAsync(
        string id, ChosenDate on, string? reading, ReadingForm form, FieldErrors errors, TargetQueries targets, CancellationToken cancellation, object? plan = null)
    {
        if (await targets.ViewAsync(id, cancellation) is null)
            return Results.NotFound();
        var all = await targets.CountableAsync(cancellation);
        if (await targets.FindAsync(id, on.Day, reading, cancellation, all) is not { } line)
            return Results.NotFound();
        if (!string.IsNullOrEmpty(reading) && line.Reading != reading && !errors.Any)
            errors = new FieldErrors().Add(TargetErrors.NotAReading);
        var history = await targets.HistoryAsync(line.View, line.Reading, cancellation, all);
        var status = errors.Any || on.Refusal is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        var (units, rates) = (await targets.UnitsAsync(line.View, line.Reading, on.Day, cancellation, all), await targets.RatesAsync(line.View, on.Day, cancellation));
        return View.Of<TargetPage>(new { Line = line, On = on, History = history, Units = units, Rates = rates, Form = form, Plan = plan, Errors = errors }, status);
    }
}

/// <summary>A chosen reading as typed.</summary>
public sealed record ReadingForm
{
    public string? Reading { get; init; }
    public string? Because { get; init; }
}
