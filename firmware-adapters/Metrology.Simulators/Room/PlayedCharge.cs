using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Room;

/// <summary>The charge that a played meter counts, and what is the same for all of them.</summary>
internal static class PlayedCharge
{
    /// <summary>Faster than life: a meter that stands still tells little.</summary>
    public const double Speed = 1;

    public const decimal Volts = 220m, LongCharge = 100_000m;

    /// <summary>Relative error of a played meter.</summary>
    public const decimal MeterError = 0.00008m;

    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static (ChargingProcess Process, ProcessPump Pump) Charged(SimulatorRequest request, TimeProvider clock)
    {
        var process = new ChargingProcess(request.Seed);
        if (request.Amperes > 0)
            _ = process.Apply(new(Volts, request.Amperes, LongCharge));
        return (process, new(process, Speed, clock));
    }
}
