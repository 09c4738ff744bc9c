using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Station.Benches;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Bench;

/// <summary>What the verifier does at the bench: one event of the run each. A refusal changes nothing and is said where it was asked.</summary>
internal sealed class BenchActs(EnterReadings enter, VerificationQueries verifications, BenchRuns runs, LiveFeed live, TimeProvider clock)
{
    public async Task<IResult> ExecuteAsync(Guid id, string act, HttpContext context, Actor actor)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = form.ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "");
        var found = await verifications.FindAsync(id, context.RequestAborted);
        if (found.Refusal is { } missing)
            return RefusedPage.Of(context, missing);

        var errors = new FieldErrors();
        var happened = EventOf(act, typed, errors, found.Value);
        if (happened is null && !errors.Any)
            return Results.NotFound();

        runs.AttachIfOurs(found.Value, actor);
        if (!errors.Any && await RefusalAsync(found.Value, actor, happened!, typed.GetValueOrDefault("seen"), context.RequestAborted) is { } refusal)
            errors.Add(refusal, FieldOf(refusal, act));
        return await AnswerAsync(id, act, typed, errors, context, actor);
    }

    private async Task<Refusal?> RefusalAsync(RunRecord found, Actor actor, RunEvent happened, string? seen, CancellationToken cancellation)
    {
        // A form that does not say what it is about is no form of ours.
        if (RunPosition.Parse(seen) is not { } position)
            return VerificationErrors.MovedOn;
        var refusal = (await enter.ExecuteAsync(actor, found, happened, position, cancellation)).Refusal;
        // The load is to be off, and it is.
        return happened is RunEvent.Paused && refusal?.Code == "run.paused" ? null : refusal;
    }

    private RunEvent? EventOf(string act, IReadOnlyDictionary<string, string> typed, FieldErrors errors, RunRecord found)
    {
        var (state, procedure, own) = (found.State, found.State.Plan.Procedure, TypedByHand.Of(found));
        var reason = typed.GetValueOrDefault($"reason-{act}")?.Trim() ?? "";
        return act switch
        {
            "begin" => new RunEvent.Begun(),
            "accept" => new RunEvent.Accepted(reason.Length == 0 && !typed.ContainsKey("reason-accept") ? null : reason),
            "pause" or "off" => new RunEvent.Paused(),
            "resume" => new RunEvent.Resumed(),
            "repeat" => new RunEvent.RepeatRequested(reason),
            "skip" => new RunEvent.Skipped(reason),
            "takeback" => StepKey.Parse(typed.GetValueOrDefault("step")) is { } step ? new RunEvent.TakenBack(step, reason) : NoStep(errors),
            "comment" => new RunEvent.Commented(reason),
            "abort" => new RunEvent.Aborted(reason),
            "environment" => RunMachine.Next(state) is Directive.AskEnvironment && own is not null
                ? BenchEntries.Environment(procedure, own, typed, errors, clock.GetUtcNow()) : Late(errors),
            "values" => own is not null ? BenchEntries.Values(procedure, own, typed, errors, clock.GetUtcNow()) : Late(errors),
            "again" => TypedByHand.ShareOf(found) is { IsWhole: true } share ? new RunEvent.Observed(share.Set.Stage, []) : Late(errors),
            "checks" => RunMachine.Next(state) is Directive.AskChecks ask
                ? BenchEntries.Checks(ask.Item.Checks, typed, errors, clock.GetUtcNow()) : Late(errors),
            _ => null,
        };
    }

    private async Task<IResult> AnswerAsync(Guid id, string act, IReadOnlyDictionary<string, string> typed, FieldErrors errors, HttpContext context, Actor actor)
    {
        var now = (await verifications.FindAsync(id, context.RequestAborted)).Value;
        if (now.Verification.State is not (VerificationState.Draft or VerificationState.Running))
            return Leave(id, context);
        var view = new BenchView(now, live.Of(id), clock.GetUtcNow(), now.Verification.VerifierId == actor.AccountId);
        var isDialog = typed.ContainsKey($"reason-{act}");
        var isHtmx = context.Request.Headers.ContainsKey("HX-Request");
        if (errors.Any && isDialog)
        {
            var reason = typed[$"reason-{act}"];
            return isHtmx
                ? View.OfForm<ReasonPart>(errors, new { View = view, Act = act, Reason = reason, Step = typed.GetValueOrDefault("step"), Errors = errors })
                : View.OfForm<RunPage>(errors, new { View = view, Ask = act, Reason = reason, Step = typed.GetValueOrDefault("step"), Errors = errors });
        }

        if (!isHtmx)
            return errors.Any ? View.OfForm<RunPage>(errors, new { View = view, Errors = errors, Typed = typed }) : Results.LocalRedirect(WorkPlaces.Bench(id));
        // htmx looks for a new target from the form that was sent. The stream may have taken a form of the desk off the page by now; a dialog stays.
        if (context.Request.Headers["HX-Target"] != "desk")
            context.Response.Headers["HX-Retarget"] = "#desk";
        return View.OfForm<DeskPart>(errors, new { View = view, Errors = errors, Typed = errors.Any ? typed : new Dictionary<string, string>() });
    }

    private static IResult Leave(Guid id, HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return Results.LocalRedirect(WorkPlaces.Record(id));
        context.Response.Headers["HX-Redirect"] = WorkPlaces.Record(id);
        return Results.Ok();
    }

    private static RunEvent? Late(FieldErrors errors)
    {
        errors.Add(VerificationErrors.MovedOn);
        return null;
    }

    private static RunEvent? NoStep(FieldErrors errors)
    {
        errors.Add(NotChosen, "step");
        return null;
    }

    private static readonly Refusal NotChosen = Refusal.Of("input.required", "请选择要撤回的步骤。", "Choose the step that is taken back.");

    private static string FieldOf(Refusal refusal, string act) => refusal.Code switch
    {
        "run.reason-missing" or "run.reason-too-long" => $"reason-{act}",
        "run.no-such-step" or "run.not-done" => "step",
        _ => "",
    };
}
