using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Instruments.Capabilities;

/// <summary>
/// What an instrument can do for a bench. What it measures for a run is said by role and measurand: a step that asks for such a reading takes it from the instrument, and nobody types it.
/// </summary>
/// <param name="Id">Stable, as data files of types write it.</param>
/// <param name="Interface">What an adapter of it implements.</param>
/// <param name="Gives">Readings that it gives beside the reference, unit and load of its bench; empty for what a bench is built of.</param>
public sealed record Capability(string Id, BilingualText Name, Type Interface, params IReadOnlyList<(string Role, string Measurand)> Gives)
{
    public static Capability EnergyMeter { get; } = new("energy-meter", new("电能表", "energy meter"), typeof(IMeter));

    public static Capability Source { get; } = new("source", new("信号源或电源", "source"), typeof(ISource));

    public static Capability Load { get; } = new("load", new("负载", "load"), typeof(ILoad));

    public static Capability Clock { get; } = new("clock", new("时钟", "clock"), typeof(IMeter));

    public static Capability EnvironmentProbe { get; } = new(
        "environment-probe", new("环境探头", "probe of ambient conditions"), typeof(IMeter), (Roles.Environment, Measurands.Temperature), (Roles.Environment, Measurands.RelativeHumidity));

    public static Capability PulseCounter { get; } = new("pulse-counter", new("脉冲计数器", "pulse counter"), typeof(IMeter));

    /// <summary>A roller bench: it latches its count and the display of a taximeter together.</summary>
    public static Capability RollerBench { get; } = new("roller-bench", new("滚轮装置", "roller bench"), typeof(ILatchingMeter));

    public static Capability Taximeter { get; } = new("taximeter", new("计价器", "taximeter"), typeof(IMeter));

    /// <summary>The display of the unit under test itself, read by its signed records.</summary>
    public static Capability PileDisplay { get; } = new("pile-display", new("充电桩签名示值", "signed display of a pile"), typeof(IMeter), (Roles.UnitUnderTest, Measurands.ActiveEnergy));

    public static Capability Balance { get; } = new("balance", new("天平", "balance"), typeof(IMeter), (Roles.Reference, Measurands.Mass));

    public static Capability Multimeter { get; } = new(
        "multimeter", new("数字多用表", "multimeter"), typeof(IMeter), (Roles.Reference, Measurands.Voltage), (Roles.Reference, Measurands.Current), (Roles.Reference, Measurands.Frequency));

    public static IReadOnlyList<Capability> All { get; } =
        [EnergyMeter, Source, Load, Clock, EnvironmentProbe, PulseCounter, RollerBench, Taximeter, PileDisplay, Balance, Multimeter];

    public static Capability? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}
