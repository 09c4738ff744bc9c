using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Web.Features.Verifications;

/// <summary>Bytes of one direction on one link without an answer between: a whole question or a whole answer, however many pieces it came in.</summary>
/// <param name="Elapsed">Of the first byte, since the instruments of the run were first reached; of a trial, since its link was opened.</param>
/// <param name="Source">Whose bytes they are, in which protocol; null when nothing is read from them.</param>
/// <param name="Question">What went the other way before; empty when nothing did.</param>
public sealed record Utterance(string Link, TimeSpan Elapsed, Direction Direction, byte[] Bytes, TranscriptSource? Source, byte[] Question)
{
    /// <summary>Pieces of the link before it that are not in the record.</summary>
    public long Missing { get; init; }

    /// <summary>The link was opened again before it.</summary>
    public bool IsReopened { get; init; }

    private const string Messages = "mqtt:";
    private const int BytesInLine = 16;
    private const int LinesShown = 4;

    /// <summary>Bytes of whole lines of text that are one row.</summary>
    private const int MostOfLines = 128;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Utterance> Of(IEnumerable<TranscriptEntry> entries)
    {
        var all = new List<List<TranscriptEntry>>();
        var open = new Dictionary<string, List<TranscriptEntry>>();
        var (missing, gaps, known) = (new MissingBytes(), new Dictionary<TranscriptEntry, (long Missing, bool IsReopened)>(ReferenceEqualityComparer.Instance), new HashSet<string>());
        foreach (var entry in entries)
        {
            var lacks = missing.Before(entry.Link, entry.Index);
            // A message is whole by itself, and index 0 is a link that was opened anew.
            if (open.TryGetValue(entry.Link, out var pieces) && pieces[0].Direction == entry.Direction && entry.Index != 0 && lacks == 0 && !IsFull(pieces) && !entry.Link.StartsWith(Messages, StringComparison.Ordinal))
            {
                pieces.Add(entry);
                continue;
            }

            var isNew = known.Add(entry.Link);
            gaps[entry] = (lacks, entry.Index == 0 && !isNew && !entry.Link.StartsWith(Messages, StringComparison.Ordinal));
            open[entry.Link] = [entry];
            all.Add(open[entry.Link]);
        }

        var asked = new Dictionary<string, byte[]>();
        return all.ConvertAll(pieces =>
        {
            var first = pieces[0];
            var said = new Utterance(
                first.Link, first.Elapsed, first.Direction, [.. pieces.SelectMany(piece => piece.Bytes)], first.Sources.Count > 0 ? first.Sources[0] : null,
                first.Direction == Direction.Received ? asked.GetValueOrDefault(first.Link, []) : [])
            {
                Missing = gaps[first].Missing,
                IsReopened = gaps[first].IsReopened,
            };
            if (first.Direction == Direction.Sent)
                asked[first.Link] = said.Bytes;
            return said;
        });
    }

    /// <summary>Of an instrument that sends all the time nobody asks anything: its lines would be one row for ever.</summary>
    private static bool IsFull(List<TranscriptEntry> pieces) =>
        pieces[0].Direction == Direction.Received && pieces[^1].Bytes is [.., (byte)'\n'] && pieces.Sum(piece => piece.Bytes.Length) >= MostOfLines;

    /// <summary>Sixteen bytes a line.</summary>
    public string Hex => string.Join('\n', Bytes.Chunk(BytesInLine).Select(line => string.Join(' ', line.Select(one => one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)))));

    /// <summary>More lines than a row shows at once.</summary>
    public bool IsLong => Bytes.Length > BytesInLine * LinesShown;

    /// <summary>What the bytes say, line by line: messages as text, frames as their protocol has them, anything else as its printable characters.</summary>
    public IReadOnlyList<string> Decoded(Language language)
    {
        if (Link.StartsWith(Messages, StringComparison.Ordinal))
            return [Message()];
        if (Source is null || ReadableProtocols.OfCodec(Source.Codec) is not { } protocol)
            return [Printable()];
        var frames = protocol.Read(Question, Bytes, protocol.AidsOf(Source.Map));
        return frames.Count == 0 ? [Printable()] : [.. frames.Select(frame => frame.Line(language))];
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
