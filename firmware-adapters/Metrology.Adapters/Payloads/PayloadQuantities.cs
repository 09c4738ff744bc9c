namespace Metrology.Adapters.Payloads;

/// <summary>What a payload can give, and the units it may be written in.</summary>
public static class PayloadQuantities
{
    private static readonly string[] Energy = ["Wh", "kWh", "MWh", "mWh"], Power = ["W", "kW", "MW", "mW"];

    /// <summary>Units by quantity.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Units { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["energy_import"] = Energy,
        ["energy_export"] = Energy,
        ["energy_session"] = Energy,
        ["power_active"] = Power,
        ["power_apparent"] = ["VA", "kVA"],
        ["power_reactive"] = ["var", "kvar"],
        ["power_factor"] = ["1"],
        ["voltage"] = ["V", "kV", "mV"],
        ["current"] = ["A", "kA", "mA"],
        ["frequency"] = ["Hz", "mHz"],
    };
}
