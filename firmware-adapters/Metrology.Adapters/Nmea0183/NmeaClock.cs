using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Nmea0183;

/// <summary>
/// A GNSS receiver, or a time server that speaks like one, as reference clock: it sends its sentences every second and is asked nothing. A comparison opens the line, takes several seconds
/// that follow one another, and closes it again, so that a record holds these bytes and not those of a whole run. It tells no number of its own. Faults: those of the link, "gnss.silent"
/// (Timeout), "gnss.no-fix", "gnss.estimated", "gnss.no-time", "gnss.disagree" (Refused), "gnss.cadence", "gnss.bad-checksum" and the like (Garbled).
/// </summary>
/// <param name="connect">Gives the link, unopened, for each comparison.</param>
/// <param name="refused">Told of damaged sentences, with reason "gnss.…".</param>
public sealed class NmeaClock(Func<ILink> connect, NmeaClockSettings settings, TimeProvider station, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "nmea-0183";

    /// <summary>As it is named on its line, where nobody else speaks.</summary>
    public const string Address = "clock";

    private const int ReadSize = 256;

    public IReadOnlyList<string> Offers { get; } = [Measurands.ClockOffset];

    /// <summary>Waits for a sentence that tells a time, fixed or not, so that somebody is known to be there.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        Identity? who = null;
        await ListenAsync(
            (sentence, _) =>
            {
                who = sentence.Kind is NmeaSentence.Rmc or NmeaSentence.Zda ? new("", $"NMEA 0183 {sentence.Talker}", "", Firmware: null) : null;
                return who is null ? NmeaRefusal.NoTime : null;
            },
            () => who is not null, cancellation).ConfigureAwait(false);
        return who!;
    }

    /// <summary>How far the clock of the station is ahead of this one, s: the least of several seconds, because sentences are only ever late.</summary>
    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        if (measurand != Measurands.ClockOffset)
            throw new ArgumentException($"{measurand} is not offered");
        var seconds = new NmeaSeconds(settings, station);
        await ListenAsync((sentence, arrived) => seconds.Take(sentence, arrived), () => seconds.Best is not null, cancellation).ConfigureAwait(false);
        return seconds.Best!;
    }

    /// <summary>A clock applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <param name="take">Takes a sentence and when its dollar came; why it does not count, or null.</param>
    private async Task ListenAsync(Func<NmeaSentence, NmeaArrival, Refusal?> take, Func<bool> isDone, CancellationToken cancellation)
    {
        var link = connect();
        await using var _ = link.ConfigureAwait(false);
        await link.OpenAsync(cancellation).ConfigureAwait(false);
        var framer = new NmeaFramer();
        var buffer = new byte[ReadSize];
        var arrived = NmeaArrival.Now(station);
        var (started, reason) = (station.GetTimestamp(), NmeaRefusal.NoTime);
        while (!isDone())
        {
            var count = await SomeAsync(link, buffer, cancellation).ConfigureAwait(false);
            var now = NmeaArrival.Now(station);
            for (var i = 0; i < count && !isDone(); i++)
            {
                if (buffer[i] == (byte)'$')
                    arrived = now;
                foreach (var sentence in framer.Push(buffer.AsSpan(i, 1)))
                    reason = take(sentence, arrived) ?? reason;
            }

            if (framer.Rejection is { } rejection)
            {
                reason = rejection;
                refused?.Append(RefusedAnswer.Of("gnss", link, rejection, buffer[..count], station));
                framer.ForgetRejection();
            }

            if (!isDone() && station.GetElapsedTime(started) > settings.Patience)
                throw Fault(link, reason);
        }
    }

    private async Task<int> SomeAsync(ILink link, byte[] buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(settings.Silence, station);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await link.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Fault(link, NmeaRefusal.Silent);
        }
    }

    private static InstrumentFault Fault(ILink link, Refusal reason)
    {
        var kind = reason == NmeaRefusal.Silent ? FaultKind.Timeout
            : reason == NmeaRefusal.NoFix || reason == NmeaRefusal.Estimated || reason == NmeaRefusal.NoTime || reason == NmeaRefusal.Disagree ? FaultKind.Refused
            : FaultKind.Garbled;
        return new(kind, $"gnss.{reason.Code}", new($"{link.Address}：{reason.Text.Zh}", $"{link.Address}: {reason.Text.En}"));
    }
}

/// <summary>When the first byte of a sentence came, by the clock of the station and by its stopwatch.</summary>
internal readonly record struct NmeaArrival(DateTimeOffset At, long Stamp)
{
    /// <summary>To the millisecond, as records keep it.</summary>
    public static NmeaArrival Now(TimeProvider station)
    {
        var now = station.GetUtcNow();
        return new(new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero), station.GetTimestamp());
    }
}

/// <summary>Seconds of a clock that follow one another; anything wrong begins them anew.</summary>
internal sealed class NmeaSeconds(NmeaClockSettings settings, TimeProvider station)
{
    private readonly List<(DateTimeOffset Instant, long Stamp, Reading Reading)> taken = [];

    /// <summary>That of the sentence that was least late; null until enough followed one another.</summary>
    public Reading? Best { get; private set; }

    public Refusal? Take(NmeaSentence sentence, NmeaArrival arrived)
    {
        var wrong = sentence.Kind switch
        {
            NmeaSentence.Rmc => Second(sentence, arrived),
            NmeaSentence.Zda => Agrees(sentence),
            _ => null,
        };
        if (wrong is not null)
            taken.Clear();
        // What does not follow may be the first of those that do.
        if (wrong == NmeaRefusal.Cadence)
            Second(sentence, arrived);
        if (taken.Count >= settings.Seconds)
            Best ??= taken.MinBy(one => one.Reading.Value).Reading;
        return wrong;
    }

    private Refusal? Second(NmeaSentence sentence, NmeaArrival arrived)
    {
        var reading = sentence.Reading(settings.Instrument, arrived.At);
        if (reading.Refusal is { } refusal)
            return refusal;
        var instant = reading.Value.DeviceTime!.Value;
        if (taken.Count > 0)
        {
            var (before, since, _) = taken[^1];
            var late = station.GetElapsedTime(since, arrived.Stamp) - settings.Cadence;
            if (instant - before != settings.Cadence || late.Duration() > settings.Tolerance)
                return NmeaRefusal.Cadence;
        }

        taken.Add((instant, arrived.Stamp, reading.Value));
        return null;
    }

    /// <summary>It may come before or behind the RMC of its second.</summary>
    private Refusal? Agrees(NmeaSentence zda)
    {
        var told = zda.Instant;
        if (told.Refusal is { } refusal)
            return refusal;
        return taken.Count > 0 && (told.Value - taken[^1].Instant).Duration() > settings.Cadence ? NmeaRefusal.Disagree : null;
    }
}

/// <summary>What is known of a reference clock, and how it is listened to.</summary>
/// <param name="Cadence">From one time to the next.</param>
/// <param name="Tolerance">Of the arrival of a sentence after the one before.</param>
/// <param name="Seconds">Times that must follow one another.</param>
/// <param name="Silence">Longest time without a byte.</param>
/// <param name="Patience">Longest time for all of it.</param>
public sealed record NmeaClockSettings(string Instrument, TimeSpan Cadence, TimeSpan Tolerance, int Seconds, TimeSpan Silence, TimeSpan Patience)
{
    public static NmeaClockSettings Of(string instrument) =>
        new(instrument, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), 4, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15));
}
