using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>
/// The frame layer. The protocol carries no length, so a frame ends at the first 0D that stands behind the fewest bytes its command needs and is followed by the right CRC.
/// </summary>
public static class TesterParser
{
    /// <summary>The buffer must begin with one frame; after it only the zeros that a TCP converter pads with.</summary>
    public static Outcome<TesterFrame> Parse(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > 0 && buffer[0] != TesterFrame.Start)
            return TesterRefusal.BadStart;
        if (buffer.Length < TesterFrame.HeadLength)
            return TesterRefusal.Incomplete;
        if (TesterFrame.ShortestOf(buffer) is not { } shortest)
            return TesterRefusal.BadType;
        for (var length = shortest; length <= Math.Min(buffer.Length, TesterFrame.Longest); length++)
        {
            if (Ends(buffer[..length]))
                return buffer[length..].ContainsAnyExcept((byte)0) ? TesterRefusal.BadLength : new TesterFrame(buffer[..length].ToArray());
        }

        return buffer.Length < shortest ? TesterRefusal.Incomplete : WhyNone(buffer, shortest);
    }

    /// <summary>Looks for a frame that begins at the first byte.</summary>
    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < TesterFrame.HeadLength || bytes[0] != TesterFrame.Start || TesterFrame.ShortestOf(bytes) is not { } shortest)
            return TesterRefusal.BadStart;
        for (length = shortest; length <= Math.Min(bytes.Length, TesterFrame.Longest); length++)
        {
            if (Ends(bytes[..length]))
                return null;
        }

        return TesterRefusal.Incomplete;
    }

    /// <summary>The last three bytes are the end and a right CRC.</summary>
    internal static bool Ends(ReadOnlySpan<byte> bytes) => bytes[^TesterFrame.TailLength] == TesterFrame.End && Crc16.Holds(bytes);

    private static Refusal WhyNone(ReadOnlySpan<byte> buffer, int shortest)
    {
        // Padding aside, the end stands where the command wants it or at the end of the buffer; a wrong byte there with a right CRC is a wrong end.
        if (Crc16.Holds(buffer[..shortest]) || Crc16.Holds(buffer))
            return TesterRefusal.BadEnd;
        return buffer[shortest - TesterFrame.TailLength] == TesterFrame.End || buffer[^TesterFrame.TailLength] == TesterFrame.End ? TesterRefusal.BadCrc : TesterRefusal.BadEnd;
    }
}
