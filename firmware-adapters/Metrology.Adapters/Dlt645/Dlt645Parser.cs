using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>The frame layer: bytes to <see cref="Dlt645Frame"/> or the reason why not.</summary>
public static class Dlt645Parser
{
    /// <summary>The whole buffer must be one frame, wake-up bytes before it allowed.</summary>
    public static Outcome<Dlt645Frame> Parse(ReadOnlySpan<byte> buffer)
    {
        var preamble = buffer.IndexOfAnyExcept(Dlt645Frame.WakeUp);
        if (preamble < 0)
            return Dlt645Refusal.Incomplete;
        var refusal = Look(buffer[preamble..], out var length);
        if (refusal is null && length < buffer.Length - preamble)
            refusal = Dlt645Refusal.BadLength;
        return refusal is null ? Frame(preamble, buffer.Slice(preamble, length)) : refusal;
    }

    /// <summary>Looks at a candidate that begins at the first byte; refuses with "incomplete" when more bytes could still make it a frame.</summary>
    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length > 0 && bytes[0] != Dlt645Frame.Start)
            return Dlt645Refusal.BadStart;
        if (bytes.Length > 7 && bytes[7] != Dlt645Frame.Start)
            return Dlt645Refusal.BadSecondStart;
        for (var i = 1; i <= Dlt645Frame.AddressLength && i < bytes.Length; i++)
        {
            if (!Bcd.IsDigits(bytes[i]) && bytes[i] != 0xAA)
                return Dlt645Refusal.BadAddress;
        }

        if (bytes.Length > 9 && bytes[9] > LongestData(bytes[8]))
            return Dlt645Refusal.BadLength;
        if (bytes.Length < Dlt645Frame.Overhead || bytes.Length < Dlt645Frame.Overhead + bytes[9])
            return Dlt645Refusal.Incomplete;
        length = Dlt645Frame.Overhead + bytes[9];
        if (bytes[length - 1] != Dlt645Frame.End)
            return Dlt645Refusal.BadEnd;
        return bytes[length - 2] == Dlt645Frame.Sum(bytes[..(length - 2)]) ? null : Dlt645Refusal.BadChecksum;
    }

    /// <summary>Makes the frame of bytes that were looked at.</summary>
    internal static Dlt645Frame Frame(int preamble, ReadOnlySpan<byte> bytes)
    {
        Span<byte> address = stackalloc byte[Dlt645Frame.AddressLength];
        bytes.Slice(1, Dlt645Frame.AddressLength).CopyTo(address);
        address.Reverse();
        var data = bytes[10..^2].ToArray();
        for (var i = 0; i < data.Length; i++)
            data[i] = unchecked((byte)(data[i] - Dlt645Frame.Offset));
        return new(preamble, Convert.ToHexString(address), bytes[8], data, bytes.ToArray());
    }

    private static int LongestData(byte control) => control == Dlt645Function.WriteData ? Dlt645Frame.LongestWrite : Dlt645Frame.LongestData;
}
