using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Runs;

namespace Metrology.Station.Benches;

/// <summary>The runs that were under way when the process before this one ended. Asked once, before anybody can drive a run.</summary>
public sealed class LeftRuns(VerificationQueries verifications, RecordEvent record, BenchRuns runs)
{
    /// <summary>
    /// A step that was under way is not continued, nor one that was paused in the middle, nor one of which a person had typed a value: nobody saw what the instruments did in between. It is interrupted and
    /// its run is driven again, so that the bench is ready for the verifier. What can be on at a bench is switched off at once, whatever its run waits for.
    /// </summary>
    public async Task InterruptAsync(CancellationToken cancellation)
    {
        foreach (var bench in await verifications.BenchesAsync(cancellation))
        {
            if (bench.LeasedBy is not { } id || await verifications.FindAsync(id, cancellation) is not { IsRefused: false, Value: var run })
                continue;
            var account = run.Verification.Verifier!;
            var verifier = new Actor(account.Id, account.DisplayName, account.Roles);
            var isUnderWay = IsUnderWay(run.Verification.Bench!, run.State);
            if (isUnderWay)
            {
                var text = BenchFaults.Restarted.Text;
                await record.ExecuteAsync(verifier, id, new RunEvent.Interrupted(BenchFaults.Restarted.Code, $"{text.Zh} {text.En}"), [], cancellation);
            }

            if (CanBeOn(run.Verification.Bench!))
                runs.AttachLeft(run, verifier);
            else if (isUnderWay)
                runs.AttachIfOurs(run, verifier);
        }
    }

    private static bool IsUnderWay(Bench bench, RunState state) =>
        BenchShare.Of(bench, state with { IsPaused = false }) is { IsWhole: true }
        || (bench.IsLinked && !state.IsFinished && state.Steps[state.Current].Phase is StepPhase.Preparing or StepPhase.Starting or StepPhase.Loaded);

    /// <summary>A load or a source that did not end with the process. What the program plays did.</summary>
    private static bool CanBeOn(Bench bench) => bench.Parts.Exists(part => part is { Role: BenchRole.Load or BenchRole.Source, IsByHand: false, IsPlayed: false });
}
