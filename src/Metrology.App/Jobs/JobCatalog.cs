using Metrology.Core.Words;

namespace Metrology.App.Jobs;

/// <summary>A job that a scheduler runs. Idempotent: a missed or doubled run changes nothing in the end.</summary>
public interface IJob
{
    /// <summary>Runs once; gives a line that says what was done.</summary>
    Task<BilingualText> RunAsync(CancellationToken cancellation);
}

/// <summary>Name, schedule and owner of a job. The id never changes; schedulers keep it.</summary>
/// <param name="Cron">Seconds minutes hours day month weekday, local time of the institution.</param>
/// <param name="Type">The <see cref="IJob"/> to resolve.</param>
public sealed record JobDefinition(string Id, BilingualText Name, string Cron, Type Type);

/// <summary>Every job of the product. A scheduler edge runs what is here and nothing else.</summary>
public static class JobCatalog
{
    public static readonly JobDefinition TargetSnapshots = new(
        "target-snapshots",
        new("每日目标快照", "Daily snapshot of targets"),
        "0 10 0 * * ?",
        typeof(Targets.TakeTargetSnapshots));

    public static IReadOnlyList<JobDefinition> All { get; } = [TargetSnapshots];

    public static JobDefinition? Find(string id) => All.FirstOrDefault(job => job.Id == id);
}
