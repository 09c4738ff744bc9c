using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Roller;

/// <summary>
/// A roller bench for taximeters (出租汽车计价器检定装置): drives the wheels of a taxi until its display jumps at or behind a distance, and gives the count of the main roller that was latched
/// at each jump. Faults: those of the link and the exchange, "roller.refused" (Refused), "roller.fault", "roller.too-long" (Unreachable), "roller.value" (Garbled).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "roller.…".</param>
public sealed class RollerBench(ILink link, RollerBenchSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter, ILoad, ILatchingMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "metrology-roller-1";

    /// <summary>Protocol of a bench whose rollers are the unit themselves; the bytes are the same.</summary>
    public const string UnderTest = "metrology-roller-1-unit";

    /// <summary>Names of the settings; see <see cref="ILoad.ApplyAsync"/>.</summary>
    private const string Distance = "distance", Speed = "speed", Count = "count";

    private const int UnitFields = 3;

    /// <summary>Of a main roller, m [B]: only for how long a number of revolutions may take.</summary>
    private const decimal NominalCircumference = 1m;

    /// <summary>Between two looks: below it the rollers have come to their speed, km/h.</summary>
    private const decimal Steady = 0.2m;

    private readonly LineExchange exchange = new(link, settings.Limits, time, refused, "roller");
    private bool opened;
    private bool closed;

    public IReadOnlyList<string> Offers { get; } = [Measurands.Revolutions, Measurands.Speed];

    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        return await exchange.IdentifyAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Number of the taximeter as it tells it on its data line; empty when the bench knows none.</summary>
    public async ValueTask<Identity> IdentifyUnitAsync(CancellationToken cancellation)
    {
        var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Unit).ConfigureAwait(false);
        if (frame.Fields.Count != UnitFields)
            throw Garbled(RollerRefusal.BadFields, frame);
        return new("", "", frame.Fields[2] == RollerVerbs.None ? "" : frame.Fields[2], null);
    }

    /// <summary>What the counter and the speed are now: live, not a reading of record, which is latched (<see cref="LatchesAsync"/>).</summary>
    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var (state, frame) = await StateAsync(cancellation).ConfigureAwait(false);
        var (text, unit) = measurand switch
        {
            Measurands.Revolutions => (state.Revolutions, "1"),
            Measurands.Speed => (state.SpeedKmh, "km/h"),
            _ => throw new ArgumentException($"{measurand} is not offered"),
        };
        return new(settings.Instrument, measurand, text, RollerNumber.ValueOf(text), unit, RollerLatch.RevolutionStep, Convert.ToHexStringLower(SHA256.HashData(frame.Raw.Span)), null, time.GetUtcNow());
    }

    /// <summary>Count and speed as the display of the bench has them, a reading of record: the bench itself is what is measured (<see cref="RollerUnderTest"/>).</summary>
    public async ValueTask<Reading> CountAsync(string measurand, CancellationToken cancellation)
    {
        var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Count).ConfigureAwait(false);
        var count = RollerCount.Of(frame);
        var reading = count.Refusal is { } none ? none : count.Value.Reading(settings.Instrument, measurand, time.GetUtcNow());
        return reading.Refusal is { } refusal ? throw Garbled(refusal, frame) : reading.Value;
    }

    /// <summary>
    /// Takes "distance" and, when it is set, "speed": returns when the first jump at or behind that distance is latched and the rollers stand. "count": when they stand after that many
    /// revolutions. "speed" alone: when they run at it, and leaves them running.
    /// </summary>
    public async ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> asked, CancellationToken cancellation)
    {
        var speed = asked.TryGetValue(Speed, out var given) ? given.In(Units.Find("km/h")!).Value : settings.SpeedKmh;
        if (asked.TryGetValue(Distance, out var way))
        {
            var metres = way.In(Units.Find("m")!).Value;
            await AskAsync(isReadOnly: false, cancellation, RollerVerbs.Run, Text(metres), Text(speed)).ConfigureAwait(false);
            await WaitAsync(metres, speed, state => state.Phase == RollerVerbs.Held, cancellation).ConfigureAwait(false);
        }
        else if (asked.TryGetValue(Count, out var turns))
        {
            await AskAsync(isReadOnly: false, cancellation, RollerVerbs.Turn, Text(turns.Value), Text(speed)).ConfigureAwait(false);
            await WaitAsync(turns.Value * NominalCircumference, speed, state => state.Phase == RollerVerbs.Held, cancellation).ConfigureAwait(false);
        }
        else if (asked.ContainsKey(Speed))
        {
            await AskAsync(isReadOnly: false, cancellation, RollerVerbs.Spin, Text(speed)).ConfigureAwait(false);
            var before = 0m;
            await WaitAsync(0m, speed, IsSteady, cancellation).ConfigureAwait(false);

            bool IsSteady(RollerState state)
            {
                var now = RollerNumber.ValueOf(state.SpeedKmh);
                var isSteady = now > speed / 2 && Math.Abs(now - before) < Steady;
                before = now;
                return isSteady;
            }
        }
        else
        {
            throw NoDistance();
        }
    }

    private async ValueTask WaitAsync(decimal metres, decimal speed, Func<RollerState, bool> isDone, CancellationToken cancellation)
    {
        var (started, limit) = (time.GetTimestamp(), TimeSpan.FromHours((double)(metres / 1000m / speed)) + settings.Slack);
        while (true)
        {
            var (state, _) = await StateAsync(cancellation).ConfigureAwait(false);
            if (isDone(state))
                return;
            if (state.Phase != RollerVerbs.Running)
                throw Stopped(state);
            if (time.GetElapsedTime(started) > limit)
                throw TooLong();
            await Task.Delay(settings.Poll, time, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<Latch>> LatchesAsync(string unit, CancellationToken cancellation)
    {
        var (state, _) = await StateAsync(cancellation).ConfigureAwait(false);
        if (state.Phase != RollerVerbs.Held || state.Jumps == 0)
            throw Stopped(state);
        var latches = new List<Latch>();
        for (var number = Math.Max(1, state.Jumps - settings.MostLatches + 1); number <= state.Jumps; number++)
        {
            var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Latch, number.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
            var latch = RollerLatch.Of(frame);
            if (latch.Refusal is { } refusal || latch.Value.Number != number)
                throw Garbled(latch.Refusal ?? RollerRefusal.BadFields, frame);
            var at = time.GetUtcNow();
            latches.Add(new(number,
            [
                new(Roles.Reference, latch.Value.Reading(RollerLatch.OfRoller, settings.Instrument, Measurands.Revolutions, at).Value),
                new(Roles.Reference, latch.Value.Reading(RollerLatch.OfRoller, settings.Instrument, Measurands.Duration, at).Value),
                new(Roles.UnitUnderTest, latch.Value.Reading(RollerLatch.OfDisplay, unit, Measurands.Distance, at).Value),
                new(Roles.UnitUnderTest, latch.Value.Reading(RollerLatch.OfDisplay, unit, Measurands.Amount, at).Value),
            ]));
        }

        return latches;
    }

    /// <summary>Brings the rollers to a stand.</summary>
    public async ValueTask StandbyAsync(CancellationToken cancellation)
    {
        if (opened)
            await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Stop).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (closed)
            return;
        closed = true;
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<(RollerState State, RollerFrame Frame)> StateAsync(CancellationToken cancellation)
    {
        var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.State).ConfigureAwait(false);
        var state = RollerState.Of(frame);
        return state.Refusal is { } refusal ? throw Garbled(refusal, frame) : (state.Value, frame);
    }

    private ValueTask<RollerFrame> AskAsync(bool isReadOnly, CancellationToken cancellation, params string[] fields) => exchange.AskAsync(isReadOnly, cancellation, fields);

    private static string Text(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private InstrumentFault Garbled(Refusal refusal, RollerFrame frame) => exchange.Garbled(refusal, frame);

    private InstrumentFault Stopped(RollerState state) => new(FaultKind.Unreachable, "roller.fault", state.Keys.Contains(RollerVerbs.EmergencyStop, StringComparison.Ordinal)
        ? new($"{link.Address}：急停键被按下，滚轮已停。请确认安全后松开急停键，重新开始这一步。", $"{link.Address}: the emergency key was pressed and the rollers stopped. Make sure that it is safe, release the key and begin the step again.")
        : new($"{link.Address}：滚轮在跳字锁存之前停下（{state.Phase}）。请检查装置后重新开始这一步。", $"{link.Address}: the rollers stopped before the jump was latched ({state.Phase}). Look at the bench and begin the step again."));

    private InstrumentFault TooLong() => new(FaultKind.Unreachable, "roller.too-long", new(
        $"{link.Address}：过了应有的时间仍没有跳字。请检查计价器是否处于重车状态、车轮是否打滑。", $"{link.Address}: no jump came in time. Check that the taximeter is hired and that the wheels do not slip."));

    private InstrumentFault NoDistance() => new(FaultKind.Refused, "roller.no-distance", new(
        $"{link.Address}：规程的检定点没有给出试验距离、转数或车速，滚轮装置不能运行。", $"{link.Address}: the test point of the procedure states no distance, count or speed; the rollers cannot run."));
}

/// <summary>What the register of equipment knows about a roller bench.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
/// <param name="SpeedKmh">Where the procedure sets none.</param>
/// <param name="Slack">Beyond the time that the distance takes at this speed: ramps, and a jump that comes late.</param>
/// <param name="MostLatches">The last ones of a run that are read.</param>
public sealed record RollerBenchSettings(string Instrument, decimal SpeedKmh, TimeSpan Slack, TimeSpan Poll, int MostLatches, ExchangeLimits Limits)
{
    /// <summary>About 60 km/h is reported practice (Qingdao 2014), not a text of a regulation.</summary>
    public static RollerBenchSettings Of(string instrument) => new(
        instrument, 60m, TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(100), MostLatches: 50,
        new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), Attempts: 3));
}

/// <summary>The taximeter on a roller bench, as the bench sees its display.</summary>
/// <param name="unit">Serial number that its readings carry.</param>
public sealed class RollerDisplay(RollerBench bench, string unit) : IMeter
{
    /// <summary>Nothing is read of a display by itself: what it shows counts at the instant of a jump only.</summary>
    public IReadOnlyList<string> Offers => [];

    public string Unit => unit;

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => bench.IdentifyUnitAsync(cancellation);

    public ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation) => throw new InstrumentFault(FaultKind.Refused, "roller.only-latched", new(
        "计价器的示值只在跳字时锁存，不能单独读取。", "What a taximeter shows is latched at a jump and not read by itself."));

    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A roller bench that is itself verified as a taximeter checker (JJG 738): what its own display counts and shows is the indication.</summary>
public sealed class RollerUnderTest(RollerBench bench) : IMeter
{
    public IReadOnlyList<string> Offers => bench.Offers;

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => bench.IdentifyAsync(cancellation);

    public ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation) => bench.CountAsync(measurand, cancellation);

    public ValueTask StandbyAsync(CancellationToken cancellation) => bench.StandbyAsync(cancellation);

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
