using Metrology.Core.Files;

namespace Metrology.Core.Quantities;

/// <summary>
/// The measurands that all procedures share: those of <c>measurands.json</c>. A procedure declares further ones itself. The constants are the ids that
/// adapters report and code speaks of; what is known of them stands in the file alone.
/// </summary>
public static class Measurands
{
    /// <summary>Active energy delivered to the vehicle (正向有功电能).</summary>
    public const string ActiveEnergy = "energy.active.import";

    public const string Voltage = "voltage";
    public const string Current = "current";
    public const string ActivePower = "power.active";
    public const string PowerFactor = "power.factor";
    public const string Frequency = "frequency";

    /// <summary>Instant shown by the instrument minus the instant of the reference clock.</summary>
    public const string ClockOffset = "clock.offset";

    /// <summary>Amount shown to the customer.</summary>
    public const string Amount = "amount.displayed";

    public const string Temperature = "environment.temperature";
    public const string RelativeHumidity = "environment.relative-humidity";
    public const string InsulationResistance = "insulation-resistance";

    /// <summary>Pulses of the reference meter that were counted, and how many it gives for a kilowatt-hour.</summary>
    public const string PulseCount = "pulse.count";

    public const string PulseConstant = "pulse.constant";

    /// <summary>Of the main roller of a taximeter bench (转数).</summary>
    public const string Revolutions = "revolutions";

    /// <summary>What a balance reports. No common measurand: the procedures that ask for it declare it.</summary>
    public static string Mass => "mass";

    public const string Distance = "distance";
    public const string Speed = "speed";

    /// <summary>Time that a bench waited.</summary>
    public const string Duration = "duration";

    /// <summary>An answer of the verifier: 1 conforms, 0 does not.</summary>
    public const string Conforms = "inspection.conforms";

    /// <summary>In the order in which screens list them.</summary>
    public static IReadOnlyList<Measurand> Common { get; } = CoreData.Of("measurands.json", MeasurandReader.Load);

    /// <summary>The common measurand of this id, or null.</summary>
    public static Measurand? Find(string id) => Common.FirstOrDefault(one => one.Id == id);
}
