using System.Net;
using System.Net.Sockets;
using Metrology.Instruments.Links;
using Metrology.Links.Tcp;

namespace Metrology.Simulators.Meter;

/// <summary>A simulated meter behind a serial server: every TCP connection reaches the same meter.</summary>
public sealed class MeterServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<ILink, IAsyncDisposable> connect;
    private readonly TimeProvider time;
    private readonly List<IAsyncDisposable> meters = [];
    private readonly Task accepting;

    /// <param name="connect">Makes the meter that answers on a connection.</param>
    /// <exception cref="SocketException">The address is taken.</exception>
    public MeterServer(IPEndPoint listen, Func<ILink, IAsyncDisposable> connect, TimeProvider time)
    {
        (this.connect, this.time) = (connect, time);
        listener = new(listen);
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting.ConfigureAwait(false);
        foreach (var meter in meters)
            await meter.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var link = TcpLink.Accepted(await listener.AcceptSocketAsync().ConfigureAwait(false), time);
                meters.Add(connect(link));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
