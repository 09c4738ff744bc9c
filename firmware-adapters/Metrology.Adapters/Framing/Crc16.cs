namespace Metrology.Adapters.Framing;

/// <summary>CRC-16 of MODBUS over Serial Line V1.02, 2.5.1.2 and appendix B: polynomial A001 (reflected), initial FFFF, low byte first on the wire.</summary>
public static class Crc16
{
    public const int Length = 2;

    private const int Slices = 8, Values = 256;
    private const ushort Polynomial = 0xA001, Initial = 0xFFFF;

    /// <summary>Table k holds the effect of a byte that k further bytes follow, so that eight bytes are taken at once.</summary>
    private static readonly ushort[] Table = Tables();

    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        uint crc = Initial;
        while (bytes.Length >= Slices)
        {
            crc ^= (uint)(bytes[0] | (bytes[1] << 8));
            crc = (uint)(table[(7 * Values) + (int)(crc & 0xFF)] ^ table[(6 * Values) + (int)(crc >> 8)] ^ table[(5 * Values) + bytes[2]] ^ table[(4 * Values) + bytes[3]]
                ^ table[(3 * Values) + bytes[4]] ^ table[(2 * Values) + bytes[5]] ^ table[Values + bytes[6]] ^ table[bytes[7]]);
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ table[(int)((crc ^ value) & 0xFF)];
        return (ushort)crc;
    }

    /// <summary>The last two bytes are the CRC of those before.</summary>
    public static bool Holds(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Length && Of(bytes[..^Length]) == (ushort)(bytes[^2] | (bytes[^1] << 8));

    /// <summary>Writes the CRC of all bytes but the last two into the last two.</summary>
    public static void Close(Span<byte> bytes)
    {
        var crc = Of(bytes[..^Length]);
        (bytes[^2], bytes[^1]) = ((byte)crc, (byte)(crc >> 8));
    }

    private static ushort[] Tables()
    {
        var table = new ushort[Slices * Values];
        for (var value = 0; value < Values; value++)
        {
            var crc = (uint)value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            table[value] = (ushort)crc;
        }

        for (var at = Values; at < table.Length; at++)
            table[at] = (ushort)((table[at - Values] >> 8) ^ table[table[at - Values] & 0xFF]);
        return table;
    }
}
