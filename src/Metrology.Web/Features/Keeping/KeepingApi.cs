using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Keeping;

/// <summary>Tests of standards for programs.</summary>
internal static class KeepingApi
{
    private const string Path = "/standards/{id:int}/keeping";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Produces<KeepingAnswer>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, async (int id, KeepingBody body, RecordKeeping record, CurrentActor me, Words t, CancellationToken cancellation) => body.Kind is not { } kind
            ? ErrorPages.Problem(NoKind, t.Language)
            : (await record.ExecuteAsync(me.Required, body.Request(id, kind), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.SeeRegistry);
    }

    private static Task<IResult> List(int id, string? on, StandardQueries standards, KeepingQueries keeping, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(on, clock, t, async day =>
        {
            if (await standards.FindAsync(id, cancellation) is not { } standard)
                return ErrorPages.Problem(StandardErrors.NotFound, t.Language);
            var runs = await keeping.RunsAsync(id, cancellation);
            return Results.Ok(new KeepingAnswer(
                day, [.. KeepingDue.Of(standard, runs, day).Select(due => new KeepingAnswer.DueLine(due.Interval.Id, due.Interval.Months, due.Interval.Edition, due.Interval.Confirmed, due.Last, due.Due, due.Standing, due.Failed))],
                [.. runs.Select(KeepingAnswer.Of)], await keeping.DeviationsAsync(id, cancellation)));
        });

    private static readonly Refusal NoKind = new(
        "input.required", new($"须写明试验种类：{string.Join("、", Enum.GetNames<KeepingKind>())}。", $"Say the kind of test: {string.Join(", ", Enum.GetNames<KeepingKind>())}."), "Kind");
}

public sealed record KeepingAnswer(DateOnly On, IReadOnlyList<KeepingAnswer.DueLine> Due, IReadOnlyList<KeepingAnswer.Run> Runs, IReadOnlyList<KeepingQueries.EarlierDeviation> Deviations)
{
    public sealed record DueLine(string Id, int? Months, string Edition, bool Confirmed, DateOnly? Last, DateOnly? Due, StandardStanding Standing, DateOnly? Failed);

    public sealed record Run(
        int Id, KeepingKind Kind, DateOnly On, string Subject, string Point, string Unit, IReadOnlyList<KeepingGroup> Groups, KeepingTerms Terms, string Edition, string? RecordNumber, bool IsSimulated,
        KeepingDecision? Decision, IReadOnlyList<KeepingFigure> Figures, BilingualText? Consequence, IReadOnlyList<BilingualText> Warnings, string EnteredBy, DateTimeOffset EnteredAt, bool IsDemonstration);

    internal static Run Of(KeepingRun run)
    {
        var finding = run.Finding.IsRefused ? null : run.Finding.Value;
        return new(
            run.Id, run.Kind, run.On, run.Subject, run.Point, run.Unit, run.Groups, run.Terms, run.Edition, run.RecordNumber, run.IsSimulated, finding?.Decision, finding?.Figures ?? [],
            finding?.Consequence, finding?.Warnings ?? [], run.EnteredBy, run.EnteredAt, run.IsDemonstration);
    }
}

/// <param name="Readings">Numbers apart by blanks or commas; a line that begins with a day is a group of that day.</param>
public sealed record KeepingBody(
    KeepingKind? Kind, DateOnly? On, string? Subject, string? Point, string? Unit, string? Readings, KeepingTerms? Terms, RecordKeeping.RecordPoint? Record, string? Remark)
{
    internal RecordKeeping.Request Request(int standardId, KeepingKind kind) =>
        new(standardId, kind, On, Subject ?? "", Point ?? "", Unit ?? "", Readings ?? "", Terms ?? new(), Record, Remark);
}
