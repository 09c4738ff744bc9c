using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Endpoint;

/// <summary>The other end of a connection as the transport knows it.</summary>
internal sealed record Peer(EndPoint? Remote, X509Certificate2? Certificate);

/// <summary>Decides whether a CONNECT is let in, and into which session (MQTT 3.1.1 section 3.1.4).</summary>
internal sealed class Handshake(EndpointServices services, Peer peer)
{
    public async ValueTask<SessionOpening> AdmitAsync(Connect connect, Connection connection, CancellationToken cancellation)
    {
        if (connect.Properties.Text(PropertyId.AuthenticationMethod) is not null)
            return SessionOpening.Refuse(ReasonCode.BadAuthenticationMethod);
        // 3.1.1 gives no way to tell a client the name that was drawn for it; MQTT 5 does (3.2.2.3.7).
        if ((connect.ClientId.Length == 0 && !connect.CleanSession && connect.Version == ProtocolVersion.V311) || connect.ClientId.Length > services.Limits.MaxClientIdLength)
            return SessionOpening.Refuse(ReasonCode.ClientIdentifierNotValid);
        // 3.1.3.1: the server names a client that does not name itself. Nobody must be able to guess that name.
        var clientId = connect.ClientId.Length > 0 ? connect.ClientId : $"auto-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";

        var credentials = new Credentials(clientId, connect.UserName, connect.Password) { Certificate = peer.Certificate, Remote = peer.Remote };
        var outcome = await services.Options.Authenticate(credentials, cancellation);
        if (outcome.Principal is not { } principal)
            return SessionOpening.Refuse(outcome.Reason);
        if (connect.Will is { } will && !MayPublish(services, principal, clientId, will.Topic))
            return SessionOpening.Refuse(ReasonCode.NotAuthorized);
        return services.Sessions.Open(connect, clientId, principal, connection);
    }

    /// <summary>What CONNACK tells an MQTT 5 client about us (section 3.2.2.3).</summary>
    public static PropertyList Announce(Connect connect, Session session, EndpointLimits limits)
    {
        if (connect.Version != ProtocolVersion.V5)
            return PropertyList.Empty;
        var list = new List<Property>
        {
            new NumberProperty(PropertyId.ReceiveMaximum, (uint)Math.Min(limits.MaxUnacknowledged, ushort.MaxValue)),
            new NumberProperty(PropertyId.MaximumPacketSize, (uint)limits.MaxPacketSize),
            new NumberProperty(PropertyId.TopicAliasMaximum, (uint)limits.MaxTopicAliases),
            new NumberProperty(PropertyId.SubscriptionIdentifierAvailable, 0),
        };
        var expiry = (uint)session.Expiry.TotalSeconds;
        if (expiry != (connect.Properties.Number(PropertyId.SessionExpiryInterval) ?? 0))
            list.Add(new NumberProperty(PropertyId.SessionExpiryInterval, expiry));
        if (connect.ClientId.Length == 0)
            list.Add(new TextProperty(PropertyId.AssignedClientIdentifier, session.ClientId));
        return new(list);
    }

    public static bool MayPublish(EndpointServices services, MqttPrincipal principal, string clientId, string topic) =>
        IsWithinLimits(topic, services.Limits)
        && services.Options.Authorize(new TopicAccess(principal, clientId, TopicAction.Publish, topic));

    public static bool IsWithinLimits(string topic, EndpointLimits limits) =>
        Encoding.UTF8.GetByteCount(topic) <= limits.MaxTopicLength && Topic.Levels(topic) <= limits.MaxTopicLevels;
}
