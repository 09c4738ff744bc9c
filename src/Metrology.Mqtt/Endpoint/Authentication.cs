using System.Net;
using System.Security.Cryptography.X509Certificates;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Who a connection speaks for, as the application knows it.</summary>
public sealed record MqttPrincipal(string Name);

/// <summary>What a client showed of itself in CONNECT and, under TLS, in the handshake.</summary>
public sealed record Credentials(string ClientId, string? UserName, ReadOnlyMemory<byte>? Password)
{
    public X509Certificate2? Certificate { get; init; }
    public EndPoint? Remote { get; init; }
}

/// <summary>A principal, or the reason of the refusal (sent in CONNACK).</summary>
public sealed record AuthenticationOutcome(MqttPrincipal? Principal, ReasonCode Reason)
{
    public static AuthenticationOutcome Accept(string principal) => new(new MqttPrincipal(principal), ReasonCode.Success);

    public static AuthenticationOutcome Refuse(ReasonCode reason = ReasonCode.BadUserNameOrPassword) => new(null, reason);
}

public enum TopicAction
{
    Publish,
    Subscribe,
}

/// <summary>A question to the access rules: a topic name to publish to, or a topic filter to subscribe to.</summary>
public readonly record struct TopicAccess(MqttPrincipal Principal, string ClientId, TopicAction Action, string Topic);

public delegate ValueTask<AuthenticationOutcome> Authenticate(Credentials credentials, CancellationToken cancellation);

public delegate bool Authorize(TopicAccess access);
