namespace Metrology.Mqtt.Topics;

/// <summary>Filters of shared subscriptions, "$share/{group}/{filter}" (MQTT 5.0 section 4.8.2): each message goes to one member of the group.</summary>
public static class SharedFilter
{
    const string Prefix = "$share/";

    public static bool IsShared(string filter) => filter.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The filter behind the name of the group; null when either of them is not allowed.</summary>
    public static string? Inner(string shared)
    {
        var slash = shared.IndexOf('/', Prefix.Length);
        if (slash <= Prefix.Length || shared.AsSpan(Prefix.Length, slash - Prefix.Length).IndexOfAny('+', '#') >= 0)
            return null;
        var inner = shared[(slash + 1)..];
        return Topic.IsValidFilter(inner) ? inner : null;
    }
}
