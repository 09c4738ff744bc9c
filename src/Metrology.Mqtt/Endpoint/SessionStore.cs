using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>The sessions by client identifier; one connection holds a session at a time.</summary>
internal sealed class SessionStore(EndpointLimits limits, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);

    /// <summary>All sessions at this moment.</summary>
    public Session[] All()
    {
        lock (gate)
            return [.. sessions.Values];
    }

    /// <summary>
    /// Gives the session to the connection. An older connection of the same client is closed (3.1.4); a session of another
    /// principal is not handed over.
    /// </summary>
    public SessionOpening Open(Connect connect, string clientId, MqttPrincipal principal, Connection connection)
    {
        lock (gate)
        {
            RemoveExpired();
            var known = sessions.GetValueOrDefault(clientId);
            if (known is not null && known.Principal != principal)
                return SessionOpening.Refuse(ReasonCode.ClientIdentifierNotValid);
            if (known is null && sessions.Count >= limits.MaxSessions)
                return SessionOpening.Refuse(ReasonCode.ServerUnavailable);

            known?.Connection?.Close(CloseReason.TakenOver);
            var present = known is { Expiry.Ticks: > 0 } && !connect.CleanSession;
            if (!present)
                known?.End();
            var session = present ? known! : new Session(clientId, principal, limits, time);
            sessions[clientId] = session;
            session.Expiry = ExpiryOf(connect);
            session.Take(connection);
            return new SessionOpening(session, present, ReasonCode.Success);
        }
    }

    /// <summary>Ends the hold of a connection; a session that is not persistent ends with it.</summary>
    public void Leave(Session session, Connection connection)
    {
        lock (gate)
        {
            if (session.Connection != connection)
                return;
            session.Connection = null;
            session.LeftAt = time.GetUtcNow();
            if (session.Expiry == TimeSpan.Zero && sessions.GetValueOrDefault(session.ClientId) == session)
                sessions.Remove(session.ClientId);
        }
    }

    void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var session in sessions.Values.Where(s => s.Connection is null && s.LeftAt + s.Expiry < now).ToList())
        {
            sessions.Remove(session.ClientId);
            session.End();
        }
    }

    /// <summary>MQTT 3.1.1 knows sessions that end and sessions that stay; MQTT 5 says for how long (3.1.2.11.2), and we for how long at most.</summary>
    TimeSpan ExpiryOf(Connect connect) => connect.Version == ProtocolVersion.V5
        ? Shorter(connect.Properties.Number(PropertyId.SessionExpiryInterval) ?? 0)
        : connect.CleanSession ? TimeSpan.Zero : limits.SessionExpiry;

    public TimeSpan Shorter(uint seconds) => TimeSpan.FromSeconds(Math.Min(seconds, limits.SessionExpiry.TotalSeconds));
}

internal sealed record SessionOpening(Session? Session, bool IsPresent, ReasonCode Reason)
{
    public static SessionOpening Refuse(ReasonCode reason) => new(null, false, reason);
}
