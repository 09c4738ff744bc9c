using Metrology.Core.Quantities;

namespace Metrology.Core.Registers;

/// <summary>What a register calls the quantity of a range.</summary>
internal static class QuantityWord
{
    /// <summary>A unit of each, and the words that registers use for its quantities. One word may stand in another.</summary>
    private static readonly (string Unit, string[] Words)[] Known =
    [
        ("Pa", ["压力", "真空度", "差压", "真空", "气压"]),
        ("V", ["电压", "交流电压", "直流电压", "交直流电压", "电动势"]),
        ("A", ["电流", "交流电流", "直流电流", "交直流电流"]),
        ("Ω", ["电阻", "交流电阻", "直流电阻", "绝缘电阻", "接地电阻", "回路电阻", "阻抗"]),
        ("F", ["电容"]),
        ("W", ["功率", "有功功率"]),
        ("kWh", ["电能", "有功电能"]),
        ("N·m", ["扭矩", "转矩", "力矩"]),
        ("Hz", ["频率"]),
        ("°C", ["温度", "露点温度", "表面温度"]),
        ("kg", ["质量"]),
        ("m", ["长度", "位移", "距离", "厚度", "直径"]),
        ("N", ["力值"]),
        ("s", ["时间", "时间间隔"]),
        ("m/s", ["速度", "风速", "流速", "车速"]),
        ("m³", ["容量", "体积", "容积"]),
        ("m³/h", ["流量", "体积流量"]),
        ("kg/h", ["流量", "质量流量"]),
        ("r/min", ["转速"]),
    ];

    /// <summary>Units that are of one quantity, whatever is measured.</summary>
    private static readonly (string Unit, string Word)[] OfUnit = [("V", "电压"), ("A", "电流"), ("°C", "温度"), ("kg", "质量")];

    private static readonly ILookup<string, Dimension> Dimensions = Known
        .SelectMany(one => RangeUnits.Converted(one.Unit) is { } unit ? one.Words.Select(word => (Word: word, unit.Dimension)) : [])
        .ToLookup(one => one.Word, one => one.Dimension);

    /// <summary>Whether the word is one that is known, and of another dimension than the unit.</summary>
    public static bool Contradicts(string word, Unit unit) => Dimensions.Contains(word) && !Dimensions[word].Contains(unit.Dimension);

    /// <summary>Whether the text is a word for a quantity of the unit, and nothing else.</summary>
    public static bool Is(string text, Unit unit) => Dimensions[text].Contains(unit.Dimension);

    /// <summary>The quantity of the unit that a name speaks of, in its words; null when it speaks of none, or of several.</summary>
    public static string? In(string name, Unit unit)
    {
        List<string> found = [.. Dimensions.Where(one => one.Contains(unit.Dimension) && name.Contains(one.Key, StringComparison.Ordinal)).Select(one => one.Key)];
        return found.FindAll(word => !found.Exists(other => other.Length > word.Length && other.Contains(word, StringComparison.Ordinal))) is [var only] ? only : null;
    }

    /// <summary>The quantity that the unit alone tells; null where several have it (Pa: pressure and stress, m: length, height, roughness).</summary>
    public static string? Of(Unit unit) => OfUnit.FirstOrDefault(one => RangeUnits.Converted(one.Unit)?.Dimension == unit.Dimension).Word;
}
