using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Runs;

namespace Metrology.Station.Benches;

/// <summary>The runs that were under way when the process before this one ended. Asked once, before anybody can drive a run.</summary>
public sealed class LeftRuns(VerificationQueries verifications, RecordEvent record, BenchRuns runs)
{
    /// <summary>
    /// A step that was under way is not continued, nor one that was paused in the middle: nobody saw what the instruments did in between. It is interrupted and
    /// its run is driven again, so that the bench is ready for the verifier.
    /// </summary>
    public async Task InterruptAsync(CancellationToken cancellation)
    {
        foreach (var bench in await verifications.BenchesAsync(cancellation))
        {
            if (bench.LeasedBy is not { } id || await verifications.FindAsync(id, cancellation) is not { IsRefused: false, Value: var run } || !IsUnderWay(run.Verification.Bench!, run.State))
                continue;
            var account = run.Verification.Verifier!;
            var verifier = new Actor(account.Id, account.DisplayName, account.Roles);
            var text = BenchFaults.Restarted.Text;
            await record.ExecuteAsync(verifier, id, new RunEvent.Interrupted(BenchFaults.Restarted.Code, $"{text.Zh} {text.En}"), [], cancellation);
            runs.AttachIfOurs(run, verifier);
        }
    }

    private static bool IsUnderWay(Bench bench, RunState state) => BenchShare.Of(bench, state with { IsPaused = false }) is { IsWhole: true };
}
