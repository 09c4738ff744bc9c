namespace Metrology.App.Jobs;

/// <summary>What the scheduler of this server plans; each scheduler edge answers for itself.</summary>
public interface INextRun
{
    /// <summary>Next planned start of a job, or null when none is planned.</summary>
    Task<DateTimeOffset?> OfAsync(string jobId, CancellationToken cancellation);
}
