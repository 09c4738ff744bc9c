using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>The register of a record that counts the energy taken from the pile, found by OBIS and not by its place: losses, exported energy and the tables of the specification stand beside it.</summary>
internal static partial class OcmfRegister
{
    /// <summary>Before whatever a register of one tariff counts goes one that counts all.</summary>
    private const int OfTariff = 5;

    /// <summary>
    /// Its readings in the order of the record. Of several registers the first of: the total that the meter counts (1.8.0, then B0.8.0 of table 25), at the device (B1), of the transaction (B2, B3),
    /// of one tariff (1.8.1 …) where no other is there.
    /// </summary>
    public static Outcome<IReadOnlyList<OcmfReading>> Of(OcmfPayload payload)
    {
        var registers = payload.Readings.Where(one => one.Value is >= 0m && one.Unit is "kWh" or "Wh").Select(one => (Reading: one, Key: KeyOf(one.Obis))).Where(one => one.Key is not null)
            .GroupBy(one => one.Key!.Value, one => one.Reading).OrderBy(group => group.Key.Rank).ToList();
        if (registers.Count == 0)
            return OcmfRefusal.NoEnergy;
        return registers.Count > 1 && registers[1].Key.Rank == registers[0].Key.Rank ? OcmfRefusal.TwoRegisters : registers[0].ToArray();
    }

    /// <summary>What the register counted, backwards somewhere.</summary>
    public static bool Falls(IReadOnlyList<OcmfReading> register)
    {
        var counted = register.Select(one => one.Unit == "kWh" ? one.Value!.Value * WattHoursInKilowattHour : one.Value!.Value).ToList();
        return counted.Zip(counted.Skip(1)).Any(pair => pair.Second < pair.First);
    }

    public const decimal WattHoursInKilowattHour = 1000m;

    private static (int Rank, int Tariff, string Channel)? KeyOf(string obis)
    {
        if (Imported().Match(obis) is not { Success: true } found)
            return null;
        var quantity = found.Groups["c"].Value.ToUpperInvariant();
        var rank = quantity[0] == 'B' ? quantity[1] - '0' + 1 : 0;
        var tariff = found.Groups["e"].Value is "e" or "xx" ? 0 : int.Parse(found.Groups["e"].Value, CultureInfo.InvariantCulture);
        // "b" is how the specification leaves the channel open; some write it so.
        var channel = found.Groups["b"].Value.TrimStart('0') is "b" or "B" or "" ? "0" : found.Groups["b"].Value.TrimStart('0');
        return tariff == 0 ? (rank, 0, channel) : rank == 0 ? (OfTariff, tariff, channel) : null;
    }

    /// <summary>
    /// A-B:C.D.E*F with A = 1: C = 1 (imported active energy) or B0 to B3 of table 25, D = 8; leading zeros, A and B left out, "b" and "e" as the letters of the specification, F behind an asterisk, a point or an ampersand.
    /// </summary>
    [GeneratedRegex(@"\A(0?1-(?<b>[0-9]{1,3}|0?[bB]):)?(?<c>0?1|[bB][0-3])\.0?8\.(?<e>[0-9]{1,2}|e)([*.&]([0-9]{1,3}|FF|ff|xx))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Imported();
}
