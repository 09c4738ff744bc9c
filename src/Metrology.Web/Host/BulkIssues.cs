using Metrology.App.Certificates.Bulk;

namespace Metrology.Web.Host;

/// <summary>Issues what was written down for bulk issue, also what another process left unfinished.</summary>
internal sealed class BulkIssues(RunBulkIssue run, BulkSignal signal, ServeOptions options, ILogger<BulkIssues> log) : BackgroundService
{
    /// <summary>How long work of a server that died may wait.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The lock of the data folder says that whoever worked on an embedded database is gone.
        var isAlone = options.SqlServer is null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isAlone)
                    await run.TakeOverAsync(stoppingToken);
                isAlone = false;
                await run.ExecuteAsync(stoppingToken);
                await signal.WaitAsync(Looked, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) // whatever a store may throw: an uncaught one would end the host
            {
                log.LogError(fault, "Bulk issue was interrupted and is tried again");
                await signal.WaitAsync(Looked, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }
}
