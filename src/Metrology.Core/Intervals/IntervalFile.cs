using Metrology.Core.Files;
using Metrology.Core.Procedures;

namespace Metrology.Core.Intervals;

/// <summary>Bytes of a history → request for one method. A wrong one is refused whole, with every problem, its path and its place.</summary>
public static class IntervalFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 256 * 1024;

    private static readonly Dictionary<string, Func<JsonCursor, IntervalRequest>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A3-test-interval"] = IntervalReader.Test,
        ["staircase"] = IntervalReader.Stairs,
        ["last-three"] = IntervalReader.Pattern,
        ["legal-cap"] = IntervalReader.Cap,
        ["drift-fit"] = DriftReader.Fit,
        ["drift-uncertainty-target"] = DriftReader.UncertaintyTarget,
        ["drift-reliability-target"] = DriftReader.ReliabilityTarget,
        ["S2-binomial"] = DriftReader.Binomial,
        ["control-chart"] = DriftReader.Trend,
    };

    public static IReadOnlyList<string> Methods => [.. Readers.Keys];

    /// <exception cref="ArgumentException">There is no such method.</exception>
    public static FileLoad<IntervalRequest> Load(string method, ReadOnlySpan<byte> file)
    {
        if (!Readers.TryGetValue(method, out var read))
            throw new ArgumentException($"There is no method {method}.", nameof(method));
        return StrictJson.Load(file, LargestFile, cursor => cursor.Object(root => IntervalReader.Common(root, read(root))), _ => []);
    }
}
