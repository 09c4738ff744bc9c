using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>The shape of messages: where they end and whether every character may stand where it stands. Allocates nothing.</summary>
internal static class IecShape
{
    private const int LongestLine = 64, AcknowledgementLength = 6;
    private const byte Space = 0x20, Delete = 0x7F;

    /// <summary>Looks for a message that begins at the first byte.</summary>
    public static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.IsEmpty)
            return IecRefusal.Incomplete;
        return bytes[0] switch
        {
            IecMessage.Soh => Command(bytes, out length),
            IecMessage.Stx => Block(bytes, 1, out length),
            IecMessage.Ack => Acknowledgement(bytes, out length),
            IecMessage.Slash => Line(bytes, out length),
            _ => IecRefusal.BadStart,
        };
    }

    private static Refusal? Command(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        for (var i = 1; i < 3; i++)
        {
            if (bytes.Length == i)
                return IecRefusal.Incomplete;
            if (!char.IsAsciiLetterOrDigit((char)bytes[i]))
                return IecRefusal.BadCharacter;
        }

        if (bytes.Length == 3)
            return IecRefusal.Incomplete;
        // "B0" ends at once; the others have a data set.
        return bytes[3] is IecMessage.Stx ? Block(bytes, 4, out length) : bytes[3] is IecMessage.Etx ? Block(bytes, 3, out length) : IecRefusal.BadCharacter;
    }

    private static Refusal? Block(ReadOnlySpan<byte> bytes, int from, out int length)
    {
        length = 0;
        for (var at = from; at < bytes.Length; at++)
        {
            if (bytes[at] is IecMessage.Etx or IecMessage.Eot)
            {
                if (at + 1 == bytes.Length)
                    return IecRefusal.Incomplete;
                length = at + 2;
                return bytes[at + 1] == IecMessage.BccOf(bytes[1..(at + 1)]) ? null : IecRefusal.BadBcc;
            }

            if (!IsText(bytes[at]))
                return IecRefusal.BadCharacter;
            if (at >= IecMessage.Longest - 2)
                return IecRefusal.BadLength;
        }

        return IecRefusal.Incomplete;
    }

    private static Refusal? Acknowledgement(ReadOnlySpan<byte> bytes, out int length)
    {
        length = AcknowledgementLength;
        for (var i = 1; i < Math.Min(bytes.Length, 4); i++)
        {
            if (!char.IsAsciiLetterOrDigit((char)bytes[i]))
                return IecRefusal.BadHandshake;
        }

        if ((bytes.Length > 4 && bytes[4] != IecMessage.CarriageReturn) || (bytes.Length > 5 && bytes[5] != IecMessage.LineFeed))
            return IecRefusal.BadHandshake;
        return bytes.Length < length ? IecRefusal.Incomplete : null;
    }

    private static Refusal? Line(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        for (var at = 1; at < bytes.Length; at++)
        {
            if (bytes[at] == IecMessage.LineFeed)
            {
                length = at + 1;
                return IsLine(bytes[..length]) ? null : IecRefusal.BadHandshake;
            }

            if (bytes[at] != IecMessage.CarriageReturn && !IsPrintable(bytes[at]))
                return IecRefusal.BadCharacter;
            if (at >= LongestLine)
                return IecRefusal.BadLength;
        }

        return IecRefusal.Incomplete;
    }

    /// <summary>"/?" … "!" CR LF, or "/" three letters, the rate and an identification, CR LF.</summary>
    private static bool IsLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < 5 || line[^2] != IecMessage.CarriageReturn || line[1..^2].Contains(IecMessage.CarriageReturn))
            return false;
        if (line[1] == '?')
            return line[^3] == '!' && line[2..^3].IndexOfAny((byte)'/', (byte)'!') < 0;
        return line.Length >= 7 && char.IsAsciiLetter((char)line[1]) && char.IsAsciiLetter((char)line[2]) && char.IsAsciiLetter((char)line[3]);
    }

    private static bool IsPrintable(byte value) => value is >= Space and < Delete;

    private static bool IsText(byte value) => IsPrintable(value) || value is IecMessage.CarriageReturn or IecMessage.LineFeed;
}
