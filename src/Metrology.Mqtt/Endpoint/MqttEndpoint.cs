using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Endpoint;

/// <summary>
/// An MQTT server that hands every message to an <see cref="IIngest"/> and acknowledges it after the commit, and that routes
/// messages between its clients. Sessions and retained messages live in memory.
/// </summary>
public sealed class MqttEndpoint : IAsyncDisposable
{
    static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(50);

    readonly EndpointServices services;
    readonly TcpListener listener;
    readonly ConcurrentDictionary<Connection, Task> connections = new();
    readonly CancellationTokenSource stopping = new();
    Task accepting = Task.CompletedTask;
    Task pumping = Task.CompletedTask;
    int open;

    public MqttEndpoint(MqttEndpointOptions options, IIngest ingest, TimeProvider time)
    {
        services = new EndpointServices(options, ingest, time);
        listener = new TcpListener(options.Listen);
    }

    /// <summary>The port that is listened on, after <see cref="Start"/>.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public EndpointStatistics Statistics => services.Counters.Read() with { ConnectionsOpen = open };

    /// <summary>What the ingest threw last; null when it never did.</summary>
    public Exception? LastIngestFault => services.Pump.LastFault;

    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public void Start()
    {
        listener.Start();
        pumping = Task.Run(services.Pump.RunAsync);
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Ends when the endpoint has stopped. A fault here is a bug: nothing is committed any more, and the host has to restart.</summary>
    public Task Completion => pumping;

    /// <summary>
    /// Stops reading, commits and acknowledges what was read, and closes; each step takes <see cref="EndpointLimits.ShutdownTimeout"/> at most.
    /// </summary>
    public async Task StopAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var connection in connections.Keys)
            connection.StopReading();
        services.Pump.Complete();
        if (!await IsDoneInTimeAsync(pumping))
        {
            services.Pump.Abort();
            await IsDoneInTimeAsync(pumping);
        }
        foreach (var connection in connections.Keys)
            connection.Finish();
        if (!await IsDoneInTimeAsync(Task.WhenAll(connections.Values)))
        {
            foreach (var connection in connections.Keys)
                connection.Close(CloseReason.Shutdown);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        listener.Dispose();
    }

    async Task<bool> IsDoneInTimeAsync(Task task) =>
        await Task.WhenAny(task, Task.Delay(services.Limits.ShutdownTimeout, services.Time)) == task;

    async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await listener.AcceptSocketAsync(stopping.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer gave up, or there are no more file handles: in both cases the next accept may do.
                await Task.Delay(AcceptRetryDelay, services.Time);
            }
        }
    }

    void Admit(Socket socket)
    {
        if (Interlocked.Increment(ref open) > services.Limits.MaxConnections)
        {
            Interlocked.Decrement(ref open);
            services.Counters.Add(Count.ConnectionsRefused);
            socket.Dispose();
            return;
        }
        socket.NoDelay = true;
        services.Counters.Add(Count.ConnectionsAccepted);
        _ = Task.Run(() => ServeAsync(socket));
    }

    async Task ServeAsync(Socket socket)
    {
        var closed = new ConnectionClosed(null, CloseReason.PeerGone, ProtocolError.None);
        try
        {
            var peer = socket.RemoteEndPoint;
            await using var network = new NetworkStream(socket, ownsSocket: true);
            var (stream, certificate) = await SecureAsync(network);
            var connection = new Connection(services, new PacketStream(stream, services.Limits.MaxPacketSize));
            var run = connection.RunAsync(new Peer(peer, certificate));
            connections[connection] = run;
            if (stopping.IsCancellationRequested)
                connection.Close(CloseReason.Shutdown); // it came too late for the orderly way
            closed = await run;
            connections.TryRemove(connection, out _);
        }
        catch (Exception end) when (end is OperationCanceledException or AuthenticationException || PacketStream.IsLoss(end))
        {
            closed = closed with { Reason = CloseReason.Refused, Fault = end }; // the TLS handshake came to nothing
            services.Counters.Add(Count.ConnectionsRefused);
        }
        catch (Exception fault)
        {
            closed = closed with { Reason = CloseReason.Fault, Fault = fault };
        }
        Interlocked.Decrement(ref open);
        services.Options.OnClosed?.Invoke(closed);
    }

    async Task<(Stream, X509Certificate2?)> SecureAsync(NetworkStream network)
    {
        if (services.Options.Tls is not { } tls)
            return (network, null);
        var secure = new SslStream(network);
        using var timeout = new CancellationTokenSource(services.Limits.ConnectTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
        await secure.AuthenticateAsServerAsync(tls, either.Token);
        return (secure, secure.RemoteCertificate as X509Certificate2);
    }
}
