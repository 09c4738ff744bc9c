using Metrology.App.Equipment;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>What the station can reach. The register asks it, because protocols and links are its business; nothing is opened by asking.</summary>
public interface IBenchReach
{
    IReadOnlyList<BenchProtocol> Protocols { get; }

    /// <summary>What is wrong with the way to an instrument; the field of a refusal is the member of <see cref="WayToInstrument"/>. Null when nothing is.</summary>
    /// <param name="equipment">Which of the register it is; null for a unit under test.</param>
    Refusal? WhyNot(BenchRole role, WayToInstrument way, EquipmentItem? equipment);

    /// <summary>The station at whose port an instrument is, by the link; null where this server reaches it itself.</summary>
    string? StationOf(string link);

    /// <summary>What is wrong with the protocols of a bench beside each other; the field of a refusal is the role and its member. Null when nothing is.</summary>
    Refusal? WhyNotTogether(IReadOnlyDictionary<BenchRole, string> protocols);
}

/// <summary>A language that instruments speak here.</summary>
/// <param name="Roles">What an instrument that speaks it can be on a bench.</param>
public sealed record BenchProtocol(string Id, BilingualText Name, IReadOnlyList<BenchRole> Roles);

/// <summary>How an instrument is reached.</summary>
/// <param name="IsKnownByPlate">Its number was compared on its plate, because it tells none.</param>
public sealed record WayToInstrument(string Protocol, string Link, string Address, bool IsKnownByPlate);
