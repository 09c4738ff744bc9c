using System.Globalization;
using System.Text.Json;

namespace Metrology.Vectors;

/// <summary>A number as a file prints it, "0.0025739", "8.640625e-5", 10, "inf": another agrees with it to every digit that is printed.</summary>
public static class PrintedNumber
{
    private const int MostDecimals = 28;
    private const double Slack = 1e-6; // a half that binary arithmetic cannot hit
    private const double Epsilon = 1e-15; // a double is itself known to about sixteen digits only

    /// <summary>The value; "inf" is infinite.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static double Value(JsonElement printed) => Read(printed)?.Value ?? throw new FormatException($"“{printed}” is no number");

    /// <summary>The computed number, a half to the even digit, is the printed one; nothing agrees with null alone.</summary>
    public static bool Holds(JsonElement printed, decimal? got)
    {
        if (Read(printed) is not { } form || !decimal.TryParse(printed.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return got is null && printed.ValueKind == JsonValueKind.Null;
        return got is { } value && Math.Round(value, Math.Clamp(form.Decimals, 0, MostDecimals), MidpointRounding.ToEven) == plain;
    }

    /// <summary>The computed number is within half a unit of the last printed digit; nothing agrees with null alone.</summary>
    public static bool Holds(JsonElement printed, double? got)
    {
        if (Read(printed) is not { } form)
            return got is null && printed.ValueKind == JsonValueKind.Null;
        if (got is not { } value || double.IsInfinity(form.Value))
            return got == form.Value;
        var half = 0.5 * Math.Pow(10, -form.Decimals);
        return Math.Abs(value - form.Value) <= (half * (1 + Slack)) + (Epsilon * Math.Abs(value));
    }

    private static (double Value, int Decimals)? Read(JsonElement printed)
    {
        var text = printed.ToString();
        if (text is "inf" or "infinity" or "∞")
            return (double.PositiveInfinity, 0);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return null;
        var parts = text.Split('e', 'E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (value, (point < 0 ? 0 : parts[0].Length - point - 1) - exponent);
    }
}
