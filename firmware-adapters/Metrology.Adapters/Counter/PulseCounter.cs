using System.Globalization;
using Metrology.Adapters.Roller;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Counter;

/// <summary>
/// A counter as reference: with an encoder on a main roller it counts revolutions and shows the speed; between reference meter and unit under test it counts the pulses of the one during a
/// number of pulses of the other. Faults: those of the link and the exchange, "counter.refused" (Refused), "counter.value" (Garbled), "counter.no-pulses" (Unreachable).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "counter.…".</param>
public sealed class PulseCounter(ILink link, PulseCounterSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "metrology-counter-1";

    /// <summary>How a record names it among the sources of its line.</summary>
    public const string Address = "counter";

    private readonly LineExchange exchange = new(link, settings.Limits, time, refused, "counter");
    private bool opened;

    /// <summary>Shown live: a count behind a gate is a reading only when the gate has closed.</summary>
    public IReadOnlyList<string> Offers { get; } = settings.IsGated ? [] : [Measurands.Revolutions, Measurands.Speed];

    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
            await link.OpenAsync(cancellation).ConfigureAwait(false);
        opened = true;
        return await exchange.IdentifyAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var verb = measurand switch
        {
            Measurands.Revolutions or Measurands.Speed => RollerVerbs.Count,
            Measurands.PulseCount or Measurands.PulseConstant => CounterVerbs.Gated,
            _ => throw new ArgumentException($"{measurand} is not offered"),
        };
        var frame = await exchange.AskAsync(isReadOnly: true, cancellation, verb).ConfigureAwait(false);
        var reading = ReadingOf(frame, settings.Instrument, measurand, time.GetUtcNow());
        return reading.Refusal is { } refusal ? throw exchange.Garbled(refusal, frame) : reading.Value;
    }

    /// <summary>Counts revolutions from zero.</summary>
    public async ValueTask StartAsync(CancellationToken cancellation) => await exchange.AskAsync(isReadOnly: false, cancellation, CounterVerbs.Start).ConfigureAwait(false);

    /// <summary>Counts the pulses of the reference from the next pulse of the unit on until that many more of the unit have come.</summary>
    public async ValueTask GateAsync(decimal pulses, CancellationToken cancellation) =>
        await exchange.AskAsync(isReadOnly: false, cancellation, CounterVerbs.Gate, pulses.ToString("0", CultureInfo.InvariantCulture)).ConfigureAwait(false);

    /// <summary>Whether the gate has closed.</summary>
    public async ValueTask<bool> IsDoneAsync(CancellationToken cancellation)
    {
        var frame = await exchange.AskAsync(isReadOnly: true, cancellation, CounterVerbs.Gated).ConfigureAwait(false);
        var gated = GatedPulses.Of(frame);
        return gated.Refusal is { } refusal ? throw exchange.Garbled(refusal, frame) : gated.Value.IsDone;
    }

    /// <summary>A counter applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    internal static Outcome<Reading> ReadingOf(RollerFrame frame, string instrument, string measurand, DateTimeOffset receivedAt)
    {
        if (measurand is Measurands.PulseCount or Measurands.PulseConstant)
        {
            var gated = GatedPulses.Of(frame);
            return gated.Refusal is { } none ? none : gated.Value.Reading(instrument, measurand, receivedAt);
        }

        var count = RollerCount.Of(frame);
        return count.Refusal is { } noCount ? noCount : count.Value.Reading(instrument, measurand, receivedAt);
    }

    internal InstrumentFault NoPulses() => new(FaultKind.Unreachable, "counter.no-pulses", new(
        $"{link.Address}：负载已经结束，被检器具的脉冲仍没有计满。请检查脉冲输出的接线和铭牌上的脉冲常数，然后重新开始这一步。",
        $"{link.Address}: the load has ended and the pulses of the unit under test are not complete. Check the wiring of its pulse output and the pulse constant on its plate, then begin the step again."));
}

/// <summary>What the register of equipment knows about a counter.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
/// <param name="IsGated">It counts pulses behind a gate, not revolutions.</param>
public sealed record PulseCounterSettings(string Instrument, bool IsGated, ExchangeLimits Limits)
{
    public static PulseCounterSettings Of(string instrument, bool isGated) =>
        new(instrument, isGated, new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), Attempts: 3));
}
