using Metrology.Adapters.Framing;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>A frame 7E 00 FF type command data 0D CRC whose start, end and CRC are right.</summary>
/// <param name="Raw">From 7E to the CRC, as received.</param>
public sealed record TesterFrame(ReadOnlyMemory<byte> Raw)
{
    public const byte Start = 0x7E, End = 0x0D;
    public const byte Read = 0x01, Write = 0x03, Answer = 0x41;

    /// <summary>Start, two fixed bytes, type and command before the data; end and CRC after it.</summary>
    public const int HeadLength = 5, TailLength = 3, Overhead = HeadLength + TailLength;

    /// <summary>A TCP converter pads an answer to this length, so no frame is longer.</summary>
    public const int Longest = 256;

    private const byte Second = 0x00, Third = 0xFF;
    private const int TypeAt = 3, CommandAt = 4;

    public byte Type => Raw.Span[TypeAt];

    public byte Command => Raw.Span[CommandAt];

    public ReadOnlyMemory<byte> Data => Raw[HeadLength..^TailLength];

    public static byte[] Encode(byte type, byte command, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, Longest - Overhead);
        byte[] bytes = [Start, Second, Third, type, command, .. data, End, 0, 0];
        Crc16.Close(bytes);
        return bytes;
    }

    /// <summary>Fewest bytes of a frame that begins like this one, or null when its type is none.</summary>
    internal static int? ShortestOf(ReadOnlySpan<byte> head) => head[TypeAt] switch
    {
        Answer => Overhead + (TesterCommand.Find(head[CommandAt])?.ReplyLength ?? 0),
        Read or Write => Overhead,
        _ => null,
    };
}
