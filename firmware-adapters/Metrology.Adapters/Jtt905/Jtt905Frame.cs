using System.Buffers.Binary;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>A serial frame 55 AA … 55 AA whose length, check and marks are right.</summary>
/// <param name="Raw">From the first 55 to the last AA, as received.</param>
public sealed record Jtt905Frame(ReadOnlyMemory<byte> Raw)
{
    /// <summary>Most data bytes that are believed; the longest known block has 127.</summary>
    public const int LongestData = 2048;

    public const byte Taximeter = 0x02;

    private const byte Mark1 = 0x55, Mark2 = 0xAA;
    private const int LengthAt = 2, DeviceAt = 4, HeadLength = 8, TailLength = 3, LengthFieldEnd = 4, HeadInLength = 4;

    internal const int Longest = HeadLength + LongestData + TailLength;

    /// <summary>As the frame says it: device, manufacturer, command and data.</summary>
    public int Length => BinaryPrimitives.ReadUInt16BigEndian(Raw.Span[LengthAt..]);

    public byte Device => Raw.Span[DeviceAt];

    public byte Manufacturer => Raw.Span[DeviceAt + 1];

    public ushort Command => BinaryPrimitives.ReadUInt16BigEndian(Raw.Span[(DeviceAt + 2)..]);

    public ReadOnlyMemory<byte> Data => Raw[HeadLength..^TailLength];

    public static byte[] Encode(byte device, byte manufacturer, ushort command, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, LongestData);
        byte[] bytes = [Mark1, Mark2, 0, 0, device, manufacturer, 0, 0, .. data, 0, Mark1, Mark2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LengthAt), (ushort)(HeadInLength + data.Length));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(DeviceAt + 2), command);
        bytes[^TailLength] = Xor(bytes.AsSpan(LengthAt..^TailLength));
        return bytes;
    }

    /// <summary>The whole buffer must be one frame.</summary>
    public static Outcome<Jtt905Frame> Parse(ReadOnlySpan<byte> buffer)
    {
        if (Measure(buffer, out var length) is { } refusal)
            return refusal;
        if (length < buffer.Length)
            return Jtt905Refusal.BadLength;
        return Check(buffer) is { } damaged ? damaged : new Jtt905Frame(buffer.ToArray());
    }

    /// <summary>Looks for a frame that begins at the first byte. There is no byte stuffing: the length decides where it ends, not the next 55 AA.</summary>
    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length) => Measure(bytes, out length) ?? Check(bytes[..length]);

    internal static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte xor = 0;
        foreach (var value in bytes)
            xor ^= value;
        return xor;
    }

    private static Refusal? Measure(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if ((bytes.Length > 0 && bytes[0] != Mark1) || (bytes.Length > 1 && bytes[1] != Mark2))
            return Jtt905Refusal.BadStart;
        if (bytes.Length < LengthFieldEnd)
            return Jtt905Refusal.Incomplete;
        int said = BinaryPrimitives.ReadUInt16BigEndian(bytes[LengthAt..]);
        if (said is < HeadInLength or > HeadInLength + LongestData)
            return Jtt905Refusal.BadLength;
        length = LengthFieldEnd + said + TailLength;
        return bytes.Length < length ? Jtt905Refusal.Incomplete : null;
    }

    private static Refusal? Check(ReadOnlySpan<byte> frame)
    {
        if (frame[^2] != Mark1 || frame[^1] != Mark2)
            return Jtt905Refusal.BadEnd;
        return frame[^TailLength] == Xor(frame[LengthAt..^TailLength]) ? null : Jtt905Refusal.BadXor;
    }
}

/// <summary>Finds serial frames in a stream.</summary>
public sealed class Jtt905Framer() : LookingFramer<Jtt905Frame>(Jtt905Frame.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => Jtt905Frame.Look(bytes, out size);

    private protected override Jtt905Frame Frame(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());
}
