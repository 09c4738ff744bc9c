using System.Net;
using System.Net.Sockets;
using Metrology.Links.Tcp;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Meter;

/// <summary>A simulated meter behind a serial server: every TCP connection reaches the same meter.</summary>
public sealed class MeterServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly SimulatedMeterSettings settings;
    private readonly MeterFaults faults;
    private readonly ChargingProcess process;
    private readonly TimeProvider time;
    private readonly List<SimulatedDlt645Meter> meters = [];
    private readonly Task accepting;

    /// <exception cref="SocketException">The address is taken.</exception>
    public MeterServer(IPEndPoint listen, SimulatedMeterSettings settings, MeterFaults faults, ChargingProcess process, TimeProvider time)
    {
        (this.settings, this.faults, this.process, this.time) = (settings, faults, process, time);
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
                meters.Add(new(link, settings, process, time, faults));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
