using System.Globalization;

namespace Metrology.Dcc.Reading;

/// <summary>Numbers as D-SI writes them.</summary>
internal static class DsiText
{
    public static bool IsNumber(string text) => text == Writing.Numbers.Missing || Writing.Numbers.Decimal().IsMatch(text);

    public static decimal? Number(string text) =>
        Writing.Numbers.Decimal().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static string[] List(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
