using System.Text.RegularExpressions;

namespace Metrology.Adapters.Wire;

/// <summary>Topics of the wire contract, version 1: "metrology/v1/{instrument}/readings" and so on.</summary>
public static partial class WireTopics
{
    public static string Readings(string instrument) => Of(instrument, "readings");

    public static string Command(string instrument) => Of(instrument, "command");

    public static string Event(string instrument) => Of(instrument, "event");

    /// <summary>Retained "online" or "offline" (the will of the gateway); never a measurement.</summary>
    public static string Status(string instrument) => Of(instrument, "status");

    public static string AllOf(string instrument) => Of(instrument, "+");

    /// <summary>Name in a transcript of the messages of a topic.</summary>
    public static string LinkOf(string topic) => $"mqtt:{topic}";

    public static bool IsInstrument(string text) => Instrument().IsMatch(text);

    private static string Of(string instrument, string leaf) =>
        IsInstrument(instrument) ? $"metrology/v1/{instrument}/{leaf}" : throw new ArgumentException($"{instrument} cannot stand in a topic");

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Instrument();
}
