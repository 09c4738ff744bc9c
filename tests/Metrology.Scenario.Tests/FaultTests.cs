using Metrology.App.Laboratory;
using Metrology.App.Operation;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Simulators;
using Metrology.Simulators.Meter;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;

namespace Metrology.Scenario.Tests;

/// <summary>
/// A fault of the bench in the middle of a step: the bench goes safe and waits for the verifier, however fast the verifier is. Answers that were damaged on the
/// way there are counted.
/// </summary>
public sealed class FaultTests
{
    private const string Pile = "SIM-EV-0001";

    private readonly TaskCompletionSource pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The meter refuses while the load is on. The key is pressed while the bench is still being closed, before the runner waits for it; a key that
    /// were only listened for afterwards would be lost, and the step would stand still for ever.
    /// </summary>
    [Fact]
    public async Task A_key_pressed_while_the_bench_still_closes_after_a_fault_is_not_lost()
    {
        await using var house = await House.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var (verifier, id) = await OpenAsync(house);
        var (verifications, record, signals) = (house.The<VerificationQueries>(), house.The<RecordEvent>(), house.The<RunSignals>());
        var written = new BenchRecord(record, house.The<KeepMessages>(), house.The<BenchHealth>());
        var bench = new RefusingOnce(house, pressed.Task);
        using var live = new CancellationTokenSource();
        var runner = new BenchRunner(verifications, written, new BenchDesk(signals, TimeProvider.System), signals, house.The<LiveFeed>(), TimeProvider.System);
        var work = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<BenchWork>(house.Services);

        var driving = runner.RunAsync(id, verifier, bench, live.Token);
        RunRecord run;
        while ((run = await house.RecordAsync(id)).State.Steps[run.State.Current].Attempt == 1)
        {
            var changed = signals.NextChange(id);
            if (run.State.Steps[run.State.Current].Phase == StepPhase.Loaded)
                bench.Refuse();
            if (work.Answer(run) is { } key)
                Assert.Null((await record.ExecuteAsync(verifier, id, key, [], cancellation)).Refusal?.Code);
            else if ((await house.RecordAsync(id)).Events == run.Events)
                await Task.WhenAny(changed, driving).WaitAsync(cancellation);
            Assert.False(driving.IsCompleted);
        }

        // Interrupted, and nothing has been disposed yet: this is as early as a key can come.
        Assert.IsType<Directive.AwaitBegin>(RunMachine.Next(run.State));
        Assert.StartsWith("dlt645.meter-error", run.State.Steps[run.State.Current].Reason, StringComparison.Ordinal);
        Assert.Null((await record.ExecuteAsync(verifier, id, new RunEvent.Begun(), [], cancellation)).Refusal?.Code);
        pressed.SetResult();

        var step = run.State.Current;
        while ((run = await house.RecordAsync(id)).State.Steps[step].Phase is not StepPhase.Read)
        {
            var changed = signals.NextChange(id);
            if ((await house.RecordAsync(id)).Events == run.Events)
                await Task.WhenAny(changed, driving).WaitAsync(TimeSpan.FromMinutes(1), cancellation);
            Assert.False(driving.IsCompleted);
        }

        Assert.Equal((2, 2), (bench.Connections, run.State.Steps[step].Attempt));
        Assert.Contains(run.State.Observations, one => one.Step == run.State.Plan.Steps[step].Key && one.Attempt == 1);
        var damaged = (await house.The<OperationQueries>().LatestMessagesAsync(cancellation)).Where(message => message.Code == "dlt645.bad-checksum").ToList();
        Assert.NotEmpty(damaged);
        Assert.All(damaged, message => Assert.StartsWith("tty:", message.Source, StringComparison.Ordinal));
        await live.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driving);
    }

    private static async Task<(Actor Verifier, Guid Id)> OpenAsync(House house)
    {
        var people = await DemoPeople.FindAsync(house.The<LaboratoryQueries>(), default);
        var opened = await house.The<OpenVerification>().ExecuteAsync(people.Technician, await Worker.ScenarioHost.RequestAsync(house.Services, Pile), default);
        Assert.Null(opened.Refusal?.Code);
        return (people.Technician, opened.Value);
    }

    /// <summary>A simulated bench whose meter refuses from a moment on until it is connected again; the first time it closes only when it may.</summary>
    private sealed class RefusingOnce(House house, Task mayClose) : IBenchConnector
    {
        private SimulatedBench? first;

        public int Connections { get; private set; }

        public void Refuse() => first!.Meter.Faults = MeterFaults.None with { RefusesWith = 0x02 };

        public ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation)
        {
            var (broker, settings, number) = (house.The<Broker>(), house.The<SimulationSettings>(), ++Connections);
            var load = $"{request.BenchCode}-load";
            var simulated = new SimulatedBench(
                new(settings.Seed, 0m)
                {
                    Speed = settings.Speed,
                    MeterAddress = request.ReferenceSerial,
                    MeterNumber = request.ReferenceSerial,
                    PileId = request.UnitSerial,
                    PileSerial = request.UnitSerial,
                    LoadId = load,
                },
                name => broker.OpenLink($"sim-{name}-{number}", name, settings.KeyOf(name)),
                TimeProvider.System);
            if (number == 1)
                (first = simulated).Meter.Faults = MeterFaults.None with { BadChecksumEvery = 3 };
            return ValueTask.FromResult(house.The<WiredBench>().Open(
                WiredBench.ChargingPile(request, Meter(request), new(Metrology.Adapters.Dlt645.Dlt645Meter.Codec, simulated.MeterAddress, request.ReferenceSerial, false), request.UnitSerial, load), request.UnitSerial, broker.OpenLink($"station-{number}"), transcript,
                $"fault-{number}", new Closing(simulated, number == 1 ? mayClose : Task.CompletedTask)));
        }

        private static EquipmentItem Meter(BenchRequest request) =>
            new() { Code = request.BenchCode, NameZh = "", NameEn = "", Manufacturer = "", Model = "", SerialNumber = request.ReferenceSerial };

        private sealed class Closing(SimulatedBench bench, Task mayClose) : IAsyncDisposable
        {
            public async ValueTask DisposeAsync()
            {
                await mayClose;
                await bench.DisposeAsync();
            }
        }
    }
}
