using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Verifications;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Web.Commands;

/// <summary>The bytes inside an exported record, or inside a list of records.</summary>
internal static class TranscriptFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static Outcome<IReadOnlyList<RecordedBytes>> Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var records = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
            var read = records.Select(record => record.Deserialize<Record>(Json) ?? throw new JsonException("null")).ToArray();
            if (Array.Find(read, record => !RecordDocument.Formats.Contains(record.Format)) is { } other)
                return Refusal.Of("replay.format", $"不认识记录格式「{other.Format}」，需要「{RecordDocument.CurrentFormat}」。", $"The record format “{other.Format}” is not known; it must be “{RecordDocument.CurrentFormat}”.");
            return read.Select(record => new RecordedBytes(record.Number, [.. record.Transcript.Select(Entry)])).ToArray();
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return Refusal.Of(
                "replay.form", "文件不是导出的原始记录，或已损坏。请从原始记录页面重新导出。", "The file is no exported record, or it is damaged. Export it again from the page of the record.");
        }
    }

    private static TranscriptEntry Entry(Line line) => new(line.Link, line.Index, line.Elapsed, line.Direction, Convert.FromHexString(line.Hex));

    private sealed record Record(string Format, string Number, IReadOnlyList<Line> Transcript);

    private sealed record Line(string Link, long Index, TimeSpan Elapsed, Direction Direction, string Hex);
}

/// <param name="Record">Number of the original record.</param>
internal sealed record RecordedBytes(string Record, IReadOnlyList<TranscriptEntry> Entries);
