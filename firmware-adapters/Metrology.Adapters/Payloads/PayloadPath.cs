using System.Globalization;
using System.Text.Json;

namespace Metrology.Adapters.Payloads;

/// <summary>A path into JSON: names divided by points, "[n]" for an item of an array. A name may itself contain a point; the longest one is tried first.</summary>
internal static class PayloadPath
{
    public static JsonElement? Find(JsonElement at, string path)
    {
        if (path.Length == 0)
            return at;
        if (path[0] == '[')
            return Item(at, path);
        if (at.ValueKind != JsonValueKind.Object)
            return null;
        for (var end = path.Length; end > 0; end = path.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (at.TryGetProperty(path.AsSpan(0, end), out var member))
                return Find(member, Rest(path, end));
        }

        return null;
    }

    private static JsonElement? Item(JsonElement at, string path)
    {
        var close = path.IndexOf(']', StringComparison.Ordinal);
        return close > 1 && at.ValueKind == JsonValueKind.Array
            && int.TryParse(path.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength()
            ? Find(at[index], Rest(path, close + 1))
            : null;
    }

    private static string Rest(string path, int end) => end < path.Length && path[end] == '.' ? path[(end + 1)..] : path[end..];
}
