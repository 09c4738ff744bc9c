using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>The fields of a data block one after another. The first field that is not what it should be is the refusal of the whole.</summary>
internal ref struct Jtt905Fields(ReadOnlySpan<byte> rest)
{
    private const int Gbk = 936, SecondsInMinute = 60;

    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(Gbk)!;

    private ReadOnlySpan<byte> rest = rest;

    public Refusal? Refusal { get; private set; }

    public readonly int Left => rest.Length;

    public static bool IsBcd(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if ((value & 0x0F) > 9 || value >> 4 > 9)
                return false;
        }

        return true;
    }

    public string Digits(int length)
    {
        var bytes = Take(length);
        if (!IsBcd(bytes))
            Refuse(Jtt905Refusal.BadBcd);
        return Convert.ToHexString(bytes);
    }

    /// <summary>A number in BCD, high byte first.</summary>
    public decimal Number(int length, byte decimals)
    {
        var digits = Digits(length);
        return Refusal is null ? long.Parse(digits, CultureInfo.InvariantCulture) * new decimal(1, 0, 0, false, decimals) : 0;
    }

    public string Hex(int length) => Convert.ToHexString(Take(length));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    public byte Byte() => Take(1)[0];

    /// <summary>GBK text, filled up with zeros or spaces. A character that the field cut in half is shown as such.</summary>
    public string Text(int length) => Chinese.GetString(Take(length)).TrimEnd('\0', ' ').TrimStart(' ');

    /// <summary>A date and time of so many digits in that form, China Standard Time.</summary>
    public DateTime Time(int length, string form)
    {
        var digits = Digits(length);
        if (Refusal is null && DateTime.TryParseExact(digits, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Refuse(Jtt905Refusal.BadRange);
        return default;
    }

    /// <summary>Two pairs of digits, the second below 60 and the first up to <paramref name="most"/>: hhmm or mmss.</summary>
    public (int High, int Low) Pair(int most)
    {
        var digits = Digits(2);
        if (Refusal is not null)
            return default;
        var value = int.Parse(digits, CultureInfo.InvariantCulture);
        var (high, low) = (value / 100, value % 100);
        if (high > most || low >= SecondsInMinute)
            Refuse(Jtt905Refusal.BadRange);
        return (high, low);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (rest.Length < length)
        {
            Refuse(Jtt905Refusal.DataLength);
            rest = default;
            return new byte[length];
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private void Refuse(Refusal refusal) => Refusal ??= refusal;
}
