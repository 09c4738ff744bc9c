using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Jobs;

public sealed class JobQueries(Store store, INextRun next)
{
    /// <summary>A job of the catalogue with what the scheduler plans and its newest runs first.</summary>
    public sealed record Line(JobDefinition Job, DateTimeOffset? Next, IReadOnlyList<JobRun> Runs);

    public async Task<IReadOnlyList<Line>> AllAsync(int mostRuns, CancellationToken cancellation)
    {
        var lines = new List<Line>();
        foreach (var job in JobCatalog.All)
        {
            var runs = await store.ReadAsync(
                db => db.JobRuns.Where(row => row.JobId == job.Id).OrderByDescending(row => row.Id).Take(mostRuns).ToListAsync(cancellation), cancellation);
            lines.Add(new(job, await next.OfAsync(job.Id, cancellation), runs));
        }

        return lines;
    }
}
