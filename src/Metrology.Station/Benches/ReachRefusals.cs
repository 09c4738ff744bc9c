using Metrology.Adapters.Modbus;
using Metrology.Adapters.Types;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Core.Words;

namespace Metrology.Station.Benches;

/// <summary>What can be wrong with the way to an instrument; each names the member of <see cref="WayToInstrument"/> that is at fault.</summary>
internal static class ReachRefusals
{
    public const string GatewayCode = "bench.gateway";

    private const string Protocols = nameof(WayToInstrument.Protocol), Link = nameof(WayToInstrument.Link), Address = nameof(WayToInstrument.Address);

    public static readonly Refusal NoLinkNeeded = new("bench.no-link-needed", new("这种方式不用链路，请留空。", "This way has no link; leave it empty."), Link);

    public static readonly Refusal NoAddressNeeded = new("bench.no-address-needed", new("这种方式不用通信地址，请留空。", "This way has no address; leave it empty."), Address);

    public static readonly Refusal LinkTooLong = new(
        "bench.link-too-long", new($"链路地址最多 {BenchPart.LongestLink} 个字符。", $"A link address has at most {BenchPart.LongestLink} characters."), Link);

    public static readonly Refusal OnlyTcp = new(
        "bench.only-tcp", new("Modbus TCP 只能经 tcp:主机:端口，通常是 502 端口。串口上的仪表请选 Modbus RTU。", "Modbus TCP goes over tcp:HOST:PORT only, usually port 502. Choose Modbus RTU for a meter on a serial line."), Link);

    public static Refusal EightBits(string format) => new(
        "bench.eight-bits", new($"该协议的字节有 8 位，格式“{format}”会丢掉一部分。请用 8E1 或 8N1。", $"The bytes of this protocol have eight bits; “{format}” would lose some of them. Use 8E1 or 8N1."), Link);

    public static Refusal Protocol(string given, IEnumerable<BenchProtocol> known) => new(
        "bench.protocol",
        new($"这里不能用协议“{given}”。可用：{string.Join("、", known.Select(one => one.Id))}。", $"Protocol “{given}” cannot be used here. Known: {string.Join(", ", known.Select(one => one.Id))}."),
        Protocols);

    public static Refusal WholeBench(BenchRole role, string protocol) => new(
        "bench.whole-bench",
        new($"协议“{protocol}”同时是标准器、被检器具和负载的协议。请把三者都改成它，或都不用它。", $"“{protocol}” is the protocol of reference, unit and load together. Choose it for all three, or for none."),
        $"{role}.Protocol");

    public static readonly Refusal TaximeterWithoutRollers = new(
        "bench.taximeter-without-rollers",
        new($"计价器数据线只报身份；示值由滚轮装置读取。请把标准器和负载的协议改为“{BenchProtocols.Roller}”。", $"The data line of a taximeter tells who it is; rollers read its display. Choose “{BenchProtocols.Roller}” for reference and load."),
        $"{BenchRole.Unit}.Protocol");

    public static Refusal RollersUnderTest(BenchRole role) => new(
        "bench.rollers-under-test",
        new(
            $"滚轮装置本身受检时，被检器具和负载都选“{BenchProtocols.RollerUnderTest}”，标准器选“{BenchProtocols.Counter}”。",
            $"When a roller bench is verified itself, unit and load both have “{BenchProtocols.RollerUnderTest}” and the reference has “{BenchProtocols.Counter}”."),
        $"{role}.Protocol");

    public static Refusal NoGateway(string link) => new(
        GatewayCode, new($"网关写作 mqtt:名称，不能是“{link}”。", $"A gateway is written mqtt:NAME, not “{link}”."), Link);

    public static Refusal NoMap(EquipmentItem equipment, IEnumerable<RegisterMap> known) => new(
        "bench.no-map",
        new(
            $"没有“{equipment.Manufacturer} {equipment.Model}”的寄存器表。请核对设备登记的制造厂和型号（已有：{string.Join("、", known.Select(map => map.Model))}），或在数据目录的 maps 中放入它的表（不必重启）。",
            $"There is no register map of “{equipment.Manufacturer} {equipment.Model}”. Check manufacturer and model in the register (known: {string.Join(", ", known.Select(map => map.Model))}), or put its map into the folder maps of the data folder; no restart is needed."),
        Protocols);

    public static Refusal MapToComplete(RegisterMap map, BilingualText missing) => new(
        "bench.map-incomplete", new($"“{map.Model}”的寄存器表还不完整。{missing.Zh}", $"The register map of “{map.Model}” is not whole yet. {missing.En}"), Protocols);

    public static Refusal NothingMeasured(RegisterMap map) => new(
        "bench.map-measures-nothing",
        new($"寄存器表“{map.Model}”没有可作为读数的寄存器（被测量和分辨力都须写明）。请补全该表。", $"The register map “{map.Model}” has no register that may stand for a reading: it must state measurand and resolution. Complete the map."),
        Protocols);

    public static readonly Refusal NoInstrument = new(
        "bench.no-instrument", new("由程序读取的仪器须是设备登记册中的一台，请选择。", "An instrument that the program reads is one of the register; choose it."), "EquipmentId");

    public static Refusal NoType(EquipmentItem equipment, IEnumerable<InstrumentType> known) => new(
        "bench.no-type",
        new(
            $"没有“{equipment.Manufacturer} {equipment.Model}”用于这个作用的仪器类型文件。请核对设备登记的制造厂和型号（已有：{string.Join("、", known.Select(type => $"{type.Manufacturer} {type.Model}"))}），或在数据目录的 types 中放入它的文件（不必重启）。",
            $"There is no type file of “{equipment.Manufacturer} {equipment.Model}” for what it is here. Check manufacturer and model in the register (known: {string.Join(", ", known.Select(type => $"{type.Manufacturer} {type.Model}"))}), or put its file into the folder types of the data folder; no restart is needed."),
        Protocols);

    public static Refusal ByPlate(BenchRole role) => role == BenchRole.Clock ? ClockByPlate : BalanceByPlate;

    private static readonly Refusal BalanceByPlate = new(
        "bench.balance-by-plate",
        new("连续输出的天平不报自己的编号。请核对铭牌上的编号与设备登记一致，并勾选“已核对铭牌”。", "A balance that sends all the time tells no number of its own. Compare the number on its plate with the register and tick “plate compared”."),
        nameof(WayToInstrument.IsKnownByPlate));

    public static readonly Refusal DeviceByPlate = new(
        "bench.device-by-plate",
        new("绑定的设备在消息中不报登记的编号。请核对铭牌上的编号与设备登记一致，并勾选“已核对铭牌”。", "A bound device does not tell its registered number. Compare the number on its plate with the register and tick “plate compared”."),
        nameof(WayToInstrument.IsKnownByPlate));

    private static readonly Refusal ClockByPlate = new(
        "bench.clock-by-plate",
        new("GNSS 接收机不报自己的编号。请核对铭牌上的编号与设备登记一致，并勾选“已核对铭牌”。", "A GNSS receiver tells no number of its own. Compare the number on its plate with the register and tick “plate compared”."),
        nameof(WayToInstrument.IsKnownByPlate));

    public static readonly Refusal ClockWithoutPile = new(
        "bench.clock-without-pile",
        new(
            $"标准时钟只用于程序能读到其时钟的被检器具，即协议为“{BenchProtocols.Wire}”的充电桩。请改被检器具的协议，或把时钟改为人工。",
            $"A reference clock serves where the program reads the clock of the unit: a pile with “{BenchProtocols.Wire}”. Change the protocol of the unit, or have the clock read by a person."),
        $"{BenchRole.Clock}.Protocol");

    public static Refusal NoProbe(RegisterMap map) => new(
        "bench.no-probe", new($"“{map.Model}”的寄存器表没有温度和相对湿度，不能作环境探头。", $"The register map of “{map.Model}” has no temperature and relative humidity; it is no probe of ambient conditions."), Protocols);

    public static Refusal NoNumber(RegisterMap map) => new(
        "bench.no-number",
        new(
            $"“{map.Model}”的寄存器表没有出厂编号寄存器，程序认不出仪表。请核对铭牌上的编号与设备登记一致，并勾选“已核对铭牌”。",
            $"The register map of “{map.Model}” has no serial number, so the program cannot tell which meter answers. Compare the number on its plate with the register and tick “plate compared”."),
        nameof(WayToInstrument.IsKnownByPlate));
}
