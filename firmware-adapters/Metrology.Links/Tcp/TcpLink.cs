using System.Net;
using System.Net.Sockets;
using Metrology.Instruments.Links;

namespace Metrology.Links.Tcp;

/// <summary>
/// Bytes over a TCP connection, as serial servers offer them. Faults: "link.no-connection", "link.connect-timeout", "link.outside" on opening, "link.peer-closed" after.
/// </summary>
public sealed class TcpLink(string host, int port, TimeProvider time, TcpScope? scope = null) : ILink
{
    /// <summary>Longest time for name look-up and connection.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private Socket? socket;
    private volatile bool closed;

    public string Address => host.Contains(':') ? $"tcp:[{host}]:{port}" : $"tcp:{host}:{port}";

    /// <summary>The far end: a connection that somebody else opened. It is open already.</summary>
    public static TcpLink Accepted(Socket connection, TimeProvider time)
    {
        var peer = (IPEndPoint)connection.RemoteEndPoint!;
        connection.NoDelay = true;
        return new(peer.Address.ToString(), peer.Port, time) { socket = connection };
    }

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (socket is not null)
            throw new InvalidOperationException($"{Address} is open already");
        using var timeout = new CancellationTokenSource(ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var fresh = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (scope is null)
                await fresh.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            else
                await fresh.ConnectAsync(await scope.LookUpAsync(host, port, Address, either.Token).ConfigureAwait(false), port, either.Token).ConfigureAwait(false);
            socket = fresh;
        }
        catch (Exception error)
        {
            fresh.Dispose();
            throw error switch
            {
                OperationCanceledException when !cancellation.IsCancellationRequested => LinkFault.ConnectTimeout(Address),
                SocketException => LinkFault.Refused(Address, error),
                _ => error,
            };
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await Open.SendAsync(bytes[sent..], cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw closed ? LinkFault.Closed(Address) : LinkFault.PeerClosed(Address, error);
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count;
        try
        {
            count = await Open.ReceiveAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw closed ? LinkFault.Closed(Address) : LinkFault.PeerClosed(Address, error);
        }

        return count > 0 ? count : throw (closed ? LinkFault.Closed(Address) : LinkFault.PeerClosed(Address));
    }

    public ValueTask DisposeAsync()
    {
        closed = true;
        socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Socket Open => socket ?? throw LinkFault.Closed(Address);
}
