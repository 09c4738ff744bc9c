using System.Net;
using System.Net.Sockets;

namespace Metrology.Fault.Tests;

/// <summary>
/// A network between an instrument and the server: it passes what it is given in pieces of chance length, some of them late, and every connection ends by itself after so many bytes: closed, reset, or silent
/// with both sockets open.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private readonly int to;
    private readonly Random random;
    private readonly List<Task> lines = [];

    /// <param name="to">Port of the server.</param>
    public Relay(int to, Random random)
    {
        (this.to, this.random) = (to, random);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>No connection is let through, and those that are there are cut.</summary>
    public bool IsDown { get; set; }

    /// <summary>Every line is whole from now on.</summary>
    public bool IsGood { get; set; }

    /// <summary>Lines that were ended, by how.</summary>
    public Dictionary<string, int> Cuts { get; } = new() { ["closed"] = 0, ["reset"] = 0, ["silent"] = 0 };

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            Socket near;
            try
            {
                near = await listener.AcceptSocketAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Line line;
            lock (random)
                line = new(random.Next(200, 3000), random.Next(3) switch { 0 => "closed", 1 => "reset", _ => "silent" }, random.Next());
            lines.Add(PassAsync(near, line));
        }
    }

    /// <param name="Bytes">It ends after so many of the instrument's.</param>
    private sealed record Line(int Bytes, string End, int Seed);

    private async Task PassAsync(Socket near, Line line)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        using (near)
        {
            try
            {
                near.NoDelay = far.NoDelay = true;
                if (!IsDown)
                {
                    await far.ConnectAsync(IPAddress.Loopback, to, ended.Token);
                    await await Task.WhenAny(PiecesAsync(near, far, line, ended.Token), PiecesAsync(far, near, line with { Bytes = int.MaxValue, Seed = line.Seed + 1 }, ended.Token));
                }
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of both has gone.
            }

            await ended.CancelAsync();
        }
    }

    private async Task PiecesAsync(Socket from, Socket into, Line line, CancellationToken cancellation)
    {
        var (own, buffer, left) = (new Random(line.Seed), new byte[512], line.Bytes);
        while (!IsDown)
        {
            var length = await from.ReceiveAsync(buffer, cancellation);
            if (length == 0)
                return;
            for (var at = 0; at < length && !IsDown;)
            {
                var piece = Math.Min(length - at, own.Next(1, 80));
                if (!IsGood && (left -= piece) <= 0)
                {
                    await EndAsync(from, into, line.End, cancellation);
                    return;
                }

                if (own.Next(20) == 0)
                    await Task.Delay(own.Next(1, 20), cancellation);
                await into.SendAsync(buffer.AsMemory(at, piece), cancellation);
                at += piece;
            }
        }
    }

    private async Task EndAsync(Socket from, Socket into, string how, CancellationToken cancellation)
    {
        lock (Cuts)
            Cuts[how]++;
        if (how == "reset")
            from.LingerState = into.LingerState = new(true, 0);
        else if (how == "silent")
            await Task.Delay(Timeout.Infinite, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(lines);
        stopping.Dispose();
    }
}
