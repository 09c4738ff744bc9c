using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Wire;

/// <summary>
/// The display of a charging pile over the wire contract. Every reading is asked for: a live or retained message never stands for one. The clock offset is
/// the instant the pile shows minus that of the reference clock in the middle of the exchange, rounded to the pile's resolution.
/// </summary>
/// <param name="reference">Null when the clock of the station is the reference.</param>
public sealed class WirePileDisplay(IMessageLink link, WirePeer peer, TimeProvider time, ReferenceTime? reference = null) : IMeter
{
    /// <summary>Name of these messages in a record.</summary>
    public const string Codec = "metrology-wire-1";

    private readonly WireSession session = new(link, peer, time);

    public IReadOnlyList<string> Offers { get; } = [Measurands.ActiveEnergy, Measurands.Amount, Measurands.ClockOffset];

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => session.IdentifyAsync(cancellation);

    public ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation) =>
        measurand == Measurands.ClockOffset ? ClockOffsetAsync(cancellation) : IndicationAsync(measurand, cancellation);

    /// <summary>A display applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Leaves the link open: others use it too.</summary>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async ValueTask<Reading> IndicationAsync(string measurand, CancellationToken cancellation)
    {
        var reply = await session.AskAsync(session.Command(WireCommand.Read), answer => answer.Readings is not null, cancellation).ConfigureAwait(false);
        return WireDecoder.ToReadings(reply.Readings!, reply.Payload.Span, session.Instrument, reply.ReceivedAt)
            .SingleOrDefault(reading => reading.Measurand == measurand) ?? throw NotShown(measurand);
    }

    /// <summary>
    /// The pile showed its instant at some moment of the exchange, so its middle is wrong by half of it at most. One that is no longer than a step of the clock decides no step; else the
    /// shortest of several counts.
    /// </summary>
    private async ValueTask<Reading> ClockOffsetAsync(CancellationToken cancellation)
    {
        Exchange? best = null;
        for (var attempt = 1; attempt <= session.Limits.ClockAttempts && (best is null || best.Took > best.Step); attempt++)
        {
            var exchange = await ExchangeAsync(cancellation).ConfigureAwait(false);
            best = best is null || exchange.Took < best.Took ? exchange : best;
        }

        return best!.Took <= session.Limits.ClockExchange
            ? WireClock.Offset(best.Shown, ByReference(best.Asked + (best.Took / 2)), best.Reply.Payload.Span, session.Instrument, ByReference(best.Reply.ReceivedAt))
            : throw TooSlow();
    }

    private DateTimeOffset ByReference(DateTimeOffset atStation) => reference?.Of(atStation) ?? atStation;

    private async ValueTask<Exchange> ExchangeAsync(CancellationToken cancellation)
    {
        // Sent once: with a repetition nobody could say to which sending the answer belongs.
        var asked = time.GetUtcNow();
        var started = time.GetTimestamp();
        var reply = await session.AskAsync(session.Command(WireCommand.Read), answer => answer.Readings is not null, cancellation, attempts: 1)
            .ConfigureAwait(false);
        var took = time.GetElapsedTime(started);
        var shown = reply.Readings!.Values.SingleOrDefault(value => value.Measurand == WireClock.Measurand) ?? throw NotShown(WireClock.Measurand);
        return new(asked, took, shown, reply);
    }

    private sealed record Exchange(DateTimeOffset Asked, TimeSpan Took, WireValue Shown, WireReply Reply)
    {
        public TimeSpan Step => TimeSpan.FromSeconds((double)Shown.Resolution);
    }

    private InstrumentFault NotShown(string measurand) => new(FaultKind.Refused, "wire.not-shown", new(
        $"充电桩没有给出“{measurand}”。", $"The pile does not show “{measurand}”."));

    private InstrumentFault TooSlow() => new(FaultKind.Timeout, "wire.clock-exchange", new(
        "时钟比对的往返时间过长，不能得出时钟示值误差。请检查网络。", "The exchange took too long to compare clocks. Check the network."));
}
