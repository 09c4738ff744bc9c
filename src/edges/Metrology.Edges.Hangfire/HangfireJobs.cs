using Hangfire;
using Metrology.App.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
        services.AddHostedService<Registration>();
        return services;
    }

    /// <summary>The one Hangfire job: its argument is the id in the catalogue.</summary>
    public sealed class CatalogJob(IServiceProvider services, ILogger<CatalogJob> log)
    {
        [DisableConcurrentExecution(timeoutInSeconds: 60)]
        public async Task RunAsync(string id, CancellationToken cancellation)
        {
            var definition = JobCatalog.Find(id) ?? throw new InvalidOperationException($"No job {id}");
            var said = await ((IJob)services.GetRequiredService(definition.Type)).RunAsync(cancellation);
            log.LogInformation("Job {Job}: {Said}", id, said.En);
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
                    job.Id, runner => runner.RunAsync(job.Id, CancellationToken.None), job.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Local });
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
