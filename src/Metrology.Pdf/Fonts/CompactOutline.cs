using System.Buffers.Binary;

namespace Metrology.Pdf.Fonts;

/// <summary>
/// A simple outline (OpenType "glyf") written again for print: coordinates rounded to even units, no instructions, flags that repeat counted. Outlines are most of
/// a certificate, and of a coordinate the last bit is what packs worst. In a font of 1000 units no point moves by more than a thousandth of the size: 4 µm at 12 pt.
/// </summary>
internal static class CompactOutline
{
    const byte OnCurve = 0x01, ShortX = 0x02, ShortY = 0x04, Repeated = 0x08, SameOrPositiveX = 0x10, SameOrPositiveY = 0x20;
    const int HeaderLength = 10, LongestRepeat = 255, FewestRepeats = 2, FinestUnits = 1000;

    /// <summary>The bytes as they are when the outline is composite, empty or not understood, or when the font has coarse units.</summary>
    public static byte[] Of(FontTable outline, int unitsPerEm)
    {
        if (outline.Length < HeaderLength || unitsPerEm < FinestUnits)
            return outline.All.ToArray();
        try
        {
            return outline.I16(0) <= 0 || Points(outline, out var ends) is not { } points ? outline.All.ToArray() : Write(points, ends);
        }
        catch (FontFormatException)
        {
            // What a reader makes of a damaged outline is the font's own affair.
            return outline.All.ToArray();
        }
    }

    static List<(bool IsOn, int X, int Y)>? Points(FontTable outline, out int[] ends)
    {
        ends = new int[outline.I16(0)];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = outline.U16(HeaderLength + 2 * i);
            if (i > 0 && ends[i] <= ends[i - 1])
                return null;
        }
        var at = HeaderLength + 2 * ends.Length;
        at += 2 + outline.U16(at);
        var flags = new byte[ends[^1] + 1];
        for (var i = 0; i < flags.Length;)
        {
            var flag = outline.Slice(at++, 1)[0];
            var count = (flag & Repeated) != 0 ? 1 + outline.Slice(at++, 1)[0] : 1;
            for (; count > 0 && i < flags.Length; count--)
                flags[i++] = flag;
        }
        var xs = Coordinates(outline, flags, ref at, ShortX, SameOrPositiveX);
        var ys = Coordinates(outline, flags, ref at, ShortY, SameOrPositiveY);
        return [.. flags.Select((flag, i) => ((flag & OnCurve) != 0, Even(xs[i]), Even(ys[i])))];
    }

    static int[] Coordinates(FontTable outline, byte[] flags, ref int at, byte isShort, byte sameOrPositive)
    {
        var result = new int[flags.Length];
        var value = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            var isSet = (flags[i] & sameOrPositive) != 0;
            if ((flags[i] & isShort) != 0)
                value += isSet ? outline.Slice(at++, 1)[0] : -outline.Slice(at++, 1)[0];
            else if (!isSet)
                (value, at) = (value + outline.I16(at), at + 2);
            result[i] = value;
        }
        return result;
    }

    static int Even(int value) => 2 * (int)Math.Floor((value + 1) / 2.0);

    static byte[] Write(List<(bool IsOn, int X, int Y)> points, int[] ends)
    {
        List<byte> flags = [], xs = [], ys = [];
        var (x, y) = (0, 0);
        foreach (var point in points)
        {
            flags.Add((byte)((point.IsOn ? OnCurve : 0) | Step(point.X - x, xs, ShortX, SameOrPositiveX) | Step(point.Y - y, ys, ShortY, SameOrPositiveY)));
            (x, y) = (point.X, point.Y);
        }
        var header = new byte[HeaderLength + 2 * ends.Length + 2];
        short[] numbers =
        [
            (short)ends.Length, (short)points.Min(point => point.X), (short)points.Min(point => point.Y), (short)points.Max(point => point.X), (short)points.Max(point => point.Y),
            .. ends.Select(end => (short)end),
        ];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(2 * i), numbers[i]);
        return [.. header, .. Counted(flags), .. xs, .. ys];
    }

    static int Step(int by, List<byte> bytes, byte isShort, byte sameOrPositive)
    {
        if (by == 0)
            return sameOrPositive;
        if (Math.Abs(by) <= byte.MaxValue)
        {
            bytes.Add((byte)Math.Abs(by));
            return isShort | (by > 0 ? sameOrPositive : 0);
        }
        bytes.AddRange([(byte)(by >> 8), (byte)by]);
        return 0;
    }

    static List<byte> Counted(List<byte> flags)
    {
        var result = new List<byte>();
        for (var i = 0; i < flags.Count;)
        {
            var next = i + 1;
            while (next < flags.Count && flags[next] == flags[i] && next - i <= LongestRepeat - 1)
                next++;
            if (next - i > FewestRepeats)
                result.AddRange([(byte)(flags[i] | Repeated), (byte)(next - i - 1)]);
            else
                result.AddRange(flags[i..next]);
            i = next;
        }
        return result;
    }
}
