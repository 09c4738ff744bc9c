using System.Globalization;

namespace Metrology.App.Laboratory;

/// <summary>Sessions that were ended before their time, kept out of the database's reach: a row that is written back to life there is none.</summary>
public interface IEndedSessions
{
    /// <param name="startedAt">Of the sign-in: after a restore none that began before it lives.</param>
    bool Has(Guid session, DateTimeOffset startedAt);

    /// <summary>Keeps it for as long as a session can live. That the place takes nothing stops nobody from leaving: the row says it too.</summary>
    void Add(Guid session);
}

/// <summary>For as long as the process lives.</summary>
internal sealed class EndedInMemory : IEndedSessions
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, bool> ended = new();

    public bool Has(Guid session, DateTimeOffset startedAt) => ended.ContainsKey(session);

    public void Add(Guid session) => ended[session] = true;
}

/// <summary>
/// What the sealed cookie says of its session. The database cannot say more: a row may only be over earlier. Written into the cookie whenever a session begins, and it begins anew with every password that is given
/// again.
/// </summary>
/// <param name="StartedAt">The sign-in.</param>
/// <param name="ConfirmedAt">When the person last gave the password.</param>
/// <param name="Stamp">The account's security stamp of then: another password, another role or an end of the account is the end of it.</param>
public sealed record SessionTicket(Guid Id, DateTimeOffset StartedAt, DateTimeOffset ConfirmedAt, string Stamp)
{
    public static SessionTicket Of(SignInSession session) => new(session.Id, session.StartedAt, session.ConfirmedAt, session.Stamp);

    /// <summary>Null of what is none.</summary>
    public static SessionTicket? Parse(string? text) =>
        text?.Split(' ') is [var name, var started, var confirmed, var stamp] && Guid.TryParseExact(name, "N", out var id) && Ticks(started) is { } from && Ticks(confirmed) is { } seen ? new(id, from, seen, stamp) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:N} {StartedAt.UtcTicks} {ConfirmedAt.UtcTicks} {Stamp}");

    private static DateTimeOffset? Ticks(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : null;
}
