using System.Net.WebSockets;
using System.Threading.Channels;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Station;

/// <summary>
/// A port of an enrolled station, "station:NAME/LINK": the station opens LINK and holds its lock as long as this is open; a write returns when the driver there has the bytes. Faults: "station.not-connected", "station.no-answer" and what the
/// station says of the port on opening; "station.line-lost" and what it says after. When either side ends, the station closes the port.
/// </summary>
/// <param name="port">The link as the station opens it, here only asked what it is.</param>
/// <param name="take">Gives a line to the station; the link disposes it.</param>
public sealed class StationLink(string station, ILink port, Func<CancellationToken, Task<StationLine>> take, TimeProvider time) : IWitnessedLink
{
    public const string Scheme = "station";

    private const string SerialPort = "tty:", Tcp = "tcp:";

    /// <summary>Bytes of one message to the port.</summary>
    private const int Piece = 4 * 1024;

    /// <summary>The port of the station may itself be a TCP connection, which has five seconds.</summary>
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(8);

    /// <summary>A station that does not say that it closed the port is left behind; it notices that the line ended.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(800);

    private readonly Channel<ReadOnlyMemory<byte>> received = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleWriter = true });
    private readonly Queue<ReadOnlyMemory<byte>> unsaid = new();
    private readonly CancellationTokenSource ending = new();
    private readonly Taking written = new();
    private StationLine? line;
    private Task listening = Task.CompletedTask;
    private ReadOnlyMemory<byte> left;
    private volatile InstrumentFault? gone;
    private int unread;
    private int consumed;
    private int closings;

    public string Address => $"{Scheme}:{station}/{port.Address}";

    public TimeSpan CharacterTime => port.CharacterTime;

    public Action<TimeSpan, Direction, ReadOnlyMemory<byte>>? Witness { get; set; }

    /// <summary>For <see cref="LinkFactory.With"/>: the port has to be one that a station opens, a serial port or a TCP connection.</summary>
    public static Outcome<ILink> Create(LinkAddress address, LinkFactory ports, StationLines lines, TimeProvider time)
    {
        var slash = address.Target.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || !StationLines.IsName(address.Target[..slash]))
            return LinkRefusal.Station(address.Target);
        var (station, text) = (address.Target[..slash], address.Whole[(slash + 1)..]);
        if (!text.StartsWith(SerialPort, StringComparison.Ordinal) && !text.StartsWith(Tcp, StringComparison.Ordinal))
            return LinkRefusal.Station(address.Target);
        var port = ports.Create(text);
        return port.Refusal is { } refusal ? refusal : new StationLink(station, port.Value, cancellation => lines.TakeAsync(station, cancellation), time);
    }

    /// <summary>Station and port that a link address means, the port as a station names it; null when it is none of a station.</summary>
    public static (string Station, string Port)? PlaceOf(string link)
    {
        if (LinkAddress.Parse(link) is not { IsRefused: false, Value: { Scheme: Scheme } address } || address.Target.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 1)
            return null;
        var port = address.Target[(slash + 1)..];
        return (address.Target[..slash], port.StartsWith(SerialPort, StringComparison.Ordinal) ? port[SerialPort.Length..] : port);
    }

    /// <summary>Link address of a port as a station names it, without settings.</summary>
    public static string LinkOf(string station, string port) => $"{Scheme}:{station}/{(port.StartsWith('/') ? SerialPort : "")}{port}";

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (line is not null)
            throw new InvalidOperationException($"{Address} is open already");
        var taken = await take(cancellation).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(OpenLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await taken.SendAsync(LineMessage.Open(port.Address)).WaitAsync(either.Token).ConfigureAwait(false);
            var answer = await taken.Received.ReadAsync(either.Token).ConfigureAwait(false);
            if (answer.Act != LineAct.Opened)
                throw answer.Act == LineAct.Fault ? answer.FaultOf(station) : StationFault.Garbled(station);
            line = taken;
            listening = ListenAsync(taken);
        }
        catch (Exception error)
        {
            await taken.DisposeAsync().ConfigureAwait(false);
            throw error switch
            {
                OperationCanceledException when !cancellation.IsCancellationRequested => StationFault.NoAnswer(station),
                ChannelClosedException or WebSocketException => StationFault.LineLost(station),
                _ => error,
            };
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var open = Open;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellation);
        try
        {
            for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Piece, bytes.Length)..])
            {
                // What was not said to have left yet must stay as it is.
                ReadOnlyMemory<byte> piece = bytes[..Math.Min(Piece, bytes.Length)].ToArray();
                await written.RoomAsync(piece.Length, either.Token).ConfigureAwait(false);
                lock (unsaid)
                    unsaid.Enqueue(piece);
                await open.SendAsync(new(LineAct.Bytes, default, piece.Length, piece)).WaitAsync(either.Token).ConfigureAwait(false);
            }

            await written.AllAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Ended();
        }
        catch (WebSocketException)
        {
            // It ends the listening as well, which knows why.
            await listening.ConfigureAwait(false);
            throw Ended();
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (line is null)
            throw LinkFault.Closed(Address);
        while (left.IsEmpty)
        {
            try
            {
                left = await received.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                throw Ended();
            }
        }

        if (gone is { Code: LinkFault.ClosedCode })
            throw gone;
        var count = Math.Min(buffer.Length, left.Length);
        left[..count].CopyTo(buffer);
        left = left[count..];
        await TookAsync(count).ConfigureAwait(false);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        if (line is not { } open || Interlocked.Exchange(ref closings, 1) == 1)
            return;
        gone = LinkFault.Closed(Address);
        await ending.CancelAsync().ConfigureAwait(false);
        received.Writer.TryComplete();
        // The port is free for the next one when the station has ended the line.
        var closed = Task.WhenAll(open.SendAsync(LineMessage.Of(LineAct.Close)), listening);
        await closed.WaitAsync(CloseLimit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await open.DisposeAsync().ConfigureAwait(false);
    }

    private StationLine Open => gone is { } ended ? throw ended : line ?? throw LinkFault.Closed(Address);

    private InstrumentFault Ended() => gone ?? StationFault.LineLost(station);

    /// <summary>Says so in large steps only: an answer of an instrument is far below them.</summary>
    private async ValueTask TookAsync(int count)
    {
        Interlocked.Add(ref unread, -count);
        consumed += count;
        if (consumed < LineMessage.Window / 4)
            return;
        var message = LineMessage.Of(LineAct.Taken, count: consumed);
        consumed = 0;
        try
        {
            await line!.SendAsync(message).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // The next read says so.
        }
    }

    private async Task ListenAsync(StationLine open)
    {
        InstrumentFault? fault = null;
        try
        {
            await foreach (var message in open.Received.ReadAllAsync().ConfigureAwait(false))
            {
                fault = message.Act == LineAct.Fault ? message.FaultOf(station) : Heard(message) ? null : StationFault.Garbled(station);
                if (fault is not null)
                    break;
            }
        }
        finally
        {
            gone ??= fault ?? StationFault.LineLost(station);
            received.Writer.TryComplete();
            open.End();
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>False when the station does not keep to the rules.</summary>
    private bool Heard(LineMessage message)
    {
        switch (message.Act)
        {
            case LineAct.Bytes:
                if (message.Body.IsEmpty || Interlocked.Add(ref unread, message.Body.Length) > LineMessage.Window + LineMessage.LargestBody)
                    return false;
                Witness?.Invoke(message.At, Direction.Received, message.Body);
                received.Writer.TryWrite(message.Body);
                return true;
            case LineAct.Leaving:
                ReadOnlyMemory<byte> piece;
                lock (unsaid)
                {
                    if (!unsaid.TryDequeue(out piece) || piece.Length != message.Count)
                        return false;
                }

                Witness?.Invoke(message.At, Direction.Sent, piece);
                return true;
            case LineAct.Taken:
                return written.Took(message.Count);
            default:
                return false;
        }
    }
}
