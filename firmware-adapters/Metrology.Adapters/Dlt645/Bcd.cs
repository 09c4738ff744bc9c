namespace Metrology.Adapters.Dlt645;

/// <summary>Binary coded decimal, low byte first.</summary>
internal static class Bcd
{
    public static bool IsDigits(byte value) => (value & 0x0F) <= 9 && value >> 4 <= 9;

    public static bool IsDigits(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (!IsDigits(value))
                return false;
        }

        return true;
    }

    /// <summary>The digits, highest first.</summary>
    public static string Digits(ReadOnlySpan<byte> bytes) =>
        string.Create(bytes.Length * 2, bytes.ToArray(), (text, low) =>
        {
            for (var i = 0; i < low.Length; i++)
            {
                var value = low[^(1 + i)];
                text[2 * i] = (char)('0' + (value >> 4));
                text[(2 * i) + 1] = (char)('0' + (value & 0x0F));
            }
        });
}
