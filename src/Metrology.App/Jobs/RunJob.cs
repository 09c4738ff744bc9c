using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.App.Jobs;

/// <summary>The one place where a job runs: every scheduler edge and "run now" come through here, and each run leaves its row.</summary>
public sealed partial class RunJob(Store store, IServiceProvider services, TimeProvider clock, ILogger<RunJob> log)
{
    /// <summary>For schedulers.</summary>
    public Task<Outcome<JobRun>> OnScheduleAsync(string jobId, CancellationToken cancellation) => RunAsync(jobId, JobTrigger.Schedule, null, cancellation);

    /// <summary>For people.</summary>
    public async Task<Outcome<JobRun>> NowAsync(Actor actor, string jobId, CancellationToken cancellation) =>
        actor.Deny(Permission.RunJobs) is { } denied ? denied : await RunAsync(jobId, JobTrigger.Person, actor.Name, cancellation);

    private async Task<Outcome<JobRun>> RunAsync(string jobId, JobTrigger trigger, string? startedBy, CancellationToken cancellation)
    {
        if (JobCatalog.Find(jobId) is not { } definition)
            return JobErrors.NotFound;
        var begun = await BeginAsync(jobId, trigger, startedBy, cancellation);
        if (begun.Refusal is { } notBegun)
            return notBegun;
        var outcome = await GuardAsync(definition, cancellation);
        // The outcome is kept even when the server is stopping.
        var ended = await EndAsync(begun.Value, outcome, CancellationToken.None);
        if (!ended.IsRefused)
            LogEnd(jobId, ended.Value.FaultCode ?? "done", ended.Value.SaidEn!);
        // A server that stops is no failure of the job.
        if (outcome.Refusal is { } why && why.Code != JobErrors.Stopped.Code)
            await services.GetRequiredService<RecordFault>().ExecuteAsync(why.Code, jobId, why.Text, CancellationToken.None);
        return ended;
    }

    /// <summary>A fault becomes a refusal; how the program failed stands in the log and nowhere else.</summary>
    private async Task<Outcome<BilingualText>> GuardAsync(JobDefinition definition, CancellationToken cancellation)
    {
        try
        {
            return await ((IJob)services.GetRequiredService(definition.Type)).RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return JobErrors.Stopped;
        }
        catch (Exception fault)
        {
            LogFault(fault, definition.Id);
            return JobErrors.Failed;
        }
    }

    private Task<Outcome<int>> BeginAsync(string jobId, JobTrigger trigger, string? startedBy, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            var run = new JobRun { JobId = jobId, Trigger = trigger, StartedBy = startedBy, StartedAt = clock.GetUtcNow() };
            db.Add(run);
            await db.SaveChangesAsync(cancellation);
            return run.Id;
        },
        cancellation);

    private Task<Outcome<JobRun>> EndAsync(int id, Outcome<BilingualText> outcome, CancellationToken cancellation) => store.WriteAsync<JobRun>(
        async db =>
        {
            var run = await db.JobRuns.SingleAsync(row => row.Id == id, cancellation);
            var said = outcome.Refusal?.Text ?? outcome.Value;
            (run.SaidZh, run.SaidEn) = (said.Zh, said.En);
            run.FaultCode = outcome.Refusal?.Code;
            run.EndedAt = clock.GetUtcNow();
            return run;
        },
        cancellation);

    [LoggerMessage(LogLevel.Error, "Job {Job} failed")]
    private partial void LogFault(Exception fault, string job);

    [LoggerMessage(LogLevel.Information, "Job {Job}: {Outcome}: {Said}")]
    private partial void LogEnd(string job, string outcome, string said);
}

public static class JobErrors
{
    public static readonly Refusal NotFound = Refusal.Of("job.not-found", "没有这个任务。", "There is no such job.");

    public static readonly Refusal Failed = Refusal.Of(
        "job.failed",
        "任务出错，没有完成；已有数据不受影响。可以再运行一次；仍然出错时请把代码和时间告诉管理员。",
        "The job failed and did not finish; what was there is safe. Run it again, and if it fails again tell an administrator the code and the time.");

    public static readonly Refusal Stopped = Refusal.Of(
        "job.stopped",
        "服务器停止，任务中断；下次运行会补上。",
        "The server stopped and interrupted the job; the next run makes up for it.");
}
