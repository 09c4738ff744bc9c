using Metrology.Adapters.Counter;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Protocols;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Types;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>Makes the adapter of a meter from what the register says of it: protocol, link and address of its bench, maker and model of the instrument.</summary>
/// <param name="payloads">Devices that are bound at the ingest; null at a field station, which has none.</param>
public sealed class WiredMeters(RegisterMapShelf maps, InstrumentTypeShelf types, TimeProvider clock, LinkFactory links, PayloadIntake? payloads = null)
{
    public RegisterMapShelf Maps => maps;

    /// <exception cref="InstrumentFault">The register says something that no meter can be made of.</exception>
    public IMeter Open(BenchPart part, EquipmentItem item, TranscriptBuffer transcript) => OpenInstrument(part, item, transcript) as IMeter ?? throw BenchFaults.NotWired(part.Role);

    /// <summary>The adapter that the protocol of the bench has for it, by the table of protocols.</summary>
    /// <exception cref="InstrumentFault">The register says something that no such instrument can be made of.</exception>
    public IInstrument OpenInstrument(BenchPart part, EquipmentItem item, TranscriptBuffer transcript)
    {
        // Its bytes come to the ingest and not over a link.
        if (part.Protocol == BoundReading.Codec)
            return new BoundDevice(payloads ?? throw BenchFaults.NotWired(part.Role), item.Id, item.SerialNumber, transcript, clock);
        if (InstrumentProtocols.Find(part.Protocol) is not { Open: { } open } protocol)
            throw BenchFaults.NotWired(part.Role);
        var map = protocol.NeedsMap ? maps.Of(item.Manufacturer, item.Model) : null;
        if (protocol.NeedsMap && (map is null || protocol.Address?.WhyNot(part.Address) is not null))
            throw BenchFaults.NoMap(item);
        var type = protocol.NeedsType ? types.Of(item.Manufacturer, item.Model, part.Protocol, BenchRoles.Beside[part.Role]) ?? throw BenchFaults.NoType(item) : null;
        return open(new(part.Protocol, part.Address, item.Manufacturer, item.Model, item.SerialNumber, clock, transcript, sources => new TranscribedLink(LinkOf(part), transcript, clock, sources)) { Map = map, Type = type });
    }

    /// <summary>The signed display of a unit. The key stands with its bytes, so that who has the record verifies them again.</summary>
    /// <param name="meter">Null gives its identity and no readings.</param>
    /// <exception cref="InstrumentFault">The register says something that no line can be made of.</exception>
    public OcmfDisplay OpenDisplay(BenchPart part, string unitSerial, SigningMeter? meter, TranscriptBuffer transcript) => new(
        new TranscribedLink(LinkOf(part), transcript, clock, new TranscriptSource(OcmfDisplay.Codec, unitSerial, OcmfDisplay.Address) { Map = meter?.Key }), OcmfDisplaySettings.Of(unitSerial, meter?.Key) with { Meter = meter?.Number }, clock, transcript);

    /// <summary>A roller bench and the display of the taximeter on it: two instruments that speak in the same bytes.</summary>
    /// <param name="unitSerial">Null when no unit is on it.</param>
    /// <exception cref="InstrumentFault">The register says something that no roller bench can be made of.</exception>
    public RollerBench OpenRoller(BenchPart part, EquipmentItem item, string? unitSerial, TranscriptBuffer transcript)
    {
        var roller = new TranscriptSource(RollerBench.Codec, item.SerialNumber, RollerLatch.OfRoller);
        TranscriptSource[] sources = unitSerial is null ? [roller] : [roller, new(RollerBench.Codec, unitSerial, RollerLatch.OfDisplay)];
        return new(new TranscribedLink(LinkOf(part), transcript, clock, sources), RollerBenchSettings.Of(item.SerialNumber), clock, transcript);
    }

    /// <param name="isGated">It counts pulses, not revolutions.</param>
    /// <exception cref="InstrumentFault">The register says something that no counter can be made of.</exception>
    public PulseCounter OpenCounter(BenchPart part, EquipmentItem item, bool isGated, TranscriptBuffer transcript) => new(
        new TranscribedLink(LinkOf(part), transcript, clock, new TranscriptSource(PulseCounter.Codec, item.SerialNumber, PulseCounter.Address)), PulseCounterSettings.Of(item.SerialNumber, isGated), clock, transcript);

    /// <summary>A roller bench that is verified itself.</summary>
    /// <exception cref="InstrumentFault">The register says something that no roller bench can be made of.</exception>
    public RollerBench OpenRollerUnderTest(BenchPart part, string serial, TranscriptBuffer transcript) => new(
        new TranscribedLink(LinkOf(part), transcript, clock, new TranscriptSource(RollerBench.Codec, serial, RollerLatch.OfRoller)), RollerBenchSettings.Of(serial), clock, transcript);

    /// <summary>The data line of a taximeter; no reading is taken from it, so it is no source of the record.</summary>
    /// <exception cref="InstrumentFault">The register says something that no line can be made of.</exception>
    public Jtt905Taximeter OpenTaximeter(BenchPart part, TranscriptBuffer transcript) => new(new TranscribedLink(LinkOf(part), transcript, clock), Jtt905Taximeter.UsualLimits, clock, transcript);

    /// <summary>A reference clock; its line is open only while it is listened to.</summary>
    public NmeaClock OpenClock(BenchPart part, EquipmentItem item, TranscriptBuffer transcript) => new(
        () => new TranscribedLink(LinkOf(part), transcript, clock, new TranscriptSource(NmeaClock.Codec, item.SerialNumber, NmeaClock.Address)), NmeaClockSettings.Of(item.SerialNumber), clock, transcript);

    private ILink LinkOf(BenchPart part)
    {
        var created = links.Create(part.Link);
        return created.Refusal is { } refusal ? throw new InstrumentFault(FaultKind.Unreachable, refusal.Code, refusal.Text) : created.Value;
    }
}
