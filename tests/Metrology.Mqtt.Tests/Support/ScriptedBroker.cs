using System.Net;
using System.Net.Sockets;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>A server whose every packet is written in the test.</summary>
sealed class ScriptedBroker : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ScriptedBroker() => listener.Start();

    public MqttClientOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        ClientId = "c",
        KeepAlive = TimeSpan.Zero,
        BackOff = new BackOff { First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(2) },
    };

    /// <summary>The next connection of the client, with its CONNECT answered.</summary>
    public async Task<RawPeer> AcceptAsync(ReasonCode reason = ReasonCode.Success, bool sessionPresent = false) =>
        (await AcceptAsync(_ => new ConnAck(sessionPresent, reason))).Peer;

    /// <summary>The same with an answer that depends on what the client said.</summary>
    public async Task<(RawPeer Peer, Connect Connect)> AcceptAsync(Func<Connect, ConnAck> answer)
    {
        var peer = new RawPeer(await listener.AcceptSocketAsync(Patience.Token));
        var connect = await peer.ReadAsync<Connect>();
        peer.Version = connect.Version;
        await peer.SendAsync(answer(connect));
        return (peer, connect);
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
