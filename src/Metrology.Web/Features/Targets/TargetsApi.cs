using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Targets;

/// <summary>Targets and their counts for programs.</summary>
internal static class TargetsApi
{
    private const string Path = "/targets";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Produces<TargetList>().Needs(Permission.SeeTargets).Lists(nameof(App.Targets.TargetRow));
        api.MapGet(Path + "/{id}", Show).Produces<TargetAnswer>().Needs(Permission.SeeTargets);
        api.MapGet(Path + "/{id}/curve", Curve).Produces<TargetCurveAnswer>().Needs(Permission.SeeTargets);
        api.MapPost(Path + "/{id}/reading", Choose).Produces<ReadingForm>().Needs(Permission.EditTargets);
    }

    private static Task<IResult> List(string? on, bool? withdrawn, TargetQueries targets, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day =>
            Results.Ok(new TargetList(day, [.. (await targets.OnAsync(day, cancellation, withdrawn == true)).Select(line => TargetAnswer.Of(line, day, t))])));

    private static Task<IResult> Show(string id, string? on, string? reading, TargetQueries targets, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day => await targets.FindAsync(id, day, reading, cancellation) switch
        {
            null => ErrorPages.Problem(TargetErrors.NotFound, t.Language),
            var line when reading is not null && line.Reading != reading => ErrorPages.Problem(TargetErrors.NotAReading, t.Language),
            var line => Results.Ok(TargetAnswer.Of(line, day, t)),
        });

    private static async Task<IResult> Curve(string id, string? reading, TargetQueries targets, TimeProvider clock, Words t, CancellationToken cancellation)
    {
        if (await targets.FindAsync(id, ChosenDate.Of(null, clock).Day, reading, cancellation) is not { } line)
            return ErrorPages.Problem(TargetErrors.NotFound, t.Language);
        if (reading is not null && line.Reading != reading)
            return ErrorPages.Problem(TargetErrors.NotAReading, t.Language);
        var history = await targets.HistoryAsync(line.View, line.Reading, cancellation);
        return Results.Ok(new TargetCurveAnswer(
            line.Reading, history?.Curve, history?.Snapshots.Select(row => new TargetCurveAnswer.Snapshot(row.On, row.Valid, row.Expiring, row.Expired, row.Suspended, row.Unknown)).ToList()));
    }

    private static async Task<IResult> Choose(string id, ReadingForm body, ChooseReading choose, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await choose.ExecuteAsync(me.Required, id, body.Reading ?? "", body.Because, cancellation)).Answer(t, reading => Results.Ok(new ReadingForm { Reading = reading, Because = body.Because }));
}

public sealed record TargetList(DateOnly On, IReadOnlyList<TargetAnswer> Items);

/// <param name="Reading">The reading that the count is of.</param>
/// <param name="Count">Null when the register cannot answer the reading.</param>
/// <param name="File">Name of the file of the text; null when the text is not held.</param>
/// <param name="Counts">What is counted, as the entry says or its words do; null when neither does.</param>
/// <param name="EnteredBy">Null where it came with the product.</param>
/// <param name="NotCountedBecause">Why there is nothing to compare, in the language of the caller; null where there is.</param>
public sealed record TargetAnswer(
    string Id, DateOnly On, string Place, string Document, string? Quote, string? Number, string Operator, string? Unit, string Scope, DateOnly? Due,
    string Reading, string ReadingInForce, IReadOnlyList<string> AllowedReadings, string? ChosenBy, string? ChosenBecause, TargetCount? Count, TargetStanding Standing,
    TargetAnswer.BaselineLine? Baseline, IReadOnlyList<TargetAnswer.Part> Parts, IReadOnlyList<Core.Words.BilingualText> Rules,
    string? Meaning, string? MeaningBy, string? MeaningBecause, IReadOnlyDictionary<string, TargetCount> Meanings, DateOnly? PlanStart, IReadOnlyList<string>? CountingClasses, string? NotCountedBecause,
    string? File, int Line, string? DueText, string? Counts, TargetRate? Rate, string? EnteredBy, DateTimeOffset? EnteredAt, bool IsWithdrawn, string? WithdrawnBy, string? WithdrawnBecause, int Version)
{
    public sealed record BaselineLine(decimal Number, DateOnly? On, string? Source, string? EnteredBy);

    /// <param name="Count">Counted of it on the day; null where parts are not counted.</param>
    public sealed record Part(int Id, string Unit, decimal Number, string Source, string EnteredBy, int? Count);

    public static TargetAnswer Of(TargetQueries.Line line, DateOnly on, Words t)
    {
        var (row, target) = (line.View.Row, line.View.Target);
        return new(
            target.Id, on, target.Place, target.Document, target.Quote, target.Number, target.Operator.Split(' ')[0], target.Unit, target.Scope, target.Due.DefaultDate,
            line.Reading, row.Reading, line.View.AllowedReadings, row.ChosenBy, row.ChosenBecause, line.Count, line.Standing,
            row.BaselineNumber is { } number ? new(number, row.BaselineOn, row.BaselineSource, row.BaselineBy) : null,
            [.. row.Parts.OrderBy(part => part.Id).Select(part => new Part(part.Id, part.Unit, part.Number, part.Source, part.EnteredBy, line.Parts.FirstOrDefault(one => one.Unit == part.Unit)?.Counted))], CountingRules.Of(target, line.Reading),
            target.Meaning, row.MeaningBy, row.MeaningBecause, line.Meanings, target.PlanStart, Core.Planning.CountingClasses.Of(target),
            TargetText.WhyNot(line, t),
            target.SeedFile, target.Line, target.Due.Text, CountedKinds.Of(target), target.Rate, row.EnteredBy, row.EnteredAt, row.IsWithdrawn, row.WithdrawnBy, row.WithdrawnBecause, row.Version);
    }
}

public sealed record TargetCurveAnswer(string Reading, IReadOnlyList<CurvePoint>? Curve, IReadOnlyList<TargetCurveAnswer.Snapshot>? Snapshots)
{
    public sealed record Snapshot(DateOnly On, int Valid, int Expiring, int Expired, int Suspended, int Unknown);
}
