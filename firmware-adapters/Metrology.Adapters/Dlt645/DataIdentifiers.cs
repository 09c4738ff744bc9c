using System.Collections.Frozen;
using Metrology.Core.Words;
using static Metrology.Adapters.Dlt645.DataForm;

namespace Metrology.Adapters.Dlt645;

/// <summary>The data identifiers that are known here; sources in protocol.md.</summary>
public static class DataIdentifiers
{
    public const uint ForwardActiveEnergy = 0x00010000, ForwardActiveEnergyFine = 0x00610000;
    public const uint VoltageA = 0x02010100, CurrentA = 0x02020100, ActivePower = 0x02030000, PowerFactor = 0x02060000, Frequency = 0x02800002;
    public const uint Date = 0x04000101, Time = 0x04000102, CommunicationAddress = 0x04000401, MeterNumber = 0x04000402;

    /// <summary>DI1 00 to 3F (from memory); most meters have four.</summary>
    internal const int Tariffs = 63;

    private static readonly FrozenDictionary<uint, DataIdentifier> Known = Table().ToFrozenDictionary(entry => entry.Code);

    public static IEnumerable<DataIdentifier> All => Known.Values;

    public static DataIdentifier? Find(uint code) => Known.GetValueOrDefault(code);

    private static IEnumerable<DataIdentifier> Table() =>
    [
        .. Energies(0x00000000, new("组合有功", "Combined active"), "kWh", signed: true),
        .. Energies(0x00010000, new("正向有功", "Forward active"), "kWh"),
        .. Energies(0x00020000, new("反向有功", "Reverse active"), "kWh"),
        .. Energies(0x00030000, new("组合无功1", "Combined reactive 1"), "kvarh", signed: true),
        .. Energies(0x00040000, new("组合无功2", "Combined reactive 2"), "kvarh", signed: true),
        new(ForwardActiveEnergyFine, new("正向有功总电能(高精度)", "Total forward active energy (high precision)"), Number, 5, "kWh", 4),
        .. Phases(0x02010000, new("{0}相电压", "Voltage of phase {0}"), 2, "V", 1),
        .. Phases(0x02020000, new("{0}相电流", "Current of phase {0}"), 3, "A", 3, signed: true),
        new(ActivePower, new("瞬时总有功功率", "Instantaneous total active power"), Number, 3, "kW", 4, IsSigned: true),
        .. Phases(ActivePower, new("瞬时{0}相有功功率", "Instantaneous active power of phase {0}"), 3, "kW", 4, signed: true),
        new(0x02040000, new("瞬时总无功功率", "Instantaneous total reactive power"), Number, 3, "kvar", 4, IsSigned: true),
        .. Phases(0x02040000, new("瞬时{0}相无功功率", "Instantaneous reactive power of phase {0}"), 3, "kvar", 4, signed: true),
        new(0x02050000, new("瞬时总视在功率", "Instantaneous total apparent power"), Number, 3, "kVA", 4, IsSigned: true),
        .. Phases(0x02050000, new("瞬时{0}相视在功率", "Instantaneous apparent power of phase {0}"), 3, "kVA", 4, signed: true),
        new(PowerFactor, new("总功率因数", "Total power factor"), Number, 2, "1", 3, IsSigned: true),
        .. Phases(PowerFactor, new("{0}相功率因数", "Power factor of phase {0}"), 2, "1", 3, signed: true),
        .. Phases(0x02070000, new("{0}相相角", "Phase angle of phase {0}"), 2, "°", 1),
        new(0x02800001, new("零线电流", "Neutral current"), Number, 3, "A", 3, IsSigned: true),
        new(Frequency, new("电网频率", "Mains frequency"), Number, 2, "Hz", 2),
        new(Date, new("日期及星期", "Date and weekday"), DataForm.Date, 4, "date"),
        new(Time, new("时间", "Time"), DataForm.Time, 3, "time"),
        new(0x04000105, new("校表脉冲宽度", "Test pulse width"), Number, 2, "ms"),
        new(CommunicationAddress, new("通信地址", "Communication address"), Digits, 6),
        new(MeterNumber, new("表号", "Meter number"), Digits, 6),
    ];

    private static IEnumerable<DataIdentifier> Energies(uint group, BilingualText name, string unit, bool signed = false) =>
        Enumerable.Range(0, Tariffs + 1).Select(tariff => new DataIdentifier(
            group | ((uint)tariff << 8), tariff == 0 ? new($"{name.Zh}总电能", $"{name.En} energy, total") : new($"{name.Zh}费率{tariff}电能", $"{name.En} energy, tariff {tariff}"), Number, 4, unit, 2, signed));

    private static IEnumerable<DataIdentifier> Phases(uint group, BilingualText name, int length, string unit, int decimals, bool signed = false) =>
        "ABC".Select((phase, index) => new DataIdentifier(
            group | ((uint)(index + 1) << 8), new(string.Format(null, name.Zh, phase), string.Format(null, name.En, phase)), Number, length, unit, decimals, signed));
}
