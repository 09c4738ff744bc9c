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

    /// <summary>Names of the settings; see <see cref="ILoad.ApplyAsync"/>.</summary>
    private const string Distance = "distance", Speed = "speed";

    private const string Family = "roller";
    private const int IdentityFields = 6, UnitFields = 3;

    private readonly FrameExchange<RollerFrame> exchange = new(
        link, new RollerFramer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));
    private bool opened;
    private bool closed;
    private int tag;

    public IReadOnlyList<string> Offers { get; } = [Measurands.Revolutions, Measurands.Speed];

    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Identity).ConfigureAwait(false);
        return frame.Fields.Count == IdentityFields ? new(frame.Fields[2], frame.Fields[3], frame.Fields[4], frame.Fields[5]) : throw Garbled(RollerRefusal.BadFields, frame);
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

    /// <summary>Takes "distance" and, when it is set, "speed"; returns when the first jump at or behind that distance is latched and the rollers stand.</summary>
    public async ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> asked, CancellationToken cancellation)
    {
        var distance = asked.TryGetValue(Distance, out var way) ? way.In(Units.Find("m")!).Value : throw NoDistance();
        var speed = asked.TryGetValue(Speed, out var given) ? given.In(Units.Find("km/h")!).Value : settings.SpeedKmh;
        await AskAsync(isReadOnly: false, cancellation, RollerVerbs.Run, Text(distance), Text(speed)).ConfigureAwait(false);
        var (started, limit) = (time.GetTimestamp(), TimeSpan.FromHours((double)(distance / 1000m / speed)) + settings.Slack);
        while (true)
        {
            var (state, _) = await StateAsync(cancellation).ConfigureAwait(false);
            if (state.Phase == RollerVerbs.Held)
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

    private ValueTask<RollerFrame> AskAsync(bool isReadOnly, CancellationToken cancellation, params string[] fields)
    {
        var number = tag = RollerFrame.NextTag(tag);
        return exchange.AskAsync(new(RollerFrame.Encode(number, fields), frame => Judge(number, fields, frame), isReadOnly), cancellation);
    }

    private static FrameFit Judge(int number, string[] asked, RollerFrame frame)
    {
        // An echo of the question has its tag and is the question itself.
        if (frame.Tag != number.ToString(CultureInfo.InvariantCulture) || frame.Fields.Skip(1).SequenceEqual(asked))
            return FrameFit.Unrelated;
        if (frame.Verb != RollerVerbs.Refused)
            return frame.Verb == asked[0] ? FrameFit.Answer : FrameFit.Unrelated;
        var refusal = RollerRefusal.Device(frame.Fields.Count > 2 ? frame.Fields[2] : RollerVerbs.None);
        throw new InstrumentFault(FaultKind.Refused, "roller.refused", refusal.Text);
    }

    private static string Text(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private InstrumentFault Garbled(Refusal refusal, RollerFrame frame)
    {
        refused?.Append(RefusedAnswer.Of(Family, link, refusal, frame.Raw.ToArray(), time));
        return new(FaultKind.Garbled, "roller.value", refusal.Text);
    }

    private InstrumentFault Stopped(RollerState state) => new(FaultKind.Unreachable, "roller.fault", state.Keys.Contains(RollerVerbs.EmergencyStop, StringComparison.Ordinal)
        ? new($"{link.Address}：急停键被按下，滚轮已停。请确认安全后松开急停键，重新开始这一步。", $"{link.Address}: the emergency key was pressed and the rollers stopped. Make sure that it is safe, release the key and begin the step again.")
        : new($"{link.Address}：滚轮在跳字锁存之前停下（{state.Phase}）。请检查装置后重新开始这一步。", $"{link.Address}: the rollers stopped before the jump was latched ({state.Phase}). Look at the bench and begin the step again."));

    private InstrumentFault TooLong() => new(FaultKind.Unreachable, "roller.too-long", new(
        $"{link.Address}：过了应有的时间仍没有跳字。请检查计价器是否处于重车状态、车轮是否打滑。", $"{link.Address}: no jump came in time. Check that the taximeter is hired and that the wheels do not slip."));

    private InstrumentFault NoDistance() => new(FaultKind.Refused, "roller.no-distance", new(
        $"{link.Address}：规程的检定点没有给出试验距离，滚轮装置不能运行。", $"{link.Address}: the test point of the procedure states no distance; the rollers cannot run."));
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
        instrument, 60m, TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(100), MostLatches: 60,
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
