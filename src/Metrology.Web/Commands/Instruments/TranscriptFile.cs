using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Web.Commands.Instruments;

/// <summary>An exported record, or a list of records, as a file.</summary>
internal static class TranscriptFile
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Refusal Form = Refusal.Of(
        "replay.form", "文件不是导出的原始记录，或已损坏。请从原始记录页面重新导出。", "The file is no exported record, or it is damaged. Export it again from the page of the record.");

    /// <summary>JSON begins with a brace or a bracket; a capture never does.</summary>
    public static bool IsRecord(ReadOnlySpan<byte> file)
    {
        var text = file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? file[3..] : file;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }

    public static Outcome<IReadOnlyList<RecordDocument>> Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            var records = new List<RecordDocument>();
            foreach (var one in root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : (JsonElement[])[root])
            {
                if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String)
                    return Form;
                if (!RecordDocument.Formats.Contains(format.GetString()!))
                    return Refusal.Of("replay.format", $"不认识记录格式「{format.GetString()}」，需要「{RecordDocument.CurrentFormat}」。", $"The record format “{format.GetString()}” is not known; it must be “{RecordDocument.CurrentFormat}”.");
                var read = RecordDocument.Load(JsonSerializer.SerializeToUtf8Bytes(one, Readable));
                if (read.Value is not { } record)
                    return Form with { Text = new($"{Form.Text.Zh} {read.Problems[0].In(Language.Zh)}", $"{Form.Text.En} {read.Problems[0].In(Language.En)}") };
                records.Add(record);
            }

            return records;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Form;
        }
    }

    /// <summary>The bytes of all its records, as a line gave them.</summary>
    public static Outcome<IReadOnlyList<TranscriptEntry>> Entries(ReadOnlyMemory<byte> file)
    {
        try
        {
            var records = Parse(file);
            return records.Refusal is { } refusal ? refusal : records.Value.SelectMany(record => record.Transcript.Select(EntryOf)).ToArray();
        }
        catch (FormatException)
        {
            return Form;
        }
    }

    private static TranscriptEntry EntryOf(RecordedBytes one) =>
        new(one.Link, one.Index, one.Elapsed, one.Direction == RecordedBytes.Sent ? Direction.Sent : Direction.Received, Convert.FromHexString(one.Hex));
}
