using Metrology.App.Certificates;
using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Station.Benches;

namespace Metrology.Web.Demonstration;

/// <summary>The main job without a browser: the demonstration's people verify a pile on the simulated bench, check, approve and issue.</summary>
internal sealed class HeadlessScenario(
    VerificationQueries verifications, OpenVerification open, BenchWork bench, MoveVerification move, IssueCertificate issue)
{
    /// <summary>Verifies one unit from draft to issued certificate.</summary>
    public async Task<Outcome<Certificate>> RunAsync(DemoPeople people, OpenVerification.Request request, Action<string> progress, CancellationToken cancellation)
    {
        var opened = await open.ExecuteAsync(people.Technician, request, cancellation);
        if (opened.Refusal is { } notOpened)
            return notOpened;
        var id = opened.Value;
        if (await bench.MeasureAsync(people.Technician, id, progress, cancellation) is { } notMeasured)
            return notMeasured;

        foreach (var (actor, action) in new[] { (people.Technician, VerificationStates.Submit), (people.Checker, VerificationStates.Check), (people.Approver, VerificationStates.Approve) })
        {
            if ((await move.ExecuteAsync(actor, id, action, null, cancellation)).Refusal is { } refused)
                return refused;
            progress($"{action}: {actor.Name}");
        }

        return await issue.ExecuteAsync(people.Approver, id, cancellation);
    }

    public async Task<Verdict> VerdictAsync(Guid id, CancellationToken cancellation) => (await verifications.FindAsync(id, cancellation)).Value.Evaluate().Verdict;
}

internal sealed record DemoPeople(Actor Technician, Actor Checker, Actor Approver)
{
    public static async Task<DemoPeople> FindAsync(LaboratoryQueries laboratory, CancellationToken cancellation)
    {
        var accounts = await laboratory.AccountsAsync(cancellation);
        return new(Of(Role.Technician), Of(Role.Checker), Of(Role.Approver));

        Actor Of(Role role)
        {
            var account = accounts.First(row => row.Roles.Contains(role));
            return new(account.Id, account.DisplayName, account.Roles);
        }
    }
}

/// <summary>Plays the verifier at the bench: answers what is asked, begins and accepts.</summary>
internal sealed class BenchWork(VerificationQueries verifications, RecordEvent record, BenchRuns runs, RunSignals signals, TimeProvider clock)
{
    private static readonly Dictionary<string, decimal> Ambient = new()
    {
        [Measurands.Temperature] = 23.4m,
        [Measurands.RelativeHumidity] = 52m,
        [Measurands.InsulationResistance] = 120m,
    };

    /// <summary>Null when the run was measured to its end.</summary>
    public async Task<Refusal?> MeasureAsync(Actor verifier, Guid id, Action<string> progress, CancellationToken cancellation)
    {
        runs.Attach(id, verifier);
        while (true)
        {
            var changed = signals.NextChange(id);
            var found = await verifications.FindAsync(id, cancellation);
            if (found.Refusal is { } refusal)
                return refusal;
            var state = found.Value.State;
            if (state.IsFinished)
                return null;
            if (state.Steps[state.Current].Attempt > 1)
                return Interrupted(state.Steps[state.Current].Reason);
            if (Answer(state) is not { } happened)
            {
                await Task.WhenAny(changed, runs.CompletionOf(id)).WaitAsync(cancellation);
                await FailIfRunnerFailed(id);
                continue;
            }

            progress($"{state.CurrentStep!.Key} {happened.GetType().Name}");
            if ((await record.ExecuteAsync(verifier, id, happened, [], cancellation)).Refusal is { } refused)
                return refused;
        }
    }

    private async Task FailIfRunnerFailed(Guid id)
    {
        if (runs.CompletionOf(id) is { IsFaulted: true } failed)
            await failed;
    }

    /// <summary>What the verifier does in this state; null leaves it to the bench.</summary>
    public RunEvent? Answer(RunState state) => RunMachine.Next(state) switch
    {
        Directive.AskEnvironment ask => new RunEvent.Observed(
            Stage.Single, [.. ask.Conditions.Select(condition => new ObservedReading(Roles.Environment, condition.Id, Typed(condition.Measurand, Ambient[condition.Measurand], condition.Unit)))]),
        Directive.AskChecks ask => new RunEvent.Observed(
            Stage.Single, [.. ask.Item.Checks.Select(check => new ObservedReading(Roles.Verifier, check.Id, Typed(Measurands.Conforms, 1m, Units.One.Symbol)))]),
        Directive.AwaitBegin => new RunEvent.Begun(),
        Directive.AwaitAcceptance => new RunEvent.Accepted(null),
        _ => null,
    };

    private Reading Typed(string measurand, decimal value, string unit) => TypedReading.Of(measurand, value, unit, clock.GetUtcNow());

    private static Refusal Interrupted(string? reason) => Refusal.Of(
        "demo.interrupted", $"模拟检定台中断：{reason}", $"The simulated bench was interrupted: {reason}");
}
