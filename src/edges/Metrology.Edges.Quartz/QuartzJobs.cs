using Metrology.App.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
                    trigger => trigger.WithIdentity(job.Id).WithCronSchedule(job.Cron),
                    detail => detail.WithIdentity(job.Id));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>The one Quartz job: its key is the id in the catalogue.</summary>
    [DisallowConcurrentExecution]
    internal sealed class CatalogJob(IServiceProvider services, ILogger<CatalogJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var definition = JobCatalog.Find(context.JobDetail.Key.Name) ?? throw new InvalidOperationException($"No job {context.JobDetail.Key.Name}");
            var job = (App.Jobs.IJob)services.GetRequiredService(definition.Type);
            var said = await job.RunAsync(cancellationToken);
            log.LogInformation("Job {Job}: {Said}", definition.Id, said.En);
        }
    }
}
