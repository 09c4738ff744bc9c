using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Errors.Taximeters;
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
    public static HeadlessScenario Create(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<HeadlessScenario>(services, ActivatorUtilities.CreateInstance<BenchWork>(services));

    /// <summary>Verifies one unit from draft to issued certificate.</summary>
    public async Task<Outcome<Certificate>> RunAsync(DemoPeople people, OpenVerification.Request request, Action<string> progress, CancellationToken cancellation)
    {
        var submitted = await SubmitAsync(people, request, progress, cancellation);
        if (submitted.Refusal is { } notSubmitted)
            return notSubmitted;
        var id = submitted.Value;
        foreach (var (actor, action) in new[] { (people.Checker, VerificationStates.Check), (people.Approver, VerificationStates.Approve) })
        {
            if ((await move.ExecuteAsync(actor, id, action, null, cancellation)).Refusal is { } refused)
                return refused;
            progress($"{action}: {actor.Name}");
        }

        return await issue.ExecuteAsync(people.Approver, id, cancellation);
    }

    /// <summary>Verifies one unit from draft to what waits to be checked.</summary>
    public async Task<Outcome<Guid>> SubmitAsync(DemoPeople people, OpenVerification.Request request, Action<string> progress, CancellationToken cancellation)
    {
        var opened = await open.ExecuteAsync(people.Technician, request, cancellation);
        if (opened.Refusal is { } notOpened)
            return notOpened;
        if (await bench.MeasureAsync(people.Technician, opened.Value, progress, cancellation) is { } notMeasured)
            return notMeasured;
        if ((await move.ExecuteAsync(people.Technician, opened.Value, VerificationStates.Submit, null, cancellation)).Refusal is { } notSubmitted)
            return notSubmitted;
        progress($"{VerificationStates.Submit}: {people.Technician.Name}");
        return opened.Value;
    }

    /// <summary>The whole number k that would bring a taximeter to the middle of its limits; null for another unit.</summary>
    public async Task<decimal?> SuggestedConstantAsync(Guid id, CancellationToken cancellation)
    {
        var run = (await verifications.FindAsync(id, cancellation)).Value;
        return run.Evaluate().Items
            .SelectMany(item => item.Points.Select(point => (Rule: run.State.Plan.Procedure.Items.Single(one => one.Id == item.Item), point.Mean)))
            .Select(one => one.Mean is { } error ? ConstantSuggestion.Of(run.State.Plan, one.Rule, error)?.Nearest.Constant : null).FirstOrDefault(constant => constant is not null);
    }

    public async Task<Verdict> VerdictAsync(Guid id, CancellationToken cancellation) => (await verifications.FindAsync(id, cancellation)).Value.Evaluate().Verdict;
}

/// <summary>What the demonstration asks for: one of its units, first verification, today, on the simulated bench and the standard that its reference belongs to.</summary>
internal static class DemoRequest
{
    /// <param name="benchCode">Null takes the first bench.</param>
    public static async Task<OpenVerification.Request> OfAsync(IServiceProvider services, string serial, CancellationToken cancellation, string? benchCode = null)
    {
        var unit = (await services.GetRequiredService<UnitQueries>().AllAsync(cancellation)).Single(row => row.SerialNumber == serial);
        var bench = (await services.GetRequiredService<VerificationQueries>().BenchesAsync(cancellation)).First(row => benchCode is null || row.Code == benchCode);
        var standard = (await services.GetRequiredService<StandardQueries>().AllAsync(cancellation)).First(row => row.Equipment.Any(link => link.EquipmentId == bench.ReferenceId));
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetLocalNow().DateTime);
        return new(unit.Id, standard.Id, bench.Id, VerificationKind.First, today);
    }
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
internal sealed class BenchWork(VerificationQueries verifications, EnterReadings enter, BenchRuns runs, RunSignals signals, TimeProvider clock)
{
    private static readonly Dictionary<string, decimal> Ambient = new()
    {
        [Measurands.Temperature] = 23.4m,
        [Measurands.RelativeHumidity] = 52m,
        [Measurands.InsulationResistance] = 120m,
    };

    /// <summary>What the verifier reads in papers or at a tape: the circumference, and no tyre correction.</summary>
    private static readonly Dictionary<(string Measurand, string Unit), decimal> Known = new()
    {
        [("length.circumference", "m")] = 1.0000m,
        [("length.circumference", "mm")] = 1000.4m,
        [("result", "%")] = 0m,
    };

    /// <summary>Null when the run was measured to its end.</summary>
    public async Task<Refusal?> MeasureAsync(Actor verifier, Guid id, Action<string> progress, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signals.NextChange(id);
            var found = await verifications.FindAsync(id, cancellation);
            if (found.Refusal is { } refusal)
                return refusal;
            var state = found.Value.State;
            if (state.IsFinished)
                return null;
            runs.Attach(found.Value, verifier);
            if (state.Steps[state.Current].Attempt > 1)
                return Interrupted(state.Steps[state.Current].Reason);
            if (Answer(found.Value) is not { } happened)
            {
                var driven = runs.CompletionOf(id);
                await Task.WhenAny(changed, driven).WaitAsync(cancellation);
                if (driven.IsFaulted)
                    await driven;
                continue;
            }

            progress($"{state.CurrentStep!.Key} {happened.GetType().Name}");
            if ((await enter.ExecuteAsync(verifier, found.Value, happened, null, cancellation)).Refusal is { } refused)
                return refused;
        }
    }

    /// <summary>What the verifier does in this state; null leaves it to the bench.</summary>
    public RunEvent? Answer(RunRecord found) => (RunMachine.Next(found.State), TypedByHand.Of(found)) switch
    {
        (Directive.AskEnvironment, { } own) => Observed(own, one => Ambient[one.Measurand]),
        (Directive.AskChecks, { } own) => Observed(own, _ => 1m),
        // Where the bench takes no reading of the step, the verifier does: all of it is known.
        (Directive.AskValues or Directive.AcquireReadings, { } own) when own.Readings.All(one => Known.ContainsKey((one.Measurand, one.Unit))) => Observed(own, one => Known[(one.Measurand, one.Unit)]),
        (Directive.AwaitBegin, _) => new RunEvent.Begun(),
        (Directive.AwaitAcceptance, _) => new RunEvent.Accepted(null),
        _ => null,
    };

    private RunEvent.Observed Observed(ExpectedSet own, Func<ExpectedReading, decimal> valueOf) =>
        new(own.Stage, [.. own.Readings.Select(one => new ObservedReading(one.Role, one.Subject, Typed(one.Measurand, valueOf(one), one.Unit)))]);

    private Reading Typed(string measurand, decimal value, string unit) => TypedReading.Of(measurand, value, unit, clock.GetUtcNow());

    private static Refusal Interrupted(string? reason) => Refusal.Of(
        "demo.interrupted", $"模拟检定台中断：{reason}", $"The simulated bench was interrupted: {reason}");
}
