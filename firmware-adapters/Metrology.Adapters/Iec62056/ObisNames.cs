using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>Names of the commonest reduced OBIS codes (C.D.E). What a meter means by them is in its manual; see protocol.md.</summary>
public static partial class ObisNames
{
    private static readonly FrozenDictionary<string, BilingualText> Known = new Dictionary<string, BilingualText>
    {
        ["0.0.0"] = new("表号", "Meter number"),
        ["0.9.1"] = new("时间", "Time"),
        ["0.9.2"] = new("日期", "Date"),
        ["1.7.0"] = new("正向有功功率", "Imported active power"),
        ["2.7.0"] = new("反向有功功率", "Exported active power"),
        ["1.8.0"] = new("正向有功总电能", "Total imported active energy"),
        ["2.8.0"] = new("反向有功总电能", "Total exported active energy"),
        ["14.7.0"] = new("频率", "Frequency"),
        ["31.7.0"] = new("L1 相电流", "Current of phase L1"),
        ["51.7.0"] = new("L2 相电流", "Current of phase L2"),
        ["71.7.0"] = new("L3 相电流", "Current of phase L3"),
        ["32.7.0"] = new("L1 相电压", "Voltage of phase L1"),
        ["52.7.0"] = new("L2 相电压", "Voltage of phase L2"),
        ["72.7.0"] = new("L3 相电压", "Voltage of phase L3"),
    }.ToFrozenDictionary();

    /// <summary>The name of an address, with or without medium, channel and billing period; the address itself when it is not known.</summary>
    public static BilingualText Of(string address) =>
        Full().Match(address) is { Success: true } match && Known.TryGetValue(match.Groups[1].Value, out var name) ? name : BilingualText.Same(address);

    /// <summary>It names a measured quantity (group D 7 or 8 here), no identifier or time.</summary>
    public static bool IsQuantity(string address) => Full().Match(address) is { Success: true } match && Known.ContainsKey(match.Groups[1].Value) && !match.Groups[1].Value.StartsWith("0.", StringComparison.Ordinal);

    [GeneratedRegex(@"\A(?:[0-9]+-[0-9]+:)?([0-9]+\.[0-9]+\.[0-9]+)(?:[*&][0-9]+)?\z")]
    private static partial Regex Full();
}
