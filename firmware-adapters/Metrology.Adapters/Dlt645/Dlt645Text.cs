using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>One frame of a hexadecimal text: the frame with its value, or why there is none.</summary>
/// <param name="Hex">The bytes meant, with spaces.</param>
/// <param name="Frame">Null when the frame layer refused.</param>
/// <param name="Identifier">Null when the frame carries none or one that is not known.</param>
/// <param name="Value">Null when there is none or it was refused.</param>
public sealed record Dlt645Description(string Hex, Dlt645Frame? Frame, DataIdentifier? Identifier, Dlt645Value? Value, Refusal? Refusal)
{
    /// <summary>The values of a block; null where the frame is no answer with one.</summary>
    public IReadOnlyList<Dlt645BlockValue>? Block { get; init; }
}

/// <summary>Frames written as hexadecimal text.</summary>
public static class Dlt645Text
{
    /// <summary>Bytes of password and operator before what is written.</summary>
    private const int CodesOfWrite = 8;

    /// <summary>Describes every frame and every stretch of bytes that is none. Refuses with "bad-hex" what is no hexadecimal text (spaces allowed).</summary>
    public static Outcome<IReadOnlyList<Dlt645Description>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal ? refusal : Describe(bytes.Value);
    }

    /// <summary>The same in the words that every protocol has.</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Frames(string hex)
    {
        var described = Describe(hex);
        return described.Refusal is { } refusal ? refusal : described.Value.Select(Frame).ToArray();
    }

    public static Dlt645Description Describe(Dlt645Frame frame)
    {
        var value = Dlt645Value.Of(frame);
        return new(
            HexText.Of(frame.Raw.Span), frame, frame.Identifier is { } code ? DataIdentifiers.Find(code) : null,
            value.IsRefused ? null : value.Value,
            frame.Error is { } error ? Dlt645Refusal.MeterError(error) : value.Refusal)
        { Block = BlockOf(frame) };
    }

    /// <summary>The values of a block, or of the first part of it; null where the frame is no such answer.</summary>
    private static IReadOnlyList<Dlt645BlockValue>? BlockOf(Dlt645Frame frame) =>
        frame is { IsReply: true, Function: Dlt645Function.ReadData, Identifier: { } code } && Dlt645Block.Decode(code, frame.Content.Span, frame.MoreFollows) is { IsRefused: false, Value: var values } ? values : null;

    private static List<Dlt645Description> Describe(byte[] bytes)
    {
        var items = new List<Dlt645Description>();
        var from = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != Dlt645Frame.Start || Dlt645Parser.Look(bytes.AsSpan(at), out var length) is not null)
                continue;
            var preamble = bytes.AsSpan(from, at - from) is var gap ? gap.Length - (gap.LastIndexOfAnyExcept(Dlt645Frame.WakeUp) + 1) : 0;
            if (at - preamble > from)
                items.Add(NoFrame(bytes.AsSpan(from..(at - preamble))));
            items.Add(Describe(Dlt645Parser.Frame(preamble, bytes.AsSpan(at, length))));
            from = at + length;
            at = from - 1;
        }

        if (from < bytes.Length || items.Count == 0)
            items.Add(NoFrame(bytes.AsSpan(from)));
        return items;
    }

    private static FrameDescription Frame(Dlt645Description item)
    {
        var frame = item.Frame;
        var members = new Dictionary<string, object?>
        {
            ["preamble"] = frame?.Preamble,
            ["address"] = frame?.Address,
            ["control"] = frame?.Control.ToString("X2", CultureInfo.InvariantCulture),
            ["direction"] = frame is null ? null : Direction(frame),
            ["function"] = frame is null ? null : Dlt645Function.NameOf(frame.Function),
            ["moreFollows"] = frame?.MoreFollows,
            ["di"] = frame?.Identifier?.ToString("X8", CultureInfo.InvariantCulture),
            ["name"] = item.Identifier?.Name,
            ["value"] = item.Value?.Text,
            ["unit"] = item.Value?.Unit,
            ["values"] = item.Block?.Select(one => new { di = one.Identifier.Code.ToString("X8", CultureInfo.InvariantCulture), name = one.Identifier.Name, value = one.Value?.Text, unit = one.Value?.Unit, refusal = one.Refusal?.Code }).ToArray(),
            ["errorByte"] = frame?.Error?.ToString("X2", CultureInfo.InvariantCulture),
        };
        return new(item.Hex, [], [], item.Refusal) { Brief = frame is null ? null : new(Brief(frame, item, Language.Zh), Brief(frame, item, Language.En)), Members = members };
    }

    private static string Brief(Dlt645Frame frame, Dlt645Description item, Language language) => string.Join(' ', new[]
    {
        frame.Address, Direction(frame), Dlt645Function.NameOf(frame.Function), item.Identifier?.Name.In(language) ?? frame.Identifier?.ToString("X8", CultureInfo.InvariantCulture), item.Value?.Text, item.Value?.Unit,
        item.Block is { } block ? string.Join("; ", block.Select(one => $"{one.Identifier.Name.In(language)} {one.Value?.Text ?? "–"} {one.Value?.Unit}".TrimEnd())) : null,
        item.Block is null && item.Value is null ? Rest(frame, item, language) : null,
        frame.MoreFollows ? language == Language.Zh ? "（后有后续帧）" : "(more follows)" : null,
    }.Where(fact => !string.IsNullOrEmpty(fact)));

    /// <summary>What a frame carries beside its identifier where that is no single value of its own: a part of a long answer, what is written, or bytes that nobody here knows.</summary>
    private static string? Rest(Dlt645Frame frame, Dlt645Description item, Language language)
    {
        if (frame.Identifier is not { } code || frame.Content.IsEmpty)
            return null;
        var content = frame.Content.Span;
        switch (frame.Function, frame.IsReply)
        {
            case (Dlt645Function.ReadNext, true):
                var number = string.Create(CultureInfo.InvariantCulture, $"{(language == Language.Zh ? "第" : "part ")}{content[^1]}{(language == Language.Zh ? "帧" : "")}");
                return $"{number}: {(Dlt645Block.Following(code, content[..^1]) is { } values ? string.Join("; ", values.Select(one => one is null ? "–" : $"{one.Text} {one.Unit}")) : HexText.Of(content[..^1]))}";
            case (Dlt645Function.ReadNext, false):
                return string.Create(CultureInfo.InvariantCulture, $"{(language == Language.Zh ? "第" : "part ")}{content[^1]}{(language == Language.Zh ? "帧" : "")}");
            case (Dlt645Function.WriteData, false) when item.Identifier is { } identifier && content.Length > CodesOfWrite && Dlt645Value.Decode(identifier, content[CodesOfWrite..]) is { IsRefused: false, Value: var written }:
                return $"{written.Text} {written.Unit}";
            default:
                return item.Identifier is null ? HexText.Of(content) : null;
        }
    }

    private static string Direction(Dlt645Frame frame) => frame.IsReply ? "reply" : "request";

    private static Dlt645Description NoFrame(ReadOnlySpan<byte> bytes) => new(HexText.Of(bytes), null, null, null, Dlt645Parser.Parse(bytes).Refusal);
}
