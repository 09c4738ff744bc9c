using Metrology.Adapters.Modbus;
using Metrology.Adapters.Protocols;
using Metrology.Adapters.Types;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Links;
using Metrology.Links.Station;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>Whether this station can reach an instrument in the way that somebody registers. Nothing is opened.</summary>
public sealed class BenchReach(bool isDemonstration, RegisterMapShelf maps, InstrumentTypeShelf types, LinkFactory links, PayloadIntake payloads) : IBenchReach
{
    public IReadOnlyList<BenchProtocol> Protocols { get; } = BenchProtocols.Of(isDemonstration);

    public Refusal? WhyNot(BenchRole role, WayToInstrument way, EquipmentItem? equipment)
    {
        if (Protocols.FirstOrDefault(one => one.Id == way.Protocol) is not { } protocol || !protocol.Roles.Contains(role))
            return ReachRefusals.Protocol(way.Protocol, Protocols.Where(one => one.Roles.Contains(role)));
        return way.Protocol switch
        {
            BenchPart.ByHand => NoWay(way),
            var played when BenchPart.Played.Contains(played) => NoWay(way),
            var spoken when BenchProtocols.IsOnLineOfAnother(role, spoken) => NoWay(way),
            BenchProtocols.Wire => Gateway(way),
            var spoken => Wired(InstrumentProtocols.Find(spoken)!, role, way, equipment),
        };
    }

    public string? StationOf(string link) => StationLink.PlaceOf(link)?.Station;

    /// <summary>By what the table says of the protocol.</summary>
    private Refusal? Wired(InstrumentProtocol protocol, BenchRole role, WayToInstrument way, EquipmentItem? equipment)
    {
        if (protocol.NeedsNoEquipment)
            return NoAddress(protocol, way) ?? Link(protocol, way);
        if (equipment is null)
            return ReachRefusals.NoInstrument;
        if (way.Protocol == BenchProtocols.Bound)
            return NoWay(way) ?? payloads.WhyNotRead(equipment.Id) ?? (way.IsKnownByPlate ? null : ReachRefusals.DeviceByPlate);
        return NoAddress(protocol, way) ?? Link(protocol, way) ?? (protocol.Address?.WhyNot(way.Address) is { } wrong ? wrong with { Field = nameof(way.Address) } : null)
            ?? (protocol.NeedsType ? Typed(role, way, equipment) : null)
            ?? (protocol.NeedsMap ? Mapped(role, way, equipment) : null)
            ?? (protocol.TellsNoNumber && !way.IsKnownByPlate ? ReachRefusals.ByPlate(role) : null);
    }

    private static Refusal? NoAddress(InstrumentProtocol protocol, WayToInstrument way) => protocol.Address is null && way.Address.Length > 0 ? ReachRefusals.NoAddressNeeded : null;

    public Refusal? WhyNotTogether(IReadOnlyDictionary<BenchRole, string> protocols)
    {
        if (protocols.GetValueOrDefault(BenchRole.Clock) == BenchProtocols.ReferenceClock && protocols.GetValueOrDefault(BenchRole.Unit) != BenchProtocols.Wire)
            return ReachRefusals.ClockWithoutPile;
        BenchRole[] driven = [BenchRole.Reference, BenchRole.Unit, BenchRole.Load];
        var whole = driven.Select(role => protocols.GetValueOrDefault(role)).OfType<string>().FirstOrDefault(BenchProtocols.IsOfWholeBench);
        if (whole is null)
            return Pair(protocols);
        var other = driven.Where(role => protocols.GetValueOrDefault(role) is var one && one != whole && !(role == BenchRole.Unit && whole == BenchProtocols.Roller && one == BenchProtocols.Taximeter)).ToList();
        return other.Count == 0 ? null : ReachRefusals.WholeBench(other[0], whole);
    }

    /// <summary>Rollers under test are unit and load together, and a counter is their reference.</summary>
    private static Refusal? Pair(IReadOnlyDictionary<BenchRole, string> protocols)
    {
        if (protocols.GetValueOrDefault(BenchRole.Unit) == BenchProtocols.Taximeter)
            return ReachRefusals.TaximeterWithoutRollers;
        var isUnit = protocols.GetValueOrDefault(BenchRole.Unit) == BenchProtocols.RollerUnderTest;
        if (isUnit != (protocols.GetValueOrDefault(BenchRole.Load) == BenchProtocols.RollerUnderTest))
            return ReachRefusals.RollersUnderTest(isUnit ? BenchRole.Load : BenchRole.Unit);
        return isUnit && protocols.GetValueOrDefault(BenchRole.Reference) != BenchProtocols.Counter ? ReachRefusals.RollersUnderTest(BenchRole.Reference) : null;
    }

    /// <summary>What the register says of the instrument chooses its type.</summary>
    private Refusal? Typed(BenchRole role, WayToInstrument way, EquipmentItem equipment) =>
        types.Of(equipment.Manufacturer, equipment.Model, way.Protocol, BenchRoles.Beside[role]) is null ? ReachRefusals.NoType(equipment, types.All.Where(type => type.Protocol == way.Protocol && type.Can == BenchRoles.Beside[role]))
        : null;

    private static Refusal? Probe(RegisterMap map) =>
        BenchRoles.Beside[BenchRole.Environment].Gives.Select(one => one.Measurand).All(one => map.Registers.Any(register => register.IsMeasured && register.Measurand == one)) ? null : ReachRefusals.NoProbe(map);

    private static Refusal? NoWay(WayToInstrument way) => way.Link.Length > 0 ? ReachRefusals.NoLinkNeeded : way.Address.Length > 0 ? ReachRefusals.NoAddressNeeded : null;

    private static Refusal? Gateway(WayToInstrument way)
    {
        if (BenchProtocols.GatewayOf(way.Link) is not { } name)
            return ReachRefusals.NoGateway(way.Link);
        if (StationFile.WhyNoName(name) is { } wrong)
            return new(ReachRefusals.GatewayCode, wrong, nameof(way.Link));
        return way.Address.Length > 0 ? ReachRefusals.NoAddressNeeded : null;
    }

    private Refusal? Link(InstrumentProtocol protocol, WayToInstrument way)
    {
        if (way.Link.Length > BenchPart.LongestLink)
            return ReachRefusals.LinkTooLong;
        var link = links.Create(way.Link);
        if (link.Refusal is { } refusal)
            return refusal with { Field = nameof(way.Link) };
        if (protocol.HasEightBits && FormatOf(way.Link) is { } format && format[0] != '8')
            return ReachRefusals.EightBits(format);
        return protocol.IsOnlyTcp && !IsTcp(way.Link) ? ReachRefusals.OnlyTcp : null;
    }

    /// <summary>A connection of this server or of a station.</summary>
    private static bool IsTcp(string link) =>
        link.StartsWith("tcp:", StringComparison.Ordinal) || (link.StartsWith($"{StationLink.Scheme}:", StringComparison.Ordinal) && link.Contains("/tcp:", StringComparison.Ordinal));

    /// <summary>Data bits, parity and stop bits that the address of a serial line asks for; null when it leaves them as they are.</summary>
    private static string? FormatOf(string link) =>
        LinkAddress.Parse(link) is { IsRefused: false, Value: var address } && address.Settings.GetValueOrDefault("format") is { Length: > 0 } format ? format : null;

    /// <summary>What the register map of the instrument gives is what it is on the bench for.</summary>
    private Refusal? Mapped(BenchRole role, WayToInstrument way, EquipmentItem equipment)
    {
        if (maps.Of(equipment.Manufacturer, equipment.Model) is not { } map)
            return ReachRefusals.NoMap(equipment, maps.All);
        if (map.ToComplete is { } missing)
            return ReachRefusals.MapToComplete(map, missing);
        if (!map.Registers.Any(register => register.IsMeasured))
            return ReachRefusals.NothingMeasured(map);
        if (map.Identity is null && !way.IsKnownByPlate)
            return ReachRefusals.NoNumber(map);
        return role == BenchRole.Environment ? Probe(map) : null;
    }
}
