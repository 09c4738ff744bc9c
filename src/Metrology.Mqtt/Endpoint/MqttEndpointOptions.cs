using System.Net;
using System.Net.Security;

namespace Metrology.Mqtt.Endpoint;

/// <summary>What an endpoint listens on, whom it lets in, and where it reports closed connections.</summary>
public sealed record MqttEndpointOptions
{
    /// <summary>Port 0 takes a free one; see <see cref="MqttEndpoint.Port"/>.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Null speaks plain TCP.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    public required Authenticate Authenticate { get; init; }
    public required Authorize Authorize { get; init; }
    public EndpointLimits Limits { get; init; } = new();

    /// <summary>Called once for every connection that ended; must not block.</summary>
    public Action<ConnectionClosed>? OnClosed { get; init; }
}
