using Metrology.App.CountedThings;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.CountedThings;

/// <summary>What targets count beside measurement standards: one list with kinds, one form, and the same for programs.</summary>
internal sealed class CountedThingsFeature : IFeature
{
    private const string Path = CountedThingFilter.Path;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.CountedThings.Title, "list-check", Path, Permission.SeeTargets)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).TakesThings().Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/export.csv", (HttpContext context, [AsParameters] CountedThingFilter filter, CancellationToken cancellation) => ExportAsync(context, filter, TableFiles.Csv, cancellation)).TakesThings().Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/export.xlsx", (HttpContext context, [AsParameters] CountedThingFilter filter, CancellationToken cancellation) => ExportAsync(context, filter, TableFiles.Xlsx, cancellation)).TakesThings().Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/export.json", (HttpContext context, [AsParameters] CountedThingFilter filter, CancellationToken cancellation) => ExportAsync(context, filter, CountedThingTable.Json, cancellation)).TakesThings().Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/new", ([FromQuery] string? kind) => Page(null, new() { Kind = kind }, FieldErrors.None)).Takes("kind", CountedThingFilter.Kinds).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/new", (HttpContext context, Typed<CountedThingForm> form, CancellationToken cancellation) => SaveAsync(null, context, form.Value, cancellation)).Needs(Permission.EditTargets);
        pages.MapGet(Path + "/{id:int}", async (int id, CountedThingQueries things, CancellationToken cancellation) =>
            await things.FindAsync(id, cancellation) is { } row ? Page(row, CountedThingForm.Of(row), FieldErrors.None) : Results.NotFound()).Needs(Permission.SeeTargets);
        pages.MapPost(Path + "/{id:int}", (int id, HttpContext context, Typed<CountedThingForm> form, CancellationToken cancellation) => SaveAsync(id, context, form.Value, cancellation)).Needs(Permission.EditTargets);
        ThingImportPages.Map(pages, api);
        api.MapGet(Path, ListByApi).TakesThings().Produces<CountedThingList>().Needs(Permission.SeeTargets);
        api.MapGet(Path + "/{id:int}", ShowByApi).Produces<CountedThingAnswer>().Needs(Permission.SeeTargets);
        api.MapPost(Path, (CountedThingBody body, SaveCountedThing save, CurrentActor me, Words t, CancellationToken cancellation) => SaveByApiAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditTargets);
        api.MapPut(Path + "/{id:int}", (int id, CountedThingBody body, SaveCountedThing save, CurrentActor me, Words t, CancellationToken cancellation) => SaveByApiAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditTargets);
    }

    private static async Task<IResult> List([AsParameters] CountedThingFilter filter, CountedThingQueries things, TargetQueries targets, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        filter = filter with { On = on.IsToday ? null : on.Day.Iso() };
        var target = string.IsNullOrEmpty(filter.Target) ? null : await targets.FindAsync(filter.Target, on.Day, filter.Reading, cancellation);
        if (target is null && filter.Target is { Length: > 0 })
            return Results.NotFound();
        return View.OfForm<CountedThingsPage>(on.Errors, new { Filter = filter, On = on, Lines = await filter.LinesAsync(things, targets, on.Day, cancellation) ?? [], Of = target });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, CountedThingFilter filter, Func<HttpContext, SheetText, string, IResult> file, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var (things, targets, clock, t) = (services.GetRequiredService<CountedThingQueries>(), services.GetRequiredService<TargetQueries>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Words>());
        var on = ChosenDate.Of(filter.On, clock);
        if (on.Refusal is not null)
            return await List(filter, things, targets, clock, cancellation);
        return await filter.LinesAsync(things, targets, on.Day, cancellation) is { } lines ? file(context, CountedThingTable.Of(lines, on.Day, t), $"counted-things-{on.Day.Iso()}") : Results.NotFound();
    }

    private static async Task<IResult> SaveAsync(int? id, HttpContext context, CountedThingForm form, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var row = id is { } known ? await services.GetRequiredService<CountedThingQueries>().FindAsync(known, cancellation) : null;
        if (id is not null && row is null)
            return Results.NotFound();
        var errors = new FieldErrors();
        var request = form.Check(row, errors);
        // What cannot be read and what the use case would refuse are one list to the person who typed both.
        if (errors.Of(nameof(form.Kind)) is null)
        {
            foreach (var problem in SaveCountedThing.Problems(request).Where(problem => errors.Of(problem.Field ?? "") is null).ToList())
                errors.Add(problem);
        }

        if (!errors.Any)
            errors.Add((await services.GetRequiredService<SaveCountedThing>().ExecuteAsync(services.GetRequiredService<CurrentActor>().Required.Saying(form.Because), request, cancellation)).Refusal);
        return errors.Any ? Page(row, form, errors) : NoticeCookie.Redirect(context, $"{Path}?kind={request.Kind}", services.GetRequiredService<Words>().CountedThings.Saved);
    }

    private static IResult Page(CountedThingRow? row, CountedThingForm form, FieldErrors errors) => View.OfForm<CountedThingPage>(errors, new { Row = row, Form = form, Errors = errors });

    private static Task<IResult> ListByApi([AsParameters] CountedThingFilter filter, CountedThingQueries things, TargetQueries targets, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(filter.On, clock, t, async on => await filter.LinesAsync(things, targets, on, cancellation) is { } lines
            ? Results.Ok(new CountedThingList(on, [.. lines.Select(line => CountedThingAnswer.Of(line.Row, line.Standing, line.CountsWith))]))
            : ErrorPages.Problem(TargetErrors.NotFound, t.Language));

    private static Task<IResult> ShowByApi(int id, string? on, CountedThingQueries things, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day => (await things.OnAsync(day, cancellation)).FirstOrDefault(line => line.Row.Id == id) is { } line
            ? Results.Ok(CountedThingAnswer.Of(line.Row, line.Standing, line.CountsWith))
            : ErrorPages.Problem(CountedThingErrors.NotFound, t.Language));

    private static async Task<IResult> SaveByApiAsync(int? id, CountedThingBody body, SaveCountedThing save, CurrentActor me, Words t, CancellationToken cancellation) =>
        body.Kind is null && id is null
            ? ErrorPages.Problem(CountedThingErrors.NoKind, t.Language)
            : (await save.ExecuteAsync(me.Required.Saying(body.Because), body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));
}

public sealed record CountedThingList(DateOnly On, IReadOnlyList<CountedThingAnswer> Items);

/// <param name="CountsWith">Numbers of the rows that are this same thing: together they count once.</param>
public sealed record CountedThingAnswer(
    int Id, ThingKind Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator, string Source,
    StandardStanding Standing, IReadOnlyList<int> CountsWith, bool IsVoid, string EnteredBy, int Version)
{
    public static CountedThingAnswer Of(CountedThingRow row, StandardStanding standing, IReadOnlyList<int> countsWith) => new(
        row.Id, row.Kind, row.Name, row.Code, row.District, row.From, row.Until, row.Definition, row.Numerator, row.Denominator, row.Source, standing, countsWith, row.IsVoid, row.EnteredBy, row.Version);
}

/// <param name="Because">Why, where a row that is there changes.</param>
public sealed record CountedThingBody(
    ThingKind? Kind, string? Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator, string? Source,
    bool IsVoid = false, string? Because = null, int? Version = null)
{
    internal SaveCountedThing.Request Request(int? id) => new(id, Kind ?? default, Name ?? "", Code, District, From, Until, Definition, Numerator, Denominator, Source ?? "", IsVoid, Version);
}
