using System.Net.WebSockets;
using System.Threading.Channels;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Station;

/// <summary>
/// The station's side of a line: waits until the server asks for a port, opens it, and passes bytes both ways with the time of its own clock until either side ends. Then the port is closed, and with it its lock goes.
/// </summary>
/// <param name="open">The link of an address; an <see cref="InstrumentFault"/> where the station does not offer it.</param>
public sealed class StationPort(StationLine line, Func<string, ILink> open, TimeProvider time)
{
    private readonly Taking read = new();
    private readonly Channel<ReadOnlyMemory<byte>> toWrite = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleWriter = true });
    private readonly CancellationTokenSource ending = new();
    private int unwritten;

    /// <param name="taken">Called when the server took the line, with the port that it asks for.</param>
    /// <returns>Why it ended; null when the server or the line ended it.</returns>
    public async Task<InstrumentFault?> RunAsync(Action<string> taken, CancellationToken cancellation)
    {
        await using var held = line;
        using var stopped = cancellation.Register(line.End);
        InstrumentFault? fault = null;
        try
        {
            if (!await line.Received.WaitToReadAsync(CancellationToken.None) || !line.Received.TryRead(out var asked) || asked.Act != LineAct.Open)
                return null;
            taken(asked.Text);
            await using var port = open(asked.Text);
            await OpenAsync(port);
            await PassAsync(port);
        }
        catch (InstrumentFault failed)
        {
            fault = failed;
        }
        catch (WebSocketException)
        {
            return null;
        }

        if (fault is not null)
            await SayAsync(fault);
        return fault;
    }

    /// <summary>A server that is gone meanwhile is not waited for.</summary>
    private async Task OpenAsync(ILink port)
    {
        using var gone = new CancellationTokenSource();
        var opening = port.OpenAsync(gone.Token).AsTask();
        if (await Task.WhenAny(opening, line.Completion) != opening)
            await gone.CancelAsync();
        try
        {
            await opening;
        }
        catch (OperationCanceledException)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }
    }

    /// <exception cref="InstrumentFault">The port failed.</exception>
    private async Task PassAsync(ILink port)
    {
        var opened = time.GetTimestamp();
        await line.SendAsync(LineMessage.Of(LineAct.Opened));
        Task[] work = [ReadAsync(port, opened), WriteAsync(port, opened), HearAsync()];
        await Task.WhenAny(work);
        await ending.CancelAsync();
        toWrite.Writer.TryComplete();
        foreach (var one in work[..2])
        {
            try
            {
                await one;
            }
            catch (OperationCanceledException)
            {
                // Ended by the other.
            }
        }
    }

    private async Task ReadAsync(ILink port, long opened)
    {
        var buffer = new byte[LineMessage.LargestBody];
        while (true)
        {
            var count = await port.ReadAsync(buffer, ending.Token);
            var at = time.GetElapsedTime(opened);
            await read.RoomAsync(count, ending.Token);
            await line.SendAsync(new(LineAct.Bytes, at, count, buffer.AsMemory(0, count)));
        }
    }

    private async Task WriteAsync(ILink port, long opened)
    {
        await foreach (var piece in toWrite.Reader.ReadAllAsync(ending.Token))
        {
            await line.SendAsync(LineMessage.Of(LineAct.Leaving, time.GetElapsedTime(opened), piece.Length));
            await port.WriteAsync(piece, ending.Token);
            Interlocked.Add(ref unwritten, -piece.Length);
            await line.SendAsync(LineMessage.Of(LineAct.Taken, count: piece.Length));
        }
    }

    /// <summary>Ends when the server closes, is gone, or does not keep to the rules.</summary>
    private async Task HearAsync()
    {
        await foreach (var message in line.Received.ReadAllAsync())
        {
            var isGood = message.Act switch
            {
                LineAct.Bytes => !message.Body.IsEmpty && Interlocked.Add(ref unwritten, message.Body.Length) <= LineMessage.Window && toWrite.Writer.TryWrite(message.Body),
                LineAct.Taken => read.Took(message.Count),
                _ => false,
            };
            if (!isGood)
                return;
        }
    }

    private async Task SayAsync(InstrumentFault fault)
    {
        try
        {
            await line.SendAsync(LineMessage.Of(fault));
        }
        catch (WebSocketException)
        {
            // Nobody listens any more.
        }
    }
}
