using Metrology.Core.Words;

namespace Metrology.Adapters.Framing;

/// <summary>One frame of a hexadecimal text in words: what its head says, what it reads, or why there is nothing to read.</summary>
/// <param name="Hex">The bytes meant, with spaces.</param>
/// <param name="Head">Address, function and the like, by a stable key; empty when the bytes are no frame.</param>
/// <param name="Values">What it says beyond its head.</param>
public sealed record FrameDescription(string Hex, IReadOnlyList<FrameFact> Head, IReadOnlyList<FrameFact> Values, Refusal? Refusal)
{
    /// <summary>What the frame says in one line, where its protocol has a shorter form than head and values; without a refusal.</summary>
    public BilingualText? Brief { get; init; }

    /// <summary>The frame as members of JSON, where its protocol has more to say than head and values; a <see cref="BilingualText"/> is in the language of the reader.</summary>
    public IReadOnlyDictionary<string, object?>? Members { get; init; }

    /// <summary>Head, values and refusal on one line.</summary>
    public string Line(Language language)
    {
        var why = Refusal is { } refusal ? $"  {refusal.Text.In(language)} [{refusal.Code}]" : "";
        if (Brief is { } brief)
            return $"{brief.In(language)}{why}";
        var head = Head.Count == 0 ? Hex : string.Join(' ', Head.Select(fact => $"{fact.Name.In(language)} {fact.Text}"));
        var values = string.Join(", ", Values.Select(fact => $"{fact.Name.In(language)} {fact.Text} {fact.Unit}".TrimEnd()));
        return $"{head}{(values.Length == 0 ? "" : ": ")}{values}{why}";
    }

    public static FrameDescription NoFrame(ReadOnlySpan<byte> bytes, Refusal? refusal) => new(HexText.Of(bytes), [], [], refusal);
}

/// <summary>One value with its stable key, its name in both languages and its unit ("" when it has none).</summary>
public sealed record FrameFact(string Key, BilingualText Name, string Text, string Unit = "");

/// <summary>Describes every frame of a stretch of bytes and every stretch between them that is none.</summary>
internal static class FrameScan
{
    public static List<FrameDescription> Describe(
        ReadOnlySpan<byte> bytes, FrameLook look, Func<ReadOnlyMemory<byte>, FrameDescription> describe, Func<ReadOnlyMemory<byte>, Refusal?> whyNone)
    {
        var items = new List<FrameDescription>();
        var all = bytes.ToArray().AsMemory();
        var from = 0;
        for (var at = 0; at < all.Length; at++)
        {
            if (look(all.Span[at..], out var length) is not null)
                continue;
            if (at > from)
                items.Add(FrameDescription.NoFrame(all.Span[from..at], whyNone(all[from..at])));
            items.Add(describe(all.Slice(at, length)));
            from = at + length;
            at = from - 1;
        }

        if (from < all.Length || items.Count == 0)
            items.Add(FrameDescription.NoFrame(all.Span[from..], whyNone(all[from..])));
        return items;
    }
}
