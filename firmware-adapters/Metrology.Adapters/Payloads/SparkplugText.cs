using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>A payload of Sparkplug B written as hexadecimal text, metric by metric; what a metric without name means is said by a birth message only.</summary>
public static class SparkplugText
{
    private static readonly BilingualText Metric = new("指标", "Metric"), Sequence = new("序号", "seq"), Time = new("时间", "time");

    /// <summary>Refuses with "bad-hex" what is no hexadecimal text.</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        if (bytes.Refusal is { } noText)
            return noText;
        var parsed = SparkplugPayload.Parse(bytes.Value);
        return new[] { parsed.Refusal is { } refusal ? FrameDescription.NoFrame(bytes.Value, refusal) : Of(bytes.Value, parsed.Value) };
    }

    private static FrameDescription Of(byte[] bytes, SparkplugPayload payload) => new(
        HexText.Of(bytes),
        [.. new[] { payload.Sequence is { } sequence ? new FrameFact("seq", Sequence, Text(sequence)) : null, payload.Timestamp is { } at ? new FrameFact("timestamp", Time, Instant(at)) : null }.OfType<FrameFact>()],
        [.. payload.Metrics.Select((metric, place) => new FrameFact(Name(metric) ?? $"{place}", Name(metric) is { } name ? BilingualText.Same(name) : Metric, Value(metric)))],
        null)
    {
        Members = new Dictionary<string, object?>
        {
            ["seq"] = payload.Sequence,
            ["timestamp_ms"] = payload.Timestamp,
            ["metrics"] = payload.Metrics.Select(metric => new { name = metric.Name, alias = metric.Alias, timestamp_ms = metric.Timestamp, datatype = metric.DataType, value = metric.IsNull ? null : metric.Number(null), is_null = metric.IsNull, is_historical = metric.IsHistorical }).ToArray(),
        },
    };

    private static string? Name(SparkplugMetric metric) => metric.Name ?? (metric.Alias is { } alias ? $"#{Text(alias)}" : null);

    private static string Value(SparkplugMetric metric) => metric.IsNull ? "null" : metric.Number(null) ?? "–";

    private static string Instant(ulong milliseconds) =>
        PayloadTime.Epoch(PayloadTimeKind.EpochMilliseconds, "", milliseconds)?.UtcText ?? Text(milliseconds);

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
