using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Jobs;

/// <summary>The job catalogue: when each job runs, what came of it, and running it now.</summary>
internal sealed class JobsFeature : IFeature
{
    private const string Path = "/jobs";
    private const int MostRuns = 20;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Jobs.Title, "clock-play", Path, Permission.RunJobs)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (JobQueries jobs, CancellationToken cancellation) => PageAsync(FieldErrors.None, jobs, cancellation)).Needs(Permission.RunJobs);
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.RunJobs);
        pages.MapPost(Path + "/{id}/run", RunNow).Needs(Permission.RunJobs);
        api.MapGet(Path, async (JobQueries jobs, CancellationToken cancellation) =>
            Results.Ok((await jobs.AllAsync(MostRuns, cancellation)).Select(JobAnswer.Of))).Produces<IEnumerable<JobAnswer>>().Needs(Permission.RunJobs);
        api.MapPost(Path + "/{id}/run", async (string id, RunJob run, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await run.NowAsync(me.Required, id, cancellation)).Answer(t, ran => Results.Ok(JobRunAnswer.Of(ran)))).Produces<JobRunAnswer>().Needs(Permission.RunJobs);
    }

    /// <summary>The catalogue with the last run of each job.</summary>
    private static Task<IResult> Export(string format, HttpContext context, JobQueries jobs, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        "jobs",
        [
            ("id", t.Exports.Id), ("name", t.Jobs.Name), ("schedule", t.Jobs.Schedule), ("next", t.Jobs.Next), ("last", t.Jobs.Last), ("by", t.Jobs.By), ("outcome", t.Jobs.Outcome),
            ("said", t.Notifications.What), ("code", t.Faults.Code),
        ],
        [
            .. (await jobs.AllAsync(1, cancellation)).Select(line => (line.Job, line.Next, Last: line.Runs.FirstOrDefault())).Select(line => (IReadOnlyList<string>)
            [
                line.Job.Id, t[line.Job.Name], t[line.Job.Schedule.Words], line.Next?.Iso(clock.LocalTimeZone) ?? t.Jobs.NotPlanned, line.Last?.StartedAt.Iso(clock.LocalTimeZone) ?? t.Jobs.Never,
                line.Last is null ? "" : line.Last.StartedBy ?? t.Jobs.BySchedule, line.Last is null ? "" : t.Jobs.Standing(line.Last.Standing), line.Last?.Said is { } said ? t[said] : "", line.Last?.FaultCode ?? "",
            ]),
        ]));

    private static async Task<IResult> RunNow(
        string id, HttpContext context, RunJob run, JobQueries jobs, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var ran = await run.NowAsync(me.Required, id, cancellation);
        if (ran.Refusal is { } refusal)
            return refusal == JobErrors.NotFound ? Results.NotFound() : await PageAsync(new FieldErrors().Add(refusal), jobs, cancellation);
        return ran.Value is { FaultCode: { } code, Said: { } why }
            ? await PageAsync(new FieldErrors().Add("", why, code), jobs, cancellation)
            : NoticeCookie.Redirect(context, Path, t[ran.Value.Said!]);
    }

    private static async Task<IResult> PageAsync(FieldErrors errors, JobQueries jobs, CancellationToken cancellation) =>
        View.OfForm<JobsPage>(errors, new { Lines = await jobs.AllAsync(MostRuns, cancellation), Errors = errors });
}

public sealed record JobAnswer(string Id, BilingualText Name, BilingualText Schedule, DateTimeOffset? Next, IReadOnlyList<JobRunAnswer> Runs)
{
    public static JobAnswer Of(JobQueries.Line line) => new(line.Job.Id, line.Job.Name, line.Job.Schedule.Words, line.Next, [.. line.Runs.Select(JobRunAnswer.Of)]);
}

public sealed record JobRunAnswer(
    int Id, JobRunStanding Standing, JobTrigger Trigger, string? StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, BilingualText? Said, string? FaultCode)
{
    public static JobRunAnswer Of(JobRun run) => new(run.Id, run.Standing, run.Trigger, run.StartedBy, run.StartedAt, run.EndedAt, run.Said, run.FaultCode);
}
