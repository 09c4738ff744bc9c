using System.Collections.Frozen;
using static Metrology.Adapters.Dlt645.DataForm;

namespace Metrology.Adapters.Dlt645;

/// <summary>The data identifiers that are known here; sources in protocol.md.</summary>
public static class DataIdentifiers
{
    public const uint ForwardActiveEnergy = 0x00010000, ForwardActiveEnergyFine = 0x00610000;
    public const uint VoltageA = 0x02010100, CurrentA = 0x02020100, ActivePower = 0x02030000, PowerFactor = 0x02060000, Frequency = 0x02800002;
    public const uint Date = 0x04000101, Time = 0x04000102, CommunicationAddress = 0x04000401, MeterNumber = 0x04000402;

    private const int Tariffs = 4;

    private static readonly FrozenDictionary<uint, DataIdentifier> Known = Table().ToFrozenDictionary(entry => entry.Code);

    public static IEnumerable<DataIdentifier> All => Known.Values;

    public static DataIdentifier? Find(uint code) => Known.GetValueOrDefault(code);

    private static IEnumerable<DataIdentifier> Table() =>
    [
        .. Energies(0x00000000, "组合有功", "kWh", signed: true),
        .. Energies(0x00010000, "正向有功", "kWh"),
        .. Energies(0x00020000, "反向有功", "kWh"),
        .. Energies(0x00030000, "组合无功1", "kvarh", signed: true),
        .. Energies(0x00040000, "组合无功2", "kvarh", signed: true),
        new(ForwardActiveEnergyFine, "正向有功总电能(高精度)", Number, 5, "kWh", 4),
        .. Phases(0x02010000, "{0}相电压", 2, "V", 1),
        .. Phases(0x02020000, "{0}相电流", 3, "A", 3, signed: true),
        new(ActivePower, "瞬时总有功功率", Number, 3, "kW", 4, IsSigned: true),
        .. Phases(ActivePower, "瞬时{0}相有功功率", 3, "kW", 4, signed: true),
        new(0x02040000, "瞬时总无功功率", Number, 3, "kvar", 4, IsSigned: true),
        .. Phases(0x02040000, "瞬时{0}相无功功率", 3, "kvar", 4, signed: true),
        new(0x02050000, "瞬时总视在功率", Number, 3, "kVA", 4, IsSigned: true),
        .. Phases(0x02050000, "瞬时{0}相视在功率", 3, "kVA", 4, signed: true),
        new(PowerFactor, "总功率因数", Number, 2, "1", 3, IsSigned: true),
        .. Phases(PowerFactor, "{0}相功率因数", 2, "1", 3, signed: true),
        .. Phases(0x02070000, "{0}相相角", 2, "°", 1),
        new(0x02800001, "零线电流", Number, 3, "A", 3, IsSigned: true),
        new(Frequency, "电网频率", Number, 2, "Hz", 2),
        new(Date, "日期及星期", DataForm.Date, 4, "date"),
        new(Time, "时间", DataForm.Time, 3, "time"),
        new(0x04000105, "校表脉冲宽度", Number, 2, "ms"),
        new(CommunicationAddress, "通信地址", Digits, 6),
        new(MeterNumber, "表号", Digits, 6),
    ];

    private static IEnumerable<DataIdentifier> Energies(uint group, string name, string unit, bool signed = false) =>
        Enumerable.Range(0, Tariffs + 1).Select(tariff => new DataIdentifier(
            group | ((uint)tariff << 8), tariff == 0 ? $"{name}总电能" : $"{name}费率{tariff}电能", Number, 4, unit, 2, signed));

    private static IEnumerable<DataIdentifier> Phases(uint group, string name, int length, string unit, int decimals, bool signed = false) =>
        "ABC".Select((phase, index) => new DataIdentifier(
            group | ((uint)(index + 1) << 8), string.Format(null, name, phase), Number, length, unit, decimals, signed));
}
