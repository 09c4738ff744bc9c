using Metrology.App.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using IJob = Quartz.IJob;

namespace Metrology.Edges.Quartz;

/// <summary>Runs the job catalogue with Quartz, in memory: jobs are idempotent, so a missed tick needs no store.</summary>
public static class QuartzJobs
{
    public static IServiceCollection AddCatalogJobs(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var job in JobCatalog.All)
            {
                quartz.ScheduleJob<CatalogJob>(
                    trigger => trigger.WithIdentity(job.Id).WithCronSchedule(job.Schedule.Cron),
                    detail => detail.WithIdentity(job.Id));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<INextRun, Triggers>();
        return services;
    }

    /// <summary>The one Quartz job: its key is the id in the catalogue.</summary>
    [DisallowConcurrentExecution]
    internal sealed class CatalogJob(RunJob run) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await run.OnScheduleAsync(context.JobDetail.Key.Name, cancellationToken);
    }

    private sealed class Triggers(ISchedulerFactory schedulers) : INextRun
    {
        public async Task<DateTimeOffset?> OfAsync(string jobId, CancellationToken cancellation)
        {
            var scheduler = await schedulers.GetScheduler(cancellation);
            return (await scheduler.GetTrigger(new TriggerKey(jobId), cancellation))?.NextFireTimeUtc;
        }
    }
}
