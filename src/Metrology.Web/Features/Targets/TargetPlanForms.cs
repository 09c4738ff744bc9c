using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Targets;

/// <summary>Entering the baseline of a target and dividing it, by pages and by programs.</summary>
internal static class TargetPlanForms
{
    private const string Path = "/targets/{id}";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapPost(Path + "/baseline", SetBaseline).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/plan-start", SetStart).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/meaning", ChooseMeaning).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/parts", AddPart).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/parts/{part:int}/remove", RemovePart).Needs(Permission.EditTargets);
        api.MapPut(Path + "/baseline", SetBaselineByApi).Produces<BaselineBody>().Needs(Permission.EditTargets);
        api.MapPut(Path + "/plan-start", SetStartByApi).Produces<PlanStartBody>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/meaning", ChooseMeaningByApi).Produces<MeaningBody>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/parts", AddPartByApi).Produces<PartAnswer>().Needs(Permission.EditTargets);
        api.MapDelete(Path + "/parts/{part:int}", RemovePartByApi).Produces(StatusCodes.Status204NoContent).Needs(Permission.EditTargets);
    }

    private static async Task<IResult> SetBaseline(
        string id, HttpContext context, SetBaseline set, CurrentActor me, Typed<BaselineForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        SetBaseline.Request request = new(id, errors.Number(nameof(form.Number), form.Number), errors.Day(nameof(form.On), form.On), form.Source);
        if (!errors.Any)
            errors.AddWhy((await set.ExecuteAsync(me.Required.Saying(form.BaselineBecause), request, cancellation)).Refusal, nameof(form.BaselineBecause));
        return await AnswerAsync(id, context, form, errors, cancellation);
    }

    private static async Task<IResult> SetStart(string id, HttpContext context, SetPlanStart set, CurrentActor me, Typed<PlanStartForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        SetPlanStart.Request request = new(id, errors.Day(nameof(form.PlanStart), form.PlanStart), form.PlanSource);
        if (!errors.Any)
            errors.AddWhy((await set.ExecuteAsync(me.Required.Saying(form.PlanBecause), request, cancellation)).Refusal, nameof(form.PlanBecause));
        return await AnswerAsync(id, context, form, errors, cancellation);
    }

    private static async Task<IResult> ChooseMeaning(string id, HttpContext context, ChooseMeaning choose, CurrentActor me, Typed<MeaningForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        if ((await choose.ExecuteAsync(me.Required, new(id, form.Meaning ?? "", form.Presider, form.MeaningBecause), cancellation)).Refusal is { } refusal)
            errors.Add(refusal, refusal.Field == "Because" ? nameof(form.MeaningBecause) : refusal.Field);
        return await AnswerAsync(id, context, form, errors, cancellation);
    }

    private static async Task<IResult> SetStartByApi(string id, PlanStartBody body, SetPlanStart set, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await set.ExecuteAsync(me.Required.Saying(body.Because), new(id, body.On, body.Source), cancellation)).Answer(t, _ => Results.Ok(body));

    private static async Task<IResult> ChooseMeaningByApi(string id, MeaningBody body, ChooseMeaning choose, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await choose.ExecuteAsync(me.Required, new(id, body.Meaning ?? "", body.Presider, body.Because), cancellation)).Answer(t, _ => Results.Ok(body));

    private static async Task<IResult> AddPart(string id, HttpContext context, DivideTarget divide, CurrentActor me, Typed<PartForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        DivideTarget.Request request = new(id, form.PartUnit ?? "", errors.Number(nameof(form.PartNumber), form.PartNumber), form.PartSource ?? "");
        if (!errors.Any && (await divide.AddAsync(me.Required, request, cancellation)).Refusal is { } refusal)
            errors.Add(refusal, refusal.Field is { } field ? $"Part{field}" : null);
        return await AnswerAsync(id, context, form, errors, cancellation);
    }

    private static async Task<IResult> RemovePart(string id, int part, HttpContext context, DivideTarget divide, CurrentActor me, [FromForm] string? why, CancellationToken cancellation) =>
        await AnswerAsync(id, context, null, new FieldErrors().AddWhy((await divide.RemoveAsync(me.Required.Saying(why), id, part, cancellation)).Refusal, ""), cancellation);

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, object? form, FieldErrors errors, CancellationToken cancellation) => errors.Any
        ? await TargetsFeature.PlanPageAsync(id, form, errors, context.RequestServices, cancellation)
        : NoticeCookie.Redirect(context, $"/targets/{id}", context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static async Task<IResult> SetBaselineByApi(string id, BaselineBody body, SetBaseline set, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await set.ExecuteAsync(me.Required.Saying(body.Because), new(id, body.Number, body.On, body.Source), cancellation)).Answer(t, _ => Results.Ok(body));

    private static async Task<IResult> AddPartByApi(string id, PartBody body, DivideTarget divide, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await divide.AddAsync(me.Required, new(id, body.Unit ?? "", body.Number, body.Source ?? ""), cancellation)).Answer(t, part => Results.Ok(new PartAnswer(part)));

    private static async Task<IResult> RemovePartByApi(string id, int part, string? because, DivideTarget divide, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await divide.RemoveAsync(me.Required.Saying(because), id, part, cancellation)).Answer(t, _ => Results.NoContent());
}

/// <summary>A baseline as typed.</summary>
public sealed record BaselineForm
{
    public string? Number { get; init; }
    public string? On { get; init; }
    public string? Source { get; init; }
    public string? BaselineBecause { get; init; }
}

/// <summary>The beginning of a plan as typed.</summary>
public sealed record PlanStartForm
{
    public string? PlanStart { get; init; }
    public string? PlanSource { get; init; }
    public string? PlanBecause { get; init; }
}

/// <summary>A chosen meaning as typed.</summary>
public sealed record MeaningForm
{
    public string? Meaning { get; init; }
    public string? Presider { get; init; }
    public string? MeaningBecause { get; init; }
}

public sealed record PlanStartBody(DateOnly? On, string? Source, string? Because = null);

public sealed record MeaningBody(string? Meaning, string? Presider, string? Because);

/// <summary>The part of a unit as typed.</summary>
public sealed record PartForm
{
    // The page has a baseline beside it: names of fields are ids and occur once.
    public string? PartUnit { get; init; }
    public string? PartNumber { get; init; }
    public string? PartSource { get; init; }
}

public sealed record BaselineBody(decimal? Number, DateOnly? On, string? Source, string? Because = null);

public sealed record PartBody(string? Unit, decimal? Number, string? Source);

public sealed record PartAnswer(int Id);
