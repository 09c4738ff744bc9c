using System.Globalization;
using System.Text.Json;

namespace Metrology.Vectors;

/// <summary>A number as a file prints it: text holds to its last printed digit, a JSON number to a relative 10⁻⁹.</summary>
public static class PrintedNumber
{
    private const double RelativeOfJsonNumbers = 1e-9;
    private const double Slack = 1e-6; // a half that binary arithmetic cannot hit

    /// <summary>The value; "inf" is infinite.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static double Value(JsonElement printed) => Text(printed) is var text && text is "inf" or "infinity" or "∞"
        ? double.PositiveInfinity
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The computed number, rounded to the printed digits, is the printed one.</summary>
    public static bool Holds(JsonElement printed, double got)
    {
        var expected = Value(printed);
        if (double.IsInfinity(expected))
            return expected == got;
        var allowed = printed.ValueKind == JsonValueKind.Number ? RelativeOfJsonNumbers * Math.Max(1e-300, Math.Abs(expected)) : HalfLastPlace(Text(printed)) * (1 + Slack);
        return Math.Abs(got - expected) <= allowed;
    }

    /// <summary>Compares a field of a case, when the case has it.</summary>
    public static void ExpectDigits(this VectorCase vector, string path, double? got)
    {
        if (vector[path] is not { } printed)
            return;
        if (got is not { } value || !Holds(printed, value))
            vector.Differs(path, printed.ToString(), got?.ToString("G12", CultureInfo.InvariantCulture) ?? "none");
    }

    /// <summary>Compares a field within an absolute tolerance; without one, to its printed digits.</summary>
    public static void ExpectWithin(this VectorCase vector, string path, double got, double? tolerance)
    {
        if (tolerance is not { } allowed)
            vector.ExpectDigits(path, got);
        else if (vector[path] is { } printed && !(Math.Abs(got - Value(printed)) <= allowed))
            vector.Differs(path, $"{printed} ± {allowed.ToString(CultureInfo.InvariantCulture)}", got.ToString("G9", CultureInfo.InvariantCulture));
    }

    private static double HalfLastPlace(string text)
    {
        var exponent = text.IndexOfAny(['e', 'E']);
        var mantissa = exponent < 0 ? text : text[..exponent];
        var power = exponent < 0 ? 0 : int.Parse(text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        return 0.5 * Math.Pow(10, power - (point < 0 ? 0 : mantissa.Length - point - 1));
    }

    private static string Text(JsonElement printed) => printed.ValueKind == JsonValueKind.String ? printed.GetString()! : printed.GetRawText();
}
