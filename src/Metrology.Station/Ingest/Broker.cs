using System.Net;
using Metrology.Links.Mqtt;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Station.Ingest;

/// <summary>The MQTT endpoint of this station and the way its own clients reach it.</summary>
public sealed class Broker(IPEndPoint listen, BrokerAccess access, MessageIngest ingest, TimeProvider clock, BrokerTls? tls = null) : IAsyncDisposable
{
    private readonly MqttEndpoint endpoint = new(
        new() { Listen = listen, Tls = tls?.Server(), Authenticate = access.AuthenticateAsync, Authorize = access.Authorize },
        ingest,
        clock);

    public int Port => endpoint.Port;

    public EndpointStatistics Statistics => endpoint.Statistics;

    /// <exception cref="System.Net.Sockets.SocketException">The address is taken.</exception>
    public void Start() => endpoint.Start();

    /// <summary>A link of the station itself.</summary>
    public MqttLink OpenLink(string clientId) => OpenLink(clientId, BrokerAccess.StationName, access.StationKey);

    /// <summary>A link in the name of an instrument.</summary>
    public MqttLink OpenLink(string clientId, string name, string key) => MqttLink.Open(
        new()
        {
            Host = IPAddress.Loopback.ToString(),
            Port = Port,
            Tls = tls?.Own(),
            ClientId = clientId,
            UserName = name,
            Password = System.Text.Encoding.UTF8.GetBytes(key),
        },
        clock,
        new Random());

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();
}
