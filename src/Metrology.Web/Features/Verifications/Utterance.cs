using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Adapters.Dlt645;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Web.Features.Verifications;

/// <summary>Bytes of one direction on one link without an answer between: a whole question or a whole answer, however many pieces it came in.</summary>
/// <param name="Elapsed">Of the first byte, since the link was opened.</param>
public sealed record Utterance(string Link, TimeSpan Elapsed, Direction Direction, byte[] Bytes)
{
    private const string Messages = "mqtt:";
    private const int BytesInLine = 16;
    private const int LinesShown = 4;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Utterance> Of(IEnumerable<TranscriptEntry> entries)
    {
        var all = new List<List<TranscriptEntry>>();
        var open = new Dictionary<string, List<TranscriptEntry>>();
        foreach (var entry in entries)
        {
            // A message is whole by itself, and index 0 is a link that was opened anew.
            if (open.TryGetValue(entry.Link, out var pieces) && pieces[0].Direction == entry.Direction && entry.Index != 0 && !entry.Link.StartsWith(Messages, StringComparison.Ordinal))
            {
                pieces.Add(entry);
                continue;
            }

            open[entry.Link] = [entry];
            all.Add(open[entry.Link]);
        }

        return all.ConvertAll(pieces => new Utterance(pieces[0].Link, pieces[0].Elapsed, pieces[0].Direction, [.. pieces.SelectMany(piece => piece.Bytes)]));
    }

    /// <summary>Sixteen bytes a line.</summary>
    public string Hex => string.Join('\n', Bytes.Chunk(BytesInLine).Select(line => string.Join(' ', line.Select(one => one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))));

    /// <summary>More lines than a row shows at once.</summary>
    public bool IsLong => Bytes.Length > BytesInLine * LinesShown;

    /// <summary>What the bytes say, line by line: messages as text, frames of DL/T 645 as the item and its value, anything else as its printable characters.</summary>
    public IReadOnlyList<string> Decoded(Language language)
    {
        if (Link.StartsWith(Messages, StringComparison.Ordinal))
            return [Message()];
        var frames = Dlt645Text.Describe(Convert.ToHexString(Bytes));
        return frames.IsRefused || frames.Value.All(frame => frame.Frame is null) ? [Printable()] : [.. frames.Value.Select(frame => Frame(frame, language))];
    }

    private static string Frame(Dlt645Description frame, Language language)
    {
        if (frame.Frame is not { } whole)
            return $"{frame.Hex}: {frame.Refusal?.Text.In(language)}";
        var text = $"{(whole.IsReply ? "←" : "→")} {whole.Address} {frame.Identifier?.Name.In(language)}";
        if (frame.Value is { } value)
            return $"{text} {value.Text} {frame.Identifier?.Unit}".TrimEnd();
        return whole.IsReply && frame.Refusal is { } refusal ? $"{text} {refusal.Text.In(language)} [{refusal.Code}]" : text.TrimEnd();
    }

    private string Message()
    {
        try
        {
            using var json = JsonDocument.Parse(Bytes);
            return JsonSerializer.Serialize(json.RootElement, Readable);
        }
        catch (JsonException)
        {
            return Printable();
        }
    }

    private string Printable() => string.Concat(Encoding.UTF8.GetString(Bytes).Select(one => char.IsControl(one) || one == '\uFFFD' ? '·' : one));
}
