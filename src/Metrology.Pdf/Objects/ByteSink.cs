using System.Text;

namespace Metrology.Pdf.Objects;

/// <summary>A growing buffer with the few lexical forms PDF is written in. Numbers never depend on the culture.</summary>
internal sealed class ByteSink(int capacity = 1024)
{
    byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public Span<byte> Take(int count)
    {
        if (buffer.Length - Length < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
        var span = buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    public ByteSink Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public ByteSink Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    public ByteSink Ascii(string text)
    {
        Encoding.ASCII.GetBytes(text, Take(text.Length));
        return this;
    }

    public ByteSink Integer(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var count, default, System.Globalization.CultureInfo.InvariantCulture);
        return Bytes(digits[..count]);
    }

    /// <summary>A place on the page with two decimals: a hundredth of a point is 3.5 µm, less than any printer moves.</summary>
    public ByteSink Place(double points) => Thousandths(10 * Scaled(points, 100));

    /// <summary>At most three decimals (a thousandth of a point is 0.35 µm), no exponent: ISO 32000-1 7.3.3.</summary>
    public ByteSink Number(double value) => Thousandths(Scaled(value, 1000));

    static long Scaled(double value, int scale) => double.IsFinite(value) && Math.Abs(value) <= 1e9
        ? (long)Math.Round(value * scale, MidpointRounding.AwayFromZero)
        : throw new ArgumentOutOfRangeException(nameof(value), "A PDF number must be finite and below 1e9.");

    ByteSink Thousandths(long thousandths)
    {
        if (thousandths < 0)
        {
            Byte((byte)'-');
            thousandths = -thousandths;
        }
        Integer(thousandths / 1000);
        var fraction = (int)(thousandths % 1000);
        if (fraction == 0)
            return this;
        Byte((byte)'.');
        for (var place = 100; fraction > 0; place /= 10)
        {
            Byte((byte)('0' + fraction / place));
            fraction %= place;
        }
        return this;
    }

    public ByteSink Hex16(int value)
    {
        var span = Take(4);
        for (var i = 0; i < 4; i++)
            span[i] = "0123456789ABCDEF"u8[(value >> (12 - 4 * i)) & 15];
        return this;
    }

    public ByteSink Hex(ReadOnlySpan<byte> bytes) => Ascii(Convert.ToHexString(bytes));
}
