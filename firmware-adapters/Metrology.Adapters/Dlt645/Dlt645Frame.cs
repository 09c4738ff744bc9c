namespace Metrology.Adapters.Dlt645;

/// <summary>
/// A frame of DL/T 645-2007 whose start, length, end and checksum are right. <see cref="Data"/> is as meant, the 33H of the wire taken off.
/// </summary>
/// <param name="Preamble">Count of wake-up bytes FEH before the frame.</param>
/// <param name="Address">Twelve digits, highest first; A stands for the wildcard.</param>
/// <param name="Control">Control code C.</param>
/// <param name="Raw">From the first 68H to 16H, as received.</param>
public sealed record Dlt645Frame(int Preamble, string Address, byte Control, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Raw)
{
    public const byte Start = 0x68, End = 0x16, WakeUp = 0xFE, Offset = 0x33;

    /// <summary>Two starts, address, control code, length, checksum and end.</summary>
    public const int Overhead = 12;

    public const int AddressLength = 6;

    /// <summary>Longest data field of a read, and of a write request.</summary>
    public const int LongestData = 200, LongestWrite = 50;

    public const string Wildcard = "AAAAAAAAAAAA", Broadcast = "999999999999";

    private const byte ReplyBit = 0x80, ErrorBit = 0x40, MoreBit = 0x20, FunctionMask = 0x1F;
    private const int IdentifierLength = 4;

    /// <summary>Twelve digits that one meter can have: neither the wildcard nor the broadcast address.</summary>
    public static bool IsMeterAddress(string text) => text.Length == 2 * AddressLength && text.All(char.IsAsciiDigit) && text != Broadcast;

    public bool IsReply => (Control & ReplyBit) != 0;

    public bool IsError => IsReply && (Control & ErrorBit) != 0;

    /// <summary>Further frames follow; function 12H reads them.</summary>
    public bool MoreFollows => (Control & MoreBit) != 0;

    public byte Function => (byte)(Control & FunctionMask);

    public byte Checksum => Raw.Span[^2];

    /// <summary>Error byte of a refusing meter.</summary>
    public byte? Error => IsError && Data.Length > 0 ? Data.Span[0] : null;

    /// <summary>Data identifier DI3 DI2 DI1 DI0, for functions that carry one.</summary>
    public uint? Identifier =>
        !IsError && Dlt645Function.CarriesIdentifier(Control) && Data.Length >= IdentifierLength
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(Data.Span)
            : null;

    /// <summary>Data after the identifier, low byte first.</summary>
    public ReadOnlyMemory<byte> Content => Identifier is null ? Data : Data[IdentifierLength..];

    /// <summary>Builds the bytes of a frame, without wake-up bytes. <paramref name="data"/> without the 33H.</summary>
    public static byte[] Encode(string address, byte control, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, LongestData);
        var bytes = new byte[Overhead + data.Length];
        bytes[0] = bytes[7] = Start;
        var digits = Convert.FromHexString(address);
        ArgumentOutOfRangeException.ThrowIfNotEqual(digits.Length, AddressLength);
        for (var i = 0; i < AddressLength; i++)
            bytes[1 + i] = digits[^(1 + i)];
        bytes[8] = control;
        bytes[9] = (byte)data.Length;
        for (var i = 0; i < data.Length; i++)
            bytes[10 + i] = unchecked((byte)(data[i] + Offset));
        bytes[^2] = Sum(bytes.AsSpan(..^2));
        bytes[^1] = End;
        return bytes;
    }

    /// <summary>Sum modulo 256 of all bytes from the first 68H to the end of the data.</summary>
    public static byte Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
            sum += value;
        return unchecked((byte)sum);
    }
}
