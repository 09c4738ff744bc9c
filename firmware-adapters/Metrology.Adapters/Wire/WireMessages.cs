namespace Metrology.Adapters.Wire;

/// <summary>What an instrument shows, at its own time. <see cref="Answers"/> is the id of the command that asked, null for a live message.</summary>
/// <param name="Boot">Changes with every start of the instrument; with <paramref name="Seq"/> it names the message for ever.</param>
public sealed record WireReadings(string Boot, long Seq, DateTimeOffset Time, string? Answers, IReadOnlyList<WireValue> Values);

/// <summary>One indication. <see cref="Text"/> is the number as shown, or for <see cref="WireClock.Measurand"/> the instant shown.</summary>
/// <param name="Resolution">Smallest step of the indication in <paramref name="Unit"/>.</param>
public sealed record WireValue(string Measurand, string Text, string Unit, decimal Resolution);

/// <summary>A command to an instrument. The same id is the same command, however often it arrives.</summary>
public sealed record WireCommand(string Id, string Verb, IReadOnlyList<WireSetting> Settings)
{
    public const string Identify = "identify", Read = "read", Apply = "apply", Standby = "standby";

    public static WireCommand Of(string id, string verb) => new(id, verb, []);
}

public sealed record WireSetting(string Name, decimal Value, string Unit);

/// <summary>What became of a command.</summary>
public sealed record WireEvent(string Boot, long Seq, DateTimeOffset Time, string Answers, string Kind)
{
    public const string Accepted = "accepted", Done = "done", Standby = "standby", Refused = "refused", Identified = "identity";

    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>(StringComparer.Ordinal) { Accepted, Done, Standby, Refused, Identified };

    /// <summary>Of "done": kWh that passed, as the load knows.</summary>
    public decimal? Energy { get; init; }

    public WireRefused? Refusal { get; init; }

    public WireIdentity? Identity { get; init; }
}

public sealed record WireRefused(string Code, string Zh, string En);

public sealed record WireIdentity(string Manufacturer, string Model, string Serial, string Firmware);
