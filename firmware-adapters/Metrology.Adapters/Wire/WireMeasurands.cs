using System.Collections.Frozen;
using Metrology.Core.Quantities;

namespace Metrology.Adapters.Wire;

/// <summary>What version 1 of the wire contract carries, each in one unit, so that no reader converts (<c>firmware-adapters/wire/contract.md</c>).</summary>
internal static class WireMeasurands
{
    public static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        [Measurands.ActiveEnergy] = "kWh",
        [Measurands.Amount] = "CNY",
        [Measurands.Voltage] = "V",
        [Measurands.Current] = "A",
        [Measurands.ActivePower] = "kW",
        [Measurands.PowerFactor] = "1",
        [Measurands.Frequency] = "Hz",
        [WireClock.Measurand] = WireClock.Unit,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null when the contract does not know the measurand.</summary>
    public static string? UnitOf(string measurand) => Units.GetValueOrDefault(measurand);
}
