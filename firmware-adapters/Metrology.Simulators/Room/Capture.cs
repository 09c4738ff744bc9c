using System.Globalization;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Room;

/// <summary>What was asked and answered on a line, in order: of a record, or as somebody wrote it down.</summary>
public sealed record Capture(string Name, IReadOnlyList<Capture.Turn> Turns)
{
    private const char Asked = '>', Answered = '<', Comment = '#';

    /// <summary>Characters of a capture that is written as text.</summary>
    public const int LongestText = 200_000;

    /// <param name="Question">Bytes to the instrument.</param>
    /// <param name="Answer">What came before the next question; empty for silence.</param>
    public sealed record Turn(byte[] Question, byte[] Answer);

    /// <summary>
    /// Reads lines "&gt; 68 AA …" (to the instrument) and "&lt; 68 …" (from it), hexadecimal; "#" begins a comment, lines of one direction belong together.
    /// Refuses with the number of the line.
    /// </summary>
    public static Outcome<Capture> Parse(string name, string text)
    {
        if (text.Length > LongestText)
            return new Refusal("capture.too-long", new($"最多 {LongestText} 个字符。", $"At most {LongestText} characters."), "Capture");
        var entries = new List<TranscriptEntry>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split(Comment)[0].Trim();
            if (line.Length == 0)
                continue;
            if (line[0] is not (Asked or Answered) || BytesOf(line[1..]) is not { Length: > 0 } bytes)
            {
                return new Refusal("capture.line", new(
                    string.Create(CultureInfo.InvariantCulture, $"第 {i + 1} 行不是“> 十六进制”（发给仪器）或“< 十六进制”（仪器应答）。"),
                    string.Create(CultureInfo.InvariantCulture, $"Line {i + 1} is neither “> HEX” (to the instrument) nor “< HEX” (from it).")), "Capture");
            }

            entries.Add(new("", entries.Count, TimeSpan.Zero, line[0] == Asked ? Direction.Sent : Direction.Received, bytes));
        }

        return Of(name, entries);
    }

    private static byte[]? BytesOf(string hex)
    {
        var digits = string.Concat(hex.Where(letter => !char.IsWhiteSpace(letter)));
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    /// <summary>The bytes of one link of a transcript.</summary>
    public static Outcome<Capture> Of(string name, IEnumerable<TranscriptEntry> entries)
    {
        var turns = new List<Turn>();
        var (question, answer) = (new List<byte>(), new List<byte>());
        foreach (var entry in entries)
        {
            if (entry.Direction == Direction.Sent)
            {
                if (answer.Count > 0)
                    Close();
                question.AddRange(entry.Bytes);
            }
            else if (question.Count > 0)
            {
                answer.AddRange(entry.Bytes);
            }
        }

        if (question.Count > 0)
            Close();
        return turns.Count > 0 ? new Capture(name, turns) : new Refusal("capture.nothing", new("其中没有发给仪器的字节。", "It has no bytes that went to an instrument."), "Capture");

        void Close()
        {
            turns.Add(new([.. question], [.. answer]));
            (question, answer) = ([], []);
        }
    }
}
