using System.Text;

namespace Metrology.Verify.Checking.Qr;

/// <summary>The segments of the data of a code, up to the terminator: ISO/IEC 18004:2015 7.4, digits, capitals and bytes.</summary>
internal sealed class QrSegments(byte[] data, int version)
{
    private const string Capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int Digit = 0b0001, Capital = 0b0010, Byte = 0b0100;

    private readonly List<byte> text = [];
    private int at;

    /// <returns>Null for another kind of segment, or one that is cut off.</returns>
    public string? Text()
    {
        while (Bits(4) is var mode and > 0)
        {
            var isRead = Bits(CountBits(mode)) is >= 0 and var count && mode switch
            {
                Digit => Groups(count, [0, 4, 7, 10], 3, 10),
                Capital => Groups(count, [0, 6, 11], 2, Capitals.Length),
                _ => Bytes(count),
            };
            if (!isRead)
                return null;
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    /// <summary>Table 3; 0 for a mode that is not read.</summary>
    private int CountBits(int mode)
    {
        var size = version < 10 ? 0 : version < 27 ? 1 : 2;
        return mode switch
        {
            Digit => 10 + (2 * size),
            Capital => 9 + (2 * size),
            Byte => size == 0 ? 8 : 16,
            _ => 0,
        };
    }

    /// <summary>Characters in groups of a number each, the last group perhaps shorter.</summary>
    private bool Groups(int count, int[] bits, int largest, int digits)
    {
        for (var left = count; left > 0; left -= largest)
        {
            var size = Math.Min(left, largest);
            var value = Bits(bits[size]);
            if (value < 0)
                return false;
            var group = new byte[size];
            for (var i = size - 1; i >= 0; i--, value /= digits)
                group[i] = (byte)Capitals[value % digits];
            if (value != 0)
                return false;
            text.AddRange(group);
        }

        return true;
    }

    private bool Bytes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (Bits(8) is not (>= 0 and var one))
                return false;
            text.Add((byte)one);
        }

        return true;
    }

    /// <summary>-1 behind the end, and where no bits are asked for; a full code has no terminator.</summary>
    private int Bits(int count)
    {
        if (count == 0 || at + count > data.Length * 8)
            return -1;
        var value = 0;
        for (var i = 0; i < count; i++, at++)
            value = (value << 1) | ((data[at / 8] >> (7 - (at % 8))) & 1);
        return value;
    }
}
