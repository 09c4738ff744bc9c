using System.Net.Mime;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Station.Benches;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Verifications;

/// <summary>Verifications for programs: the same use cases as the pages, refusals as problem details with their stable code.</summary>
internal static class VerificationApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/verifications", List).TakesFilter(Enum.GetValues<VerificationState>()).Produces<PageView>().Needs(Permission.SeeWork);
        api.MapPost("/verifications", Open).Produces<Opened>(StatusCodes.Status201Created).Needs(Permission.Measure);
        api.MapGet("/verifications/{id:guid}", Find).Produces<RunView>().Needs(Permission.SeeWork);
        api.MapGet("/verifications/{id:guid}/record", Record).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Json).Needs(Permission.SeeWork);
        api.MapGet("/verifications/{id:guid}/pdf", Pdf).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeWork);
        api.MapGet("/verifications/{id:guid}/bundle", Bundle).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Zip).Needs(Permission.SeeWork);
        api.MapGet("/verifications/{id:guid}/events", Events).Produces<IEnumerable<EventView>>().Needs(Permission.SeeWork);
        api.MapPost("/verifications/{id:guid}/events", AddEvent).Produces<RunView>().Needs(Permission.Measure);
        api.MapPost("/verifications/{id:guid}/submit", Submit).Produces<Moved>().Needs(Permission.Measure).Signs(SignatureMeaning.Verified);
        api.MapPost("/verifications/{id:guid}/abort", Abort).Produces<Moved>().Needs(Permission.Measure);
    }

    internal sealed record LineView(
        Guid Id, string Number, VerificationState State, string UnitSerial, string UnitModel, string Customer, string Procedure, DateOnly WorkDate, string Verifier,
        bool IsMine, bool IsSimulated, bool IsDemonstration);

    internal sealed record PageView(IReadOnlyList<LineView> Verifications, string? Next);

    /// <param name="Seen">Where the run stands; sent back with an event.</param>
    /// <param name="Done">The steps that an event "take-back" may name.</param>
    /// <param name="Expected">The readings that a person types now, complete; empty when none are awaited from a person.</param>
    internal sealed record RunView(
        Guid Id, string Number, VerificationState State, Verdict Verdict, int Events, int Observations, string? Step, string Directive, bool IsPaused, string Seen,
        IReadOnlyList<AwaitedReading> Expected, IReadOnlyList<FlagView> Flags, string? Tariff, IReadOnlyList<FareView> Fares, IReadOnlyList<string> Done);

    /// <summary>What is no part of the verdict and must not be passed over, such as a typed value that is not that of the certificate.</summary>
    internal sealed record FlagView(string Code, string Text, IReadOnlyList<string> Details);

    /// <summary>A fare that a taximeter showed at a jump, and what the tariff gives for distance and time of the reference; yuan.</summary>
    internal sealed record FareView(string Step, int Jump, decimal Kilometres, decimal Minutes, decimal Shown, decimal? Expected, decimal Least, decimal Most, bool Agrees);

    /// <summary>A reading that a person types, as an event "observe" gives it, with its value.</summary>
    /// <param name="Unit">Any unit of its dimension is taken.</param>
    internal sealed record AwaitedReading(string Role, string Subject, string Measurand, string Unit);

    internal sealed record OpenBody(int? UnitId, int? StandardId, int? BenchId, VerificationKind? Kind, DateOnly? WorkDate, string? Place, Guid? Key, CalibrationTerms? Calibration, string? Tariff = null)
    {
        /// <summary>Name of the first field that must be there and is not.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public string Missing => UnitId is null ? nameof(UnitId) : StandardId is null ? nameof(StandardId) : BenchId is null ? nameof(BenchId) : Kind is null ? nameof(Kind) : nameof(WorkDate);
    }

    internal sealed record ReasonBody(string? Reason);

    internal sealed record Moved(VerificationState State);

    internal sealed record Opened(Guid Id);

    internal sealed record EventView(int Sequence, string Kind, Stage? Stage, string? Text, string? Code, DateTimeOffset At);

    private static async Task<IResult> List(string? state, string? q, string? after, WorkQueue queue, CurrentActor me, CancellationToken cancellation)
    {
        var person = me.Required;
        VerificationState[] states = Enum.TryParse<VerificationState>(state, ignoreCase: true, out var one) ? [one] : [];
        var page = await queue.ListAsync(person, states, q?.Trim(), WorkQueue.Cursor.Parse(after), cancellation);
        return Results.Ok(new PageView(
            [.. page.Items.Select(item => new LineView(
                item.Line.Id, item.Line.Number, item.Line.State, item.Line.UnitSerial, item.Line.UnitModel, item.Line.Customer, item.Line.Procedure, item.Line.WorkDate,
                item.Line.Verifier, item.VerifierId == person.AccountId, item.Line.IsSimulated, item.Line.IsDemonstration))],
            page.Next?.ToString()));
    }

    private static async Task<IResult> Open(OpenBody body, OpenVerification open, CurrentActor me, Words t, CancellationToken cancellation)
    {
        if (body is not { UnitId: { } unit, StandardId: { } standard, BenchId: { } bench, Kind: { } kind, WorkDate: { } date })
            return ErrorPages.Problem(VerificationErrors.NotChosen(body.Missing), t.Language);
        var opened = await open.ExecuteAsync(me.Required, new(unit, standard, bench, kind, date, body.Place ?? "", body.Key, body.Calibration, body.Tariff), cancellation);
        return opened.Refusal is { } refusal
            ? ErrorPages.Problem(refusal.Field == nameof(OpenVerification.Request.TariffId) ? refusal with { Field = nameof(OpenBody.Tariff) } : refusal, t.Language)
            : Results.Created($"/api/v1/verifications/{opened.Value}", new Opened(opened.Value));
    }

    private static async Task<IResult> Find(Guid id, VerificationQueries verifications, Words t, CancellationToken cancellation)
    {
        var found = await verifications.FindAsync(id, cancellation);
        return found.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(ViewOf(found.Value, t));
    }

    private static async Task<IResult> Record(Guid id, RecordExport export, Words t, CancellationToken cancellation)
    {
        var exported = await export.ExecuteAsync(id, cancellation);
        return exported.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Bytes(exported.Value, MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> Bundle(Guid id, RecordExport export, Words t, CancellationToken cancellation)
    {
        var exported = await export.BundleAsync(id, cancellation);
        return exported.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Bytes(exported.Value, MediaTypeNames.Application.Zip);
    }

    private static async Task<IResult> Pdf(Guid id, OriginalRecord record, Words t, CancellationToken cancellation)
    {
        var pdf = await record.PdfAsync(id, t.Language, cancellation);
        return pdf.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Bytes(pdf.Value, MediaTypeNames.Application.Pdf);
    }

    private static async Task<IResult> Events(Guid id, VerificationQueries verifications, Words t, CancellationToken cancellation)
    {
        var found = await verifications.FindAsync(id, cancellation);
        if (found.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, t.Language);
        var events = await verifications.EventsAsync(id, cancellation);
        return Results.Ok(events.Select(row => new EventView(row.Sequence, row.Kind, row.Stage, row.Text, row.Code, row.At)));
    }

    private static async Task<IResult> AddEvent(
        Guid id, EventBody body, EnterReadings enter, VerificationQueries verifications, BenchRuns runs, CurrentActor me, Words t, TimeProvider clock,
        CancellationToken cancellation)
    {
        var found = await verifications.FindAsync(id, cancellation);
        if (found.Refusal is { } missing)
            return ErrorPages.Problem(missing, t.Language);
        var happened = body.ToEvent(TypedByHand.ShareOf(found.Value), clock.GetUtcNow());
        if (happened.Refusal is { } wrong)
            return ErrorPages.Problem(wrong, t.Language);
        if (body.Seen is not null && RunPosition.Parse(body.Seen) is null)
            return ErrorPages.Problem(EventBody.At(VerificationErrors.MovedOn), t.Language);
        var recorded = await enter.ExecuteAsync(me.Required, found.Value, happened.Value, RunPosition.Parse(body.Seen), cancellation);
        if (recorded.Refusal is { } refusal)
            return ErrorPages.Problem(EventBody.At(refusal), t.Language);
        // A program needs no open page: what it begins is done.
        runs.AttachIfOurs(recorded.Value, me.Required);
        return Results.Ok(ViewOf(recorded.Value, t));
    }

    private static async Task<IResult> Submit(Guid id, MoveVerification move, CurrentActor me, Words t, CancellationToken cancellation) =>
        Answer(await move.ExecuteAsync(me.Required, id, VerificationStates.Submit, null, cancellation), t);

    private static async Task<IResult> Abort(Guid id, ReasonBody body, AbortVerification abort, CurrentActor me, Words t, CancellationToken cancellation) =>
        Answer(await abort.ExecuteAsync(me.Required, id, body.Reason, cancellation), t);

    private static IResult Answer(Outcome<VerificationState> moved, Words t) =>
        moved.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(new Moved(moved.Value));

    private static RunView ViewOf(RunRecord record, Words t) => new(
        record.Verification.Id, record.Verification.Number, record.Verification.State, record.Evaluate().Verdict, record.Events, record.State.Observations.Count,
        record.State.CurrentStep?.Key.ToString(), RunMachine.Next(record.State).GetType().Name, record.State.IsPaused, RunPosition.Of(record).ToString(), ExpectedOf(record),
        [.. RunFlags.Of(record).Select(flag => new FlagView(flag.Code, t[flag.Text], [.. flag.Details.Select(detail => t[detail])]))],
        record.Verification.Tariff?.Id,
        [.. TripFares.Of(record.State, record.Verification.Tariff).SelectMany(trip => trip.Jumps.Select(fare =>
            new FareView(trip.Step.Key.ToString(), fare.Jump.Number, fare.Jump.Kilometres, decimal.Round(fare.Jump.Minutes, 4), fare.Jump.Shown, fare.Expected, fare.Least, fare.Most, fare.Agrees)))],
        [.. record.State.Done.Select(step => step.Key.ToString())]);

    /// <summary>What a person types now: ambient conditions, answers, and values that no instrument of the bench takes.</summary>
    private static IReadOnlyList<AwaitedReading> ExpectedOf(RunRecord record)
    {
        return [.. (TypedByHand.Of(record)?.Readings ?? []).Select(one => new AwaitedReading(one.Role, one.Subject, one.Measurand, one.Unit))];
    }
}
