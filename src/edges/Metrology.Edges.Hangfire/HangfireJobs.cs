using Hangfire;
using Hangfire.Storage;
using Metrology.App.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Metrology.Edges.Hangfire;

/// <summary>Runs the job catalogue with Hangfire on SQL Server: the same ids and schedules as every other scheduler edge.</summary>
public static class HangfireJobs
{
    public static IServiceCollection AddCatalogJobs(this IServiceCollection services, string sqlServerConnection)
    {
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseSqlServerStorage(sqlServerConnection));
        services.AddHangfireServer();
        services.AddTransient<CatalogJob>();
        services.AddSingleton<INextRun, NextRuns>();
        services.AddHostedService<Registration>();
        return services;
    }

    /// <summary>The one Hangfire job: its argument is the id in the catalogue.</summary>
    public sealed class CatalogJob(RunJob run)
    {
        [DisableConcurrentExecution(timeoutInSeconds: 60)]
        public Task RunAsync(string id, CancellationToken cancellation) => run.OnScheduleAsync(id, cancellation);
    }

    private sealed class NextRuns(JobStorage storage) : INextRun
    {
        public Task<DateTimeOffset?> OfAsync(string jobId, CancellationToken cancellation)
        {
            using var connection = storage.GetConnection();
            var next = connection.GetRecurringJobs([jobId]).FirstOrDefault()?.NextExecution;
            return Task.FromResult(next is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : (DateTimeOffset?)null);
        }
    }

    /// <summary>Makes the recurring jobs those of the catalogue, no more and no fewer.</summary>
    private sealed class Registration(IRecurringJobManager recurring, JobStorage storage) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            using var connection = storage.GetConnection();
            foreach (var id in connection.GetAllItemsFromSet("recurring-jobs").Where(id => JobCatalog.Find(id) is null))
                recurring.RemoveIfExists(id);
            foreach (var job in JobCatalog.All)
            {
                recurring.AddOrUpdate<CatalogJob>(
                    job.Id, runner => runner.RunAsync(job.Id, CancellationToken.None), job.Schedule.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Local });
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
