using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Tcp;

namespace Metrology.Station.Benches;

/// <summary>Makes the adapter of a meter from what the register says of it: protocol, link and address of its bench, maker and model of the instrument.</summary>
public sealed class WiredMeters(RegisterMapShelf maps, TimeProvider clock, TcpScope scope)
{
    public RegisterMapShelf Maps => maps;

    /// <exception cref="InstrumentFault">The register says something that no meter can be made of.</exception>
    public IMeter Open(BenchPart part, EquipmentItem item, TranscriptBuffer transcript)
    {
        var created = LinkFactory.Of(clock, scope).Create(part.Link);
        if (created.Refusal is { } refusal)
            throw new InstrumentFault(FaultKind.Unreachable, refusal.Code, refusal.Text);
        TranscribedLink Transcribed(string? map = null) =>
            new(created.Value, transcript, clock, new(part.Protocol, item.SerialNumber, part.Address) { Map = map });
        switch (part.Protocol)
        {
            case Dlt645Meter.Codec:
                return new Dlt645Meter(
                    Transcribed(), Dlt645MeterSettings.Of(item.SerialNumber, part.Address) with { Manufacturer = item.Manufacturer, Model = item.Model }, clock, transcript);
            case ModbusMeter.RtuCodec or ModbusMeter.TcpCodec:
                if (maps.Of(item.Manufacturer, item.Model) is not { } map || ModbusMeter.SlaveOf(part.Address) is not { } slave)
                    throw BenchFaults.NoMap(item);
                return new ModbusMeter(
                    Transcribed(map.File), ModbusMeterSettings.Of(item.SerialNumber, part.Protocol, slave, map) with { Manufacturer = item.Manufacturer }, clock, transcript);
            default:
                throw BenchFaults.NotWired(part.Role);
        }
    }
}
