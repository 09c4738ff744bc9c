using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>Response messages written as hexadecimal text.</summary>
public static class ScpiText
{
    /// <summary>Describes every message and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(bytes.Value, ScpiMessage.Look, message => Describe(ScpiMessage.Of(message.Span)), gap => ScpiMessage.Parse(gap.Span).Refusal);
    }

    private static FrameDescription Describe(ScpiMessage message)
    {
        var hex = HexText.Of(message.Raw.Span);
        if (message.Block is { } block)
            return new(hex, [new("block", new("数据块", "block"), $"{block.Length}", "B")], [new("bytes", new("字节", "Bytes"), HexText.Of(block.Span))], null);
        var number = ScpiReading.Number(message.Text);
        FrameFact[] head = [new("text", new("正文", "text"), message.Text)];
        if (!number.IsRefused)
            return new(hex, head, [new("number", new("数值", "Number"), FormattableString.Invariant($"{number.Value.Value}")), new("step", new("末位", "Last digit"), FormattableString.Invariant($"{number.Value.Step}"))], null);
        return number.Refusal!.Code is "overload" or "no-value"
            ? new(hex, head, [], number.Refusal)
            : new(hex, head, [.. message.Fields.Select((field, i) => new FrameFact($"field{i + 1}", new($"字段{i + 1}", $"Field {i + 1}"), field))], null);
    }
}
