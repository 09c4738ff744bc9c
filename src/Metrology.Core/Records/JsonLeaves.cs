using System.Globalization;
using System.Text.Json;

namespace Metrology.Core.Records;

/// <summary>A JSON value as the flat list of its leaves: path such as <c>observations[3].reading.value</c> → canonical spelling.</summary>
internal static class JsonLeaves
{
    public static IEnumerable<(string Path, string Value)> Of(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.EnumerateObject().Any():
                return element.EnumerateObject().SelectMany(member => Of(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"));
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                return element.EnumerateArray().SelectMany((item, i) => Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
            default:
                return [(path, System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(element)))];
        }
    }

    /// <summary>Where two values differ, leaf by leaf, in the order of the first.</summary>
    public static IReadOnlyList<BundleDifference> Differences(JsonElement expected, JsonElement got, string path)
    {
        var stands = Of(got, path).GroupBy(leaf => leaf.Path).ToDictionary(leaves => leaves.Key, leaves => leaves.First().Value);
        var differences = new List<BundleDifference>();
        foreach (var (at, value) in Of(expected, path))
        {
            if (!stands.Remove(at, out var other))
                differences.Add(new(at, value, null));
            else if (other != value)
                differences.Add(new(at, value, other));
        }

        differences.AddRange(stands.Select(leaf => new BundleDifference(leaf.Key, null, leaf.Value)));
        return differences;
    }
}
