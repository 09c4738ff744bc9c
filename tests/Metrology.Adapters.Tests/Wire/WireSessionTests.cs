using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Messages;
using Metrology.Simulators.Pile;

namespace Metrology.Adapters.Tests.Wire;

public sealed class WireSessionTests
{
    private static readonly WireLimits Limits = WireLimits.Usual with { Reply = TimeSpan.FromMilliseconds(200), ApplyRepeat = TimeSpan.FromMilliseconds(100) };

    private static readonly IReadOnlyDictionary<string, Quantity> Settings = new Dictionary<string, Quantity>
    {
        ["voltage"] = new(220m, new("V", default, 1m)),
        ["current"] = new(32m, new("A", default, 1m)),
        ["energy"] = new(1.2m, new("kWh", default, 3_600_000m)),
    };

    private readonly MemoryMessageBus bus = new(TimeProvider.System);
    private readonly ChargingProcess process = new(seed: 5);

    [Fact]
    public async Task A_retained_answer_is_history_and_no_reading()
    {
        var stale = new WireReadings("old", 1, DateTimeOffset.UnixEpoch, "s-1", [new(Measurands.ActiveEnergy, "1.000", "kWh", 0.001m)]);
        bus.Retain(WireTopics.Readings("pile"), WireEncoder.Encode(stale));
        await using var display = Display();
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => display.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None).AsTask());
        Assert.Equal((FaultKind.Timeout, "wire.no-answer"), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task A_live_message_is_not_taken_for_the_answer()
    {
        await using var display = Display();
        await using var far = bus.Connect("far");
        var reading = display.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None).AsTask();
        await far.PublishAsync(
            WireTopics.Readings("pile"),
            WireEncoder.Encode(new WireReadings("b", 1, DateTimeOffset.UtcNow, null, [new(Measurands.ActiveEnergy, "1.000", "kWh", 0.001m)])), CancellationToken.None);
        Assert.Equal("wire.no-answer", (await Assert.ThrowsAsync<InstrumentFault>(() => reading)).Code);
    }

    [Fact]
    public async Task Nonsense_under_the_topic_is_told_apart_from_silence()
    {
        await using var display = Display();
        await using var far = bus.Connect("far");
        var reading = display.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None).AsTask();
        await far.PublishAsync(WireTopics.Readings("pile"), "{}"u8.ToArray(), CancellationToken.None);
        Assert.Equal("wire.garbled", (await Assert.ThrowsAsync<InstrumentFault>(() => reading)).Code);
    }

    [Fact]
    public async Task The_display_gives_energy_amount_and_its_clock_offset()
    {
        await using var pile = Pile(TimeSpan.FromSeconds(-2.4));
        await using var display = Display();
        Assert.Equal("SIM-PILE-0001", (await display.IdentifyAsync(CancellationToken.None)).SerialNumber);
        var energy = await display.ReadAsync(Measurands.ActiveEnergy, CancellationToken.None);
        Assert.Equal((decimal.Truncate(process.PileStart * 1000) / 1000, 0.001m), (energy.Value, energy.Resolution));
        var offset = await display.ReadAsync(Measurands.ClockOffset, CancellationToken.None);
        Assert.Equal((-2.4m, "-2.4", 0.1m, "s"), (offset.Value, offset.Text, offset.Resolution, offset.Unit));
        Assert.Equal("CNY", (await display.ReadAsync(Measurands.Amount, CancellationToken.None)).Unit);
    }

    /// <summary>An answer that comes late puts the middle of its exchange in the wrong place; the short exchange after it does not.</summary>
    [Fact]
    public async Task A_clock_is_compared_in_the_shortest_exchange()
    {
        var clock = new Clock();
        await using var display = new WirePileDisplay(bus.Connect("lab"), WirePeer.Of("display", "pile", "s"), clock);
        await using var far = bus.Connect("far");
        using var hang = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var commands = far.SubscribeAsync(WireTopics.Command("pile"), hang.Token).GetAsyncEnumerator(hang.Token);
        var reading = display.ReadAsync(Measurands.ClockOffset, hang.Token).AsTask();
        foreach (var (before, after) in new[] { (0, 450), (300, 20), (30, 40) })
        {
            Assert.True(await commands.MoveNextAsync());
            var command = WireDecoder.Command(commands.Current.Payload).Value;
            clock.Advance(before);
            var shown = (clock.GetUtcNow() + TimeSpan.FromSeconds(1.8)).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture);
            clock.Advance(after);
            var answer = new WireReadings("b", command.Id.GetHashCode(StringComparison.Ordinal) & 0xFFFF, clock.GetUtcNow(), command.Id, [new("clock", shown, "s", 0.1m)]);
            await far.PublishAsync(WireTopics.Readings("pile"), WireEncoder.Encode(answer), hang.Token);
        }

        Assert.Equal(1.8m, (await reading).Value);
    }

    [Fact]
    public async Task Applying_returns_when_the_energy_has_passed_and_not_before()
    {
        await using var simulated = Load();
        await using var load = new WireLoad(bus.Connect("lab"), WirePeer.Of("load", "load", "s") with { Limits = Limits }, TimeProvider.System);
        var applying = load.ApplyAsync(Settings, CancellationToken.None).AsTask();
        await AcceptedAsync();
        process.Advance(100);
        Assert.False(applying.IsCompleted);
        Assert.True(process.State.IsCharging);
        process.Advance(100_000);
        await applying.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange(process.State.Energy, 1.2m, 1.2003m);
    }

    [Fact]
    public async Task Standby_stops_the_charge_and_fails_the_apply()
    {
        await using var simulated = Load();
        await using var load = new WireLoad(bus.Connect("lab"), WirePeer.Of("load", "load", "s") with { Limits = Limits }, TimeProvider.System);
        var applying = load.ApplyAsync(Settings, CancellationToken.None).AsTask();
        await AcceptedAsync();
        process.Advance(10);
        await load.StandbyAsync(CancellationToken.None);
        Assert.False(process.State.IsCharging);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => applying);
        Assert.Equal((FaultKind.Refused, "wire.refused"), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task Settings_beyond_the_load_are_refused()
    {
        await using var simulated = Load();
        await using var load = new WireLoad(bus.Connect("lab"), WirePeer.Of("load", "load", "s"), TimeProvider.System);
        var excessive = new Dictionary<string, Quantity>(Settings) { ["current"] = new(64m, new("A", default, 1m)) };
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => load.ApplyAsync(excessive, CancellationToken.None).AsTask());
        Assert.Contains("bad-settings", fault.Text.En);
    }

    [Fact]
    public async Task A_command_sent_twice_is_done_once_and_answered_twice()
    {
        await using var simulated = Load();
        await using var link = bus.Connect("lab");
        using var hang = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var events = link.SubscribeAsync(WireTopics.Event("load"), hang.Token).GetAsyncEnumerator(hang.Token);
        var command = WireEncoder.Encode(new WireCommand("x-1", "apply", [new("voltage", 220m, "V"), new("current", 32m, "A"), new("energy", 1m, "kWh")]));
        await link.PublishAsync(WireTopics.Command("load"), command, CancellationToken.None);
        await link.PublishAsync(WireTopics.Command("load"), command, CancellationToken.None);
        var kinds = new List<(string, long)>();
        for (var i = 0; i < 2 && await events.MoveNextAsync(); i++)
        {
            var happened = WireDecoder.Event(events.Current.Payload).Value;
            kinds.Add((happened.Kind, happened.Seq));
        }

        Assert.Equal([("accepted", 1L), ("accepted", 1L)], kinds);
    }

    [Fact]
    public async Task A_retained_command_is_not_obeyed()
    {
        bus.Retain(WireTopics.Command("load"), WireEncoder.Encode(new WireCommand("x-1", "apply", [new("voltage", 220m, "V"), new("current", 32m, "A"), new("energy", 1m, "kWh")])));
        await using var simulated = Load();
        await using var load = new WireLoad(bus.Connect("lab"), WirePeer.Of("load", "load", "s"), TimeProvider.System);
        await load.IdentifyAsync(CancellationToken.None);
        Assert.False(process.State.IsCharging);
    }

    private async Task AcceptedAsync()
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var link = bus.Connect("watch");
        // The apply is sent again until done, so that its "accepted" comes by however late one looks.
        await foreach (var message in link.SubscribeAsync(WireTopics.Event("load"), hang.Token))
        {
            if (WireDecoder.Event(message.Payload).Value.Kind == WireEvent.Accepted)
                return;
        }
    }

    private WirePileDisplay Display() => new(bus.Connect("lab"), WirePeer.Of("display", "pile", "s") with { Limits = Limits }, TimeProvider.System);

    private SimulatedPile Pile(TimeSpan offset) => new(bus.Connect("pile"), new("pile", "b", 0m, offset, 1.2m), process, TimeProvider.System);

    private SimulatedLoad Load() => new(bus.Connect("load"), new("load", "b"), process, TimeProvider.System);

    private sealed class Clock : TimeProvider
    {
        private long milliseconds;

        public override long TimestampFrequency => 1000;

        public void Advance(int by) => Interlocked.Add(ref milliseconds, by);

        public override long GetTimestamp() => Interlocked.Read(ref milliseconds);

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(Interlocked.Read(ref milliseconds));
    }
}
