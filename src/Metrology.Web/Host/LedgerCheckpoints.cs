using Metrology.App.Ledger;

namespace Metrology.Web.Host;

/// <summary>Signs the ledger every few minutes and when the server ends. A witness that takes nothing is said in the log and tried again.</summary>
internal sealed class LedgerCheckpoints(TakeCheckpoint checkpoint, TimeProvider clock, ILogger<LedgerCheckpoints> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TakeAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.LedgerSigned, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(static tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
            await TakeAsync(CancellationToken.None);
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        try
        {
            await checkpoint.ExecuteAsync(cancellation);
        }
        catch (Exception fault) // whatever a disk or a store may throw: an uncaught one would end the host
        {
            log.LogWarning(fault, "The ledger is not signed or not kept by its witness yet");
        }
    }
}
