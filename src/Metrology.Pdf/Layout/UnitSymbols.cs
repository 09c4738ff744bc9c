namespace Metrology.Pdf.Layout;

/// <summary>Tells whether a word is a unit symbol, so that a number is never parted from its unit (GB 3100-1993 6.2.2 sets a space between).</summary>
internal static class UnitSymbols
{
    static readonly string[] Prefixes = ["", "Q", "R", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "µ", "μ", "u", "n", "p", "f", "a", "z", "y"];

    static readonly HashSet<string> Symbols =
    [
        "m", "g", "s", "A", "K", "mol", "cd", "rad", "sr", "Hz", "N", "Pa", "J", "W", "C", "V", "F", "Ω", "Ω", "S", "Wb", "T", "H", "lm", "lx",
        "Bq", "Gy", "Sv", "kat", "L", "l", "t", "min", "h", "d", "eV", "var", "VA", "Wh", "varh", "VAh", "bar", "dB", "Np", "imp", "r", "bit", "B",
    ];

    static readonly HashSet<string> WithoutPrefix = ["%", "‰", "°", "′", "″", "℃", "°C", "ppm", "mmHg", "mmH₂O"];

    public static bool IsUnit(string word) =>
        word.Length is > 0 and <= 24 && word.Split('·', '⋅', '/', '*').All(IsFactor);

    static bool IsFactor(string factor)
    {
        var symbol = factor.Trim('(', ')').TrimEnd("0123456789-−^⁰¹²³⁴⁵⁶⁷⁸⁹⁻".ToCharArray());
        return WithoutPrefix.Contains(symbol)
            || symbol.Length > 0 && Prefixes.Any(prefix => symbol.StartsWith(prefix, StringComparison.Ordinal) && Symbols.Contains(symbol[prefix.Length..]));
    }
}
