using System.Globalization;
using System.Text.Json;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>Values that tariffs and interval histories write in more than one way.</summary>
internal sealed partial class JsonCursor
{
    private const NumberStyles Scientific = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public bool IsList => element.ValueKind == JsonValueKind.Array;

    /// <summary>A decimal number, as a number or as text ("2.30"); text keeps every digit through all programs.</summary>
    public decimal AsNumber(decimal least, decimal most)
    {
        var value = element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetDecimal(out var number) => number,
            JsonValueKind.String => Parse(element.GetString()!),
            _ => null,
        };
        if (value >= least && value <= most)
            return value.Value;
        var (from, to) = (least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
        Problem($"此处应为 {from} 至 {to} 的十进制数", $"a decimal number from {from} to {to} is expected here");
        return least;
    }

    private static decimal? Parse(string text) =>
        text.Length <= QuantityText.LongestText && decimal.TryParse(text, Scientific, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A whole number, as a number or as text.</summary>
    public int AsWhole(int least, int most)
    {
        var value = AsNumber(least, most);
        if (decimal.IsInteger(value))
            return (int)value;
        Problem("此处应为整数", "a whole number is expected here");
        return least;
    }

    /// <summary>A time of day "HH:mm" as minutes since midnight; "24:00" is the end of the day.</summary>
    public int AsMinuteOfDay()
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        if (text == "24:00")
            return 24 * 60;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (time.Hour * 60) + time.Minute;
        Problem("此处应为 HH:mm 形式的时刻", "a time of day as HH:mm is expected here");
        return 0;
    }
}
