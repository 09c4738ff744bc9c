using System.Net;
using System.Text.Json;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Metrology.Web.Tests;

public sealed class JobTests
{
    private static readonly string Id = JobCatalog.TargetSnapshots.Id;

    [Fact]
    public async Task The_scheduler_runs_the_job_and_the_page_shows_the_run()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var before = (await RunsAsync(laboratory)).Count;
        var scheduler = await laboratory.App.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var ended = new Ended();
        scheduler.ListenerManager.AddJobListener(ended, []);
        var trigger = TriggerBuilder.Create().ForJob(new JobKey(Id)).StartAt(laboratory.Clock.GetUtcNow()).Build();
        await scheduler.ScheduleJob(trigger);
        Assert.Null(await ended.Fault.WaitAsync(TimeSpan.FromSeconds(30)));

        var runs = await RunsAsync(laboratory);
        Assert.Equal(before + 1, runs.Count);
        Assert.Equal((JobTrigger.Schedule, JobRunStanding.Done), (runs[^1].Trigger, runs[^1].Standing));
        var page = await (await laboratory.SignInAsync(Role.Administrator)).ReadAsync("/jobs");
        Assert.Contains(runs[^1].SaidZh!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_the_schedule_are_what_the_scheduler_plans()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var next = await laboratory.App.Services.GetRequiredService<INextRun>().OfAsync(Id, CancellationToken.None);
        var local = TimeZoneInfo.ConvertTime(next!.Value, TimeZoneInfo.Local);
        Assert.Equal(JobCatalog.TargetSnapshots.Schedule.Time, TimeOnly.FromTimeSpan(local.TimeOfDay));
        var page = await (await laboratory.SignInAsync(Role.Planner)).ReadAsync("/jobs");
        Assert.Contains(JobCatalog.TargetSnapshots.Schedule.Words.Zh, page, StringComparison.Ordinal);
        Assert.Contains(local.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_now_twice_leaves_two_runs_and_the_same_snapshots()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal("/jobs", (await visitor.PostFromAsync("/jobs", $"/jobs/{Id}/run")).Headers.Location?.OriginalString);
        var first = await SnapshotsAsync(laboratory);
        Assert.Equal("/jobs", (await visitor.PostFromAsync("/jobs", $"/jobs/{Id}/run")).Headers.Location?.OriginalString);
        Assert.Equal(first, await SnapshotsAsync(laboratory));
        var byHand = (await RunsAsync(laboratory)).Where(run => run.Trigger == JobTrigger.Person).ToList();
        Assert.Equal(2, byHand.Count);
        Assert.All(byHand, run => Assert.Equal("示例规划员", run.StartedBy));
    }

    [Fact]
    public async Task A_fault_leaves_its_code_and_nothing_of_the_program()
    {
        await using var laboratory = await Laboratory.StartAsync();
        // A table that is gone breaks the job.
        await laboratory.SqlAsync("ALTER TABLE TargetSnapshots RENAME TO SecretOfTheHouse");
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        var answer = await visitor.PostFromAsync("/jobs", $"/jobs/{Id}/run");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(JobErrors.Failed.Text.Zh, page, StringComparison.Ordinal);
        Assert.Contains("<code>job.failed</code>", page, StringComparison.Ordinal);
        foreach (var secret in new[] { "SecretOfTheHouse", "no such table", "SqliteException", "   at " })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.Equal(JobRunStanding.Failed, (await RunsAsync(laboratory))[^1].Standing);
    }

    [Fact]
    public async Task A_run_that_is_stopped_says_so()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var stopping = new CancellationTokenSource();
        var store = laboratory.App.Services.GetRequiredService<Store>();
        var run = new RunJob(store, new OnlyStopping(stopping), laboratory.Clock, laboratory.App.Services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<RunJob>>());
        var ended = await run.OnScheduleAsync(Id, stopping.Token);
        Assert.Equal("job.stopped", ended.Value.FaultCode);
        Assert.NotNull((await RunsAsync(laboratory))[^1].EndedAt);
    }

    [Fact]
    public async Task Nobody_runs_an_unknown_job_and_only_those_who_may_run_any()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.PostFromAsync("/jobs", "/jobs/format-disk/run")).StatusCode);
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.PostFromAsync("/", $"/jobs/{Id}/run")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.GetAsync("/api/v1/jobs")).StatusCode);
        using var jobs = JsonDocument.Parse(await planner.ReadAsync("/api/v1/jobs"));
        Assert.Equal(JobCatalog.All.Select(job => job.Id), jobs.RootElement.EnumerateArray().Select(job => job.GetProperty("id").GetString()));
    }

    private static Task<List<JobRun>> RunsAsync(Laboratory laboratory) =>
        laboratory.App.Services.GetRequiredService<Store>().ReadAsync(db => db.JobRuns.OrderBy(run => run.Id).ToListAsync(), CancellationToken.None);

    private static async Task<IReadOnlyList<(string, DateOnly, int, int)>> SnapshotsAsync(Laboratory laboratory) =>
        [.. (await laboratory.App.Services.GetRequiredService<Store>().ReadAsync(db => db.TargetSnapshots.OrderBy(row => row.TargetId).ToListAsync(), CancellationToken.None))
            .Select(row => (row.TargetId, row.On, row.Valid, row.Unknown))];

    /// <summary>Gives a job that is stopped while it works.</summary>
    private sealed class OnlyStopping(CancellationTokenSource stopping) : IServiceProvider, App.Jobs.IJob
    {
        public object? GetService(Type serviceType) => serviceType == typeof(TakeTargetSnapshots) ? this : null;

        public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
        {
            await stopping.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("not stopped");
        }
    }

    private sealed class Ended : IJobListener
    {
        private readonly TaskCompletionSource<JobExecutionException?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => nameof(Ended);

        public Task<JobExecutionException?> Fault => ended.Task;

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            ended.TrySetResult(jobException);
            return default;
        }
    }
}
