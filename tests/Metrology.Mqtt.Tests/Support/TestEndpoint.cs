using System.Threading.Channels;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>An endpoint on a free port that lets everybody in; user "rogue" is refused, topics under "secret" are closed to all.</summary>
sealed class TestEndpoint : IAsyncDisposable
{
    readonly Channel<ConnectionClosed> closed = Channel.CreateUnbounded<ConnectionClosed>();

    TestEndpoint(EndpointLimits limits, TimeProvider time, Func<MqttEndpointOptions, MqttEndpointOptions> change)
    {
        Endpoint = new MqttEndpoint(change(new MqttEndpointOptions
        {
            Authenticate = (credentials, _) => ValueTask.FromResult(
                credentials.UserName == "rogue" ? AuthenticationOutcome.Refuse() : AuthenticationOutcome.Accept(credentials.UserName ?? "anybody")),
            Authorize = access => !access.Topic.StartsWith("secret", StringComparison.Ordinal),
            Limits = limits,
            OnClosed = end => closed.Writer.TryWrite(end),
        }), Ingest, time);
    }

    public MqttEndpoint Endpoint { get; }
    public TestIngest Ingest { get; } = new();

    public static TestEndpoint Start(
        EndpointLimits? limits = null, TimeProvider? time = null, Func<MqttEndpointOptions, MqttEndpointOptions>? change = null)
    {
        var endpoint = new TestEndpoint(limits ?? new EndpointLimits(), time ?? TimeProvider.System, change ?? (options => options));
        endpoint.Endpoint.Start();
        return endpoint;
    }

    /// <summary>How the next connection ended.</summary>
    public async Task<ConnectionClosed> NextClosedAsync() => await closed.Reader.ReadAsync(Patience.Token);

    public Task<RawPeer> DialAsync() => RawPeer.DialAsync(Endpoint.Port);

    /// <summary>A raw peer whose CONNECT was accepted.</summary>
    public async Task<RawPeer> JoinAsync(string clientId, bool cleanSession = true)
    {
        var peer = await DialAsync();
        await peer.JoinAsync(new Packets.Connect(Packets.ProtocolVersion.V311, clientId) { CleanSession = cleanSession });
        return peer;
    }

    /// <summary>The same with MQTT 5; the answer comes with it.</summary>
    public async Task<(RawPeer Peer, Packets.ConnAck Answer)> Join5Async(string clientId, bool cleanStart = true, params Packets.Property[] properties) =>
        await Join5Async(new Packets.Connect(Packets.ProtocolVersion.V5, clientId) { CleanSession = cleanStart, Properties = new(properties) });

    public async Task<(RawPeer Peer, Packets.ConnAck Answer)> Join5Async(Packets.Connect connect)
    {
        var peer = await DialAsync();
        return (peer, await peer.JoinAsync(connect));
    }

    public ValueTask DisposeAsync() => Endpoint.DisposeAsync();
}
