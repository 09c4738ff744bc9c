using System.Globalization;
using System.Text.Json;

namespace Metrology.Vectors;

/// <summary>Whether a number agrees with a printed one to every digit that is printed: "0.0025739", "8.640625e-5", 10.</summary>
internal static class PrintedDigits
{
    private const int MostDecimals = 28;

    public static bool Agree(JsonElement expected, decimal? got)
    {
        if (Read(expected) is not { } printed || Plain(expected) is not { } plain)
            return got is null && expected.ValueKind == JsonValueKind.Null;
        return got is { } value && Math.Round(value, Math.Clamp(printed.Decimals, 0, MostDecimals), MidpointRounding.ToEven) == plain;
    }

    public static bool Agree(JsonElement expected, double? got)
    {
        if (Read(expected) is not { } printed)
            return got is null && expected.ValueKind == JsonValueKind.Null;
        // Half a unit of the last printed digit; a double is itself known to about sixteen digits only.
        var half = 0.5 * Math.Pow(10, -printed.Decimals);
        return got is { } value && Math.Abs(value - printed.Value) <= (half * (1 + 1e-6)) + (1e-15 * Math.Abs(value));
    }

    private static decimal? Plain(JsonElement expected) =>
        decimal.TryParse(expected.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static (double Value, int Decimals)? Read(JsonElement expected)
    {
        var text = expected.ToString();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;
        var parts = text.Split('e', 'E');
        var point = parts[0].IndexOf('.');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (value, (point < 0 ? 0 : parts[0].Length - point - 1) - exponent);
    }
}
