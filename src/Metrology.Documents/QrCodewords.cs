using System.Text;

namespace Metrology.Documents;

/// <summary>A text as the codewords of a QR code, error correction level M: bytes, blocks with their Reed-Solomon codewords, interleaved (ISO/IEC 18004:2015 7.4 to 7.6).</summary>
internal static class QrCodewords
{
    private const int LargestVersion = 40, Polynomial = 0x11D;

    /// <summary>Table 9 of the standard, level M: codewords of correction in a block, and blocks, of versions 1 to 40.</summary>
    private static readonly byte[] Correction =
        [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];

    private static readonly byte[] Blocks =
        [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

    private static readonly byte[] Exponents = new byte[510], Logarithms = new byte[256];

    private static readonly byte[]?[] Generators = new byte[31][];

    static QrCodewords()
    {
        var value = 1;
        for (var i = 0; i < 255; i++)
        {
            (Exponents[i], Exponents[i + 255], Logarithms[value]) = ((byte)value, (byte)value, (byte)i);
            value = value << 1 ^ (value >= 128 ? Polynomial : 0);
        }
    }

    /// <exception cref="TextTooLongException">No version holds so many bytes.</exception>
    public static (int Version, byte[] Codewords) Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version <= LargestVersion; version++)
        {
            var data = Total(version) - (Correction[version - 1] * Blocks[version - 1]);
            if ((4 + CountBits(version) + 7) / 8 + bytes.Length <= data || 4 + CountBits(version) + (8 * bytes.Length) <= 8 * data)
                return (version, Interleaved(version, Data(bytes, version, data)));
        }

        throw new TextTooLongException();
    }

    /// <summary>Modules that are left when all patterns stand, in whole bytes.</summary>
    private static int Total(int version)
    {
        var modules = (((16 * version) + 128) * version) + 64;
        if (version >= 2)
        {
            var alignments = (version / 7) + 2;
            modules -= (((25 * alignments) - 10) * alignments) - 55;
        }

        return (version >= 7 ? modules - 36 : modules) / 8;
    }

    private static int CountBits(int version) => version < 10 ? 8 : 16;

    /// <summary>Mode of bytes, count, bytes, end mark, padding.</summary>
    private static byte[] Data(byte[] bytes, int version, int length)
    {
        var (data, at) = (new byte[length], 0);
        Add(0b0100, 4);
        Add(bytes.Length, CountBits(version));
        foreach (var one in bytes)
            Add(one, 8);
        at = (Math.Min(at + 4, 8 * length) + 7) / 8;
        for (var pad = 0; at + pad < length; pad++)
            data[at + pad] = pad % 2 == 0 ? (byte)0xEC : (byte)0x11;
        return data;

        void Add(int value, int bits)
        {
            for (var bit = bits - 1; bit >= 0; bit--, at++)
                data[at / 8] |= (byte)((value >> bit & 1) << (7 - (at % 8)));
        }
    }

    private static byte[] Interleaved(int version, byte[] data)
    {
        var (blocks, correction) = (Blocks[version - 1], Correction[version - 1]);
        var (shorter, longer) = (data.Length / blocks, data.Length % blocks);
        var result = new byte[data.Length + (blocks * correction)];
        for (int block = 0, at = 0; block < blocks; block++)
        {
            var own = data.AsSpan(at, shorter + (block >= blocks - longer ? 1 : 0));
            at += own.Length;
            for (var i = 0; i < own.Length; i++)
                result[i < shorter ? (i * blocks) + block : (shorter * blocks) + block - (blocks - longer)] = own[i];
            var remainder = Remainder(own, GeneratorOf(correction));
            for (var i = 0; i < correction; i++)
                result[data.Length + (i * blocks) + block] = remainder[i];
        }

        return result;
    }

    private static byte[] Remainder(ReadOnlySpan<byte> data, byte[] generator)
    {
        var remainder = new byte[generator.Length];
        foreach (var one in data)
        {
            var factor = one ^ remainder[0];
            remainder.AsSpan(1).CopyTo(remainder);
            remainder[^1] = 0;
            if (factor == 0)
                continue;
            for (var i = 0; i < generator.Length; i++)
                remainder[i] ^= Product(generator[i], (byte)factor);
        }

        return remainder;
    }

    /// <summary>Coefficients behind the leading one of (x - 1)(x - α)… with this degree.</summary>
    private static byte[] GeneratorOf(int degree)
    {
        if (Volatile.Read(ref Generators[degree]) is { } known)
            return known;
        var result = new byte[degree];
        result[^1] = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var place = 0; place < degree; place++)
                result[place] = (byte)(Product(result[place], Exponents[i]) ^ (place + 1 < degree ? result[place + 1] : 0));
        }

        Volatile.Write(ref Generators[degree], result);
        return result;
    }

    private static byte Product(byte one, byte other) => one == 0 || other == 0 ? (byte)0 : Exponents[Logarithms[one] + Logarithms[other]];
}

/// <summary>A text that no QR code holds.</summary>
internal sealed class TextTooLongException() : Exception("The text is longer than a QR code holds.");
