using System.Globalization;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Meter;

/// <summary>A reference meter by its protocol, as the command line plays it.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Codec">Id of its protocol.</param>
/// <param name="UsualAddress">Null where it is that of the bench.</param>
/// <param name="Connect">Lets it answer on a line.</param>
public sealed record MeterKind(string Name, string Codec, string? UsualAddress, Func<MeterToPlay, ILink, ChargingProcess, IAsyncDisposable> Connect)
{
    public bool NeedsMap { get; private init; }

    public bool IsOnlyTcp { get; private init; }

    /// <summary>Its number is the same as its address unless another is given.</summary>
    public bool IsNumberedByAddress { get; private init; }

    /// <summary>A new protocol of meters is one line here.</summary>
    public static IReadOnlyList<MeterKind> All { get; } =
    [
        new("dlt645", Dlt645Meter.Codec, null, (meter, line, process) =>
            new SimulatedDlt645Meter(line, new(meter.Address, meter.Number, meter.Error, meter.UtcOffset), process, TimeProvider.System, meter.Faults)) { IsNumberedByAddress = true },
        new(ModbusMeter.RtuCodec, ModbusMeter.RtuCodec, "1", (meter, line, process) => Modbus(meter, line, process, isTcp: false)) { NeedsMap = true },
        new(ModbusMeter.TcpCodec, ModbusMeter.TcpCodec, "1", (meter, line, process) => Modbus(meter, line, process, isTcp: true)) { NeedsMap = true, IsOnlyTcp = true },
    ];

    private static SimulatedModbusMeter Modbus(MeterToPlay meter, ILink line, ChargingProcess process, bool isTcp) =>
        new(line, new(byte.Parse(meter.Address, CultureInfo.InvariantCulture), meter.Number, meter.Error, meter.Map!, isTcp), process, meter.Faults);
}

/// <param name="Error">Relative.</param>
/// <param name="Map">There where the kind needs one.</param>
public sealed record MeterToPlay(string Address, string Number, decimal Error, TimeSpan UtcOffset, RegisterMap? Map, MeterFaults Faults);
