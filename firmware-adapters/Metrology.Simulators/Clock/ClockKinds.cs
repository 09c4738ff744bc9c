using Metrology.Adapters.Nmea0183;
using Metrology.Core.Words;
using Metrology.Simulators.Room;

namespace Metrology.Simulators.Clock;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a receiver of satellites.</summary>
internal static class ClockKinds
{
    public static SimulatorKind GnssClockKind { get; } = new("gnss-clock", new("GNSS 标准时钟（NMEA 0183）", "GNSS reference clock (NMEA 0183)"), NmeaClock.Codec) { Make = PlayGnssClock, IsContinuous = true, Own = [nameof(LineFaults.NoFix), nameof(LineFaults.ClockDrift)] };

    /// <summary>It tells no number, and takes the clock that drifts for that of the satellites.</summary>
    private static Outcome<Played> PlayGnssClock(SimulatorRequest request, TimeProvider clock) => new Played(new("Metrology", "SIM-GNSS", "", ""), line =>
    {
        var receiver = new SimulatedGnssClock(line, SimulatedGnssSettings.Usual, clock);
        return new(faults => receiver.HasNoFix = faults.NoFix, receiver);
    });
}
