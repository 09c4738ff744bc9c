using System.Globalization;

namespace Metrology.Core.Tests.Published;

/// <summary>A number that a source prints, and ours.</summary>
/// <param name="Quantity">Path of the quantity, "gum.y.u".</param>
/// <param name="Tolerance">Allowed difference; half a unit of the last printed digit unless the example says otherwise, and why.</param>
public sealed record Figure(string Quantity, string Printed, string Where, double Tolerance, string Note, double Ours)
{
    /// <summary>The source prints a bound, "below 2.5 %", and not the value.</summary>
    public bool IsBound { get; init; }

    public double Difference => Ours - Value(Printed);

    public bool Holds => IsBound ? Ours >= 0 && Difference < 0 : Math.Abs(Difference) <= Tolerance * (1 + 1e-9);

    /// <summary>Ours with two more decimals than the source prints.</summary>
    public string OursPrinted => Digits(Ours);

    public string DifferencePrinted => Digits(Difference) is var text && text.Trim('-', '0', '.').Length == 0 ? "0" : text;

    public static double Value(string printed) => double.Parse(printed, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Half a unit of the last printed digit.</summary>
    public static double HalfLastDigit(string printed)
    {
        var (decimals, exponent) = Form(printed);
        return 0.5 * Math.Pow(10, exponent - decimals);
    }

    private string Digits(double value)
    {
        var (decimals, exponent) = Form(Printed);
        var digits = (value / Math.Pow(10, exponent)).ToString($"F{decimals + 2}", CultureInfo.InvariantCulture);
        return exponent == 0 ? digits : $"{digits}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private static (int Decimals, int Exponent) Form(string printed)
    {
        var at = printed.IndexOf('e', StringComparison.Ordinal);
        var mantissa = at < 0 ? printed : printed[..at];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        return (point < 0 ? 0 : mantissa.Length - point - 1, at < 0 ? 0 : int.Parse(printed[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
