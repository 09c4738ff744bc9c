namespace Metrology.Core.Quantities;

/// <summary>Stable ids of the quantities that instruments report and procedures ask for.</summary>
public static class Measurands
{
    /// <summary>Active energy delivered to the vehicle (正向有功电能), kWh.</summary>
    public const string ActiveEnergy = "energy.active.import";

    public const string Voltage = "voltage";
    public const string Current = "current";
    public const string ActivePower = "power.active";
    public const string PowerFactor = "power.factor";
    public const string Frequency = "frequency";

    /// <summary>Instant shown by the instrument minus the instant of the reference clock, s.</summary>
    public const string ClockOffset = "clock.offset";

    /// <summary>Amount shown to the customer, CNY.</summary>
    public const string Amount = "amount.displayed";

    public const string Temperature = "environment.temperature";
    public const string RelativeHumidity = "environment.relative-humidity";
    public const string InsulationResistance = "insulation-resistance";

    /// <summary>Pulses counted, 1.</summary>
    public const string PulseCount = "pulse.count";

    /// <summary>Pulses a unit of what is measured, for example imp/kWh or r/km.</summary>
    public const string PulseConstant = "pulse.constant";

    public const string Revolutions = "revolutions";
    public const string Distance = "distance";
    public const string Circumference = "length.circumference";
    public const string Speed = "speed";
    public const string Duration = "duration";
    public const string Pressure = "pressure";

    /// <summary>Price a unit of what is sold.</summary>
    public const string Price = "price";

    /// <summary>Amount that is due by the tariff, CNY.</summary>
    public const string AmountDue = "amount.due";

    /// <summary>A result that a person computed or took from a certificate, in the unit that the procedure says.</summary>
    public const string Result = "result";

    /// <summary>Expanded uncertainty of such a result.</summary>
    public const string ExpandedUncertainty = "uncertainty.expanded";

    /// <summary>An answer of the verifier: 1 conforms, 0 does not.</summary>
    public const string Conforms = "inspection.conforms";

    public static IReadOnlyList<string> All { get; } =
    [
        ActiveEnergy, Voltage, Current, ActivePower, PowerFactor, Frequency, ClockOffset, Amount, Temperature, RelativeHumidity, InsulationResistance,
        Conforms, PulseCount, PulseConstant, Revolutions, Distance, Circumference, Speed, Duration, Pressure, Price, AmountDue, Result, ExpandedUncertainty,
    ];
}
