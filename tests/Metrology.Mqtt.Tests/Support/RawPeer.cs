using System.Net;
using System.Net.Sockets;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>The other end of a socket: bytes and single packets, no manners.</summary>
sealed class RawPeer(Socket socket) : IAsyncDisposable
{
    readonly PacketStream packets = new(new NetworkStream(socket, ownsSocket: true), maxPacketSize: 16 * 1024 * 1024);

    public static async Task<RawPeer> DialAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, Patience.Token);
        return new RawPeer(socket);
    }

    public async Task SendAsync(string hex) => await socket.SendAsync(Hex.Bytes(hex), Patience.Token);

    public async Task SendAsync(params MqttPacket[] sent)
    {
        foreach (var packet in sent)
            packets.Write(packet);
        await packets.FlushAsync(Patience.Token);
    }

    public async Task<T> ReadAsync<T>() where T : MqttPacket
    {
        var decoded = await packets.ReadAsync(Patience.Token);
        return Assert.IsType<T>(decoded.Packet);
    }

    public Task<ConnAck> JoinAsync(string clientId) => JoinAsync(new Connect(ProtocolVersion.V311, clientId));

    /// <summary>Set by the side that accepts; the side that joins sets it itself.</summary>
    public ProtocolVersion Version
    {
        set => packets.Version = value;
    }

    public async Task<ConnAck> JoinAsync(Connect connect)
    {
        packets.Version = connect.Version;
        await SendAsync(connect);
        return await ReadAsync<ConnAck>();
    }

    public async Task SubscribeAsync(string filter, QualityOfService qos)
    {
        await SendAsync(new Subscribe(1, [new TopicRequest(filter, qos)]));
        await ReadAsync<SubAck>();
    }

    /// <summary>All that happened before on this connection is over when this returns, in both directions.</summary>
    public async Task PingAsync()
    {
        await SendAsync(PingReq.Instance);
        await ReadAsync<PingResp>();
    }

    /// <summary>The peer closed, and sent nothing before.</summary>
    public async Task ExpectEndAsync()
    {
        var decoded = await packets.ReadAsync(Patience.Token);
        Assert.True(decoded.IsIncomplete, $"expected the end, got {decoded.Packet}");
    }

    /// <summary>Ends without DISCONNECT, by a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public ValueTask DisposeAsync() => packets.DisposeAsync();
}
