using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;

namespace Metrology.Simulators.Room;

/// <summary>
/// One played instrument on a serial line of its own. Its line has a name that stays, as /dev/serial/by-id has: pulling the plug takes the device away, plugging in puts
/// another one under the same name.
/// </summary>
public sealed class SimulatedInstrument : IAsyncDisposable, ITranscriptSink
{
    /// <summary>Pieces of bytes that are kept to be looked at.</summary>
    public const int KeptEntries = 400;

    /// <summary>Bytes that a continuous sender leaves on a line where nobody reads.</summary>
    private const int MostUnread = 512;

    private const decimal MostDrift = 3600m, MostValueError = 50m, MostNoise = 10m;
    private const int LongestIdentity = 32;

    private readonly Func<ILink, Playing> connect;
    private readonly IAsyncDisposable[] kept;
    private readonly DriftingClock clock;
    private readonly TimeProvider time;
    private readonly string path;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock access = new();
    private readonly Queue<TranscriptEntry> bytes = [];
    private PtyPair? pair;
    private Playing? playing;
    private LineFaults faults = LineFaults.None;

    internal SimulatedInstrument(SimulatorKind kind, SimulatorRequest request, Played played, DriftingClock clock, string path, TimeProvider time)
    {
        (Kind, Name, Identity, connect, kept) = (kind, request.Name, played.Identity, played.Connect, played.Kept);
        (this.clock, this.path, this.time, StartedAt) = (clock, path, time, time.GetUtcNow());
        Link = new TtyLink(path, TtySettings.Default).Address;
    }

    public SimulatorKind Kind { get; }

    public string Name { get; }

    public SimulatedIdentity Identity { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>As a bench is wired with it.</summary>
    public string Link { get; }

    /// <summary>The device of its line.</summary>
    public string Device => path;

    public bool IsPluggedIn => pair is not null;

    public LineFaults Faults => faults;

    /// <summary>What its clock has gained so far; it stays when the drift is taken away.</summary>
    public TimeSpan ClockAhead => clock.Ahead;

    /// <summary>The latest bytes, as the other side sees them: what it sent and what it received.</summary>
    public IReadOnlyList<TranscriptEntry> Bytes
    {
        get
        {
            lock (access)
                return [.. bytes];
        }
    }

    /// <summary>In which protocol its bytes are; nothing for recorded bytes, whose protocol nobody said.</summary>
    private IEnumerable<TranscriptSource> Spoken => Kind.Protocol.Length == 0 ? [] : [new(Kind.Protocol, Identity.SerialNumber, Identity.Address)];

    void ITranscriptSink.Append(TranscriptEntry entry)
    {
        lock (access)
        {
            bytes.Enqueue(entry with { Link = Link, Direction = entry.Direction == Direction.Sent ? Direction.Received : Direction.Sent });
            while (bytes.Count > KeptEntries)
                bytes.Dequeue();
        }
    }

    /// <summary>Holds from the next question on. Refuses a fault that the kind does not have.</summary>
    public async Task<Refusal?> SetAsync(LineFaults wanted)
    {
        if (Kind.WhyNot(wanted) is { } notItsOwn)
            return notItsOwn;
        if (Math.Abs(wanted.ClockDrift) > MostDrift)
            return SimulatorRefusals.Drift;
        if (Math.Abs(wanted.ValueError) > MostValueError || Math.Abs(wanted.ValueDrift) > MostValueError || wanted.ValueNoise is < 0 or > MostNoise)
            return SimulatorRefusals.ValueError;
        var other = wanted.AnswersAs?.Trim() is { Length: > 0 } said ? said : null;
        if (other is not null && (other.Length > LongestIdentity || other.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-') || (Identity.Address.All(char.IsAsciiDigit) && Identity.Address.Length > 3 && (other.Length != Identity.Address.Length || !other.All(char.IsAsciiDigit)))))
            return SimulatorRefusals.AnswersAs;
        var number = wanted.TellsNumber?.Trim() is { Length: > 0 } told ? told : null;
        if (number is not null && (number.Length > LongestIdentity || number.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-') || !IsWrittenAs(Identity.SerialNumber, number)))
            return SimulatorRefusals.TellsNumber;
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            faults = wanted with { AnswersAs = other, TellsNumber = number };
            clock.SecondsAnHour = wanted.ClockDrift;
            playing?.Hold(faults);
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A number in BCD or in a register has its digits.</summary>
    private static bool IsWrittenAs(string own, string other) => own.Length == 0 || !own.All(char.IsAsciiDigit) || (other.Length == own.Length && other.All(char.IsAsciiDigit));

    /// <summary>Does nothing when it is plugged in.</summary>
    /// <exception cref="Instruments.Faults.InstrumentFault">The system gives no pseudo-terminal.</exception>
    public async Task PlugInAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (pair is not null)
                return;
            pair = PtyPair.Open();
            File.Delete(path);
            File.CreateSymbolicLink(path, pair.SlavePath);
            var own = pair;
            var line = new TranscribedLink(new FaultyLine(own.Master, () => faults, time, Kind.IsContinuous ? () => own.DropUnread(MostUnread) : null), this, time, [.. Spoken]);
            await line.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            playing = connect(line);
            playing.Hold(faults);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task UnplugAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            File.Delete(path);
            foreach (var part in playing?.Parts ?? [])
                await part.DisposeAsync().ConfigureAwait(false);
            if (pair is not null)
                await pair.DisposeAsync().ConfigureAwait(false);
            (playing, pair) = (null, null);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await UnplugAsync().ConfigureAwait(false);
        foreach (var part in kept)
            await part.DisposeAsync().ConfigureAwait(false);
        turn.Dispose();
    }
}
