using System.Buffers.Binary;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>A message of the centre protocol (TCP), 7E … 7E, the escapes taken off, whose length and check are right.</summary>
/// <param name="Content">Message id to body.</param>
/// <param name="Raw">From the first to the last 7E, as received.</param>
public sealed record Jtt905Message(ReadOnlyMemory<byte> Content, byte Xor, ReadOnlyMemory<byte> Raw)
{
    public const ushort Operation = 0x0B05;

    /// <summary>Most body bytes that are believed.</summary>
    public const int LongestBody = 2048;

    private const byte Mark = 0x7E, Escape = 0x7D, EscapedEscape = 0x01, EscapedMark = 0x02;
    private const int LengthAt = 2, IsuAt = 4, SerialAt = 10, HeadLength = 12;

    internal const int Longest = (2 * (HeadLength + LongestBody + 1)) + 2;

    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(Content.Span);

    /// <summary>Twelve digits.</summary>
    public string Isu => Convert.ToHexString(Content.Span[IsuAt..SerialAt]);

    public ushort Serial => BinaryPrimitives.ReadUInt16BigEndian(Content.Span[SerialAt..]);

    public ReadOnlyMemory<byte> Body => Content[HeadLength..];

    /// <summary>The whole buffer must be one message.</summary>
    public static Outcome<Jtt905Message> Parse(ReadOnlySpan<byte> buffer)
    {
        if (Measure(buffer, out var length) is { } refusal)
            return refusal;
        return length < buffer.Length ? Jtt905Refusal.BadLength : Open(buffer);
    }

    /// <summary>Looks for a message that begins at the first byte.</summary>
    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length) => Measure(bytes, out length) ?? Open(bytes[..length]).Refusal;

    private static Refusal? Measure(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length > 0 && bytes[0] != Mark)
            return Jtt905Refusal.BadStart;
        var end = bytes.IsEmpty ? -1 : bytes[1..].IndexOf(Mark);
        if (end < 0)
            return bytes.Length < Longest ? Jtt905Refusal.Incomplete : Jtt905Refusal.BadLength;
        // 7E 7E: the end of one message and the start of the next.
        if (end == 0)
            return Jtt905Refusal.BadStart;
        length = end + 2;
        return length > Longest ? Jtt905Refusal.BadLength : null;
    }

    private static Outcome<Jtt905Message> Open(ReadOnlySpan<byte> raw)
    {
        var plain = new byte[raw.Length];
        var length = 0;
        for (var at = 1; at < raw.Length - 1; at++)
        {
            if (raw[at] != Escape)
            {
                plain[length++] = raw[at];
                continue;
            }

            at++;
            if (raw[at] is not (EscapedEscape or EscapedMark))
                return Jtt905Refusal.BadEscape;
            plain[length++] = raw[at] == EscapedMark ? Mark : Escape;
        }

        if (length < HeadLength + 1 || BinaryPrimitives.ReadUInt16BigEndian(plain.AsSpan(LengthAt)) != length - HeadLength - 1)
            return Jtt905Refusal.BadLength;
        var content = plain.AsMemory(0, length - 1);
        if (Jtt905Frame.Xor(content.Span) != plain[length - 1])
            return Jtt905Refusal.BadXor;
        return Jtt905Fields.IsBcd(content.Span[IsuAt..SerialAt]) ? new Jtt905Message(content, plain[length - 1], raw.ToArray()) : Jtt905Refusal.BadBcd;
    }
}

/// <summary>Finds messages of the centre protocol in a stream.</summary>
public sealed class Jtt905MessageFramer() : LookingFramer<Jtt905Message>(Jtt905Message.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => Jtt905Message.Look(bytes, out size);

    private protected override Jtt905Message Frame(ReadOnlySpan<byte> bytes) => Jtt905Message.Parse(bytes).Value;
}
