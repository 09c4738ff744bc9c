namespace Metrology.Adapters.Wire;

/// <summary>An instrument behind a message link.</summary>
/// <param name="Instrument">Identity in the equipment register, carried by every reading.</param>
/// <param name="WireId">Its name in the topics.</param>
/// <param name="Session">Prefix of command ids, new for every run: it must never come twice.</param>
public sealed record WirePeer(string Instrument, string WireId, string Session, WireLimits Limits)
{
    public static WirePeer Of(string instrument, string wireId, string session) => new(instrument, wireId, session, WireLimits.Usual);
}

/// <summary>The patience of a session.</summary>
/// <param name="Reply">Longest wait for the answer to one sending of a command.</param>
/// <param name="Attempts">How often a command is sent, each time with the same id.</param>
/// <param name="ClockExchange">Longest exchange from which a clock offset is taken.</param>
/// <param name="ClockAttempts">How often a clock is asked for a short exchange.</param>
/// <param name="ApplyRepeat">How often a running load is asked again, should its "done" be lost.</param>
/// <param name="ApplySlack">Waited longer than the charge takes at the set current before it is a timeout.</param>
public sealed record WireLimits(TimeSpan Reply, int Attempts, TimeSpan ClockExchange, int ClockAttempts, TimeSpan ApplyRepeat, TimeSpan ApplySlack)
{
    public static WireLimits Usual { get; } = new(
        TimeSpan.FromSeconds(2), Attempts: 3, TimeSpan.FromMilliseconds(500), ClockAttempts: 10, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2));
}
