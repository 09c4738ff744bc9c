using Metrology.Adapters.Counter;
using Metrology.Adapters.Roller;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;

namespace Metrology.Station.Benches;

/// <summary>
/// The readings that a run waits for, divided: what instruments of the bench measure is taken from them with its bytes, and a person types the rest. What the bench has is never typed.
/// </summary>
/// <param name="Set">All of them; a run takes them at once.</param>
public sealed record BenchShare(ExpectedSet Set, IReadOnlyList<ExpectedReading> OfBench, IReadOnlyList<ExpectedReading> OfPerson)
{
    private static readonly (string Role, string Measurand)[] Latched =
        [(Roles.Reference, Measurands.Revolutions), (Roles.UnitUnderTest, Measurands.Distance), (Roles.UnitUnderTest, Measurands.Amount)];

    private static readonly (string Role, string Measurand)[] Turned =
        [.. new[] { Roles.Reference, Roles.UnitUnderTest }.SelectMany(role => new[] { (role, Measurands.Revolutions), (role, Measurands.Speed) })];

    private static readonly (string Role, string Measurand)[] Pulsed = [(Roles.Reference, Measurands.PulseCount), (Roles.Reference, Measurands.PulseConstant)];

    /// <summary>Nothing of it is left to a person.</summary>
    public bool IsWhole => OfPerson.Count == 0 && OfBench.Count > 0;

    /// <summary>Reference and unit of the bench read it, whatever stands beside them.</summary>
    public bool IsDriven { get; private init; }

    /// <summary>Read while the load of the bench applies what the step sets.</summary>
    public bool IsUnderLoad { get; private init; }

    /// <summary>Null when no readings are awaited.</summary>
    public static BenchShare? Of(Bench bench, RunState state)
    {
        if (RunMachine.Expected(state) is not { } set)
            return null;
        return RunMachine.Next(state) switch
        {
            Directive.ReadRegisters or Directive.ApplyLoad or Directive.CompareClock => new(set, set.Readings, []) { IsDriven = true },
            Directive.AskChecks => new(set, [], set.Readings),
            Directive.ApplySettings apply => bench[BenchRole.Source] is { IsByHand: false } && apply.Settings.Keys.Any(IsSupplied) ? new(set, set.Readings, []) : new(set, [], set.Readings),
            Directive.AcquireReadings or Directive.CountPulses => Measured(bench, set),
            Directive.AskEnvironment or Directive.AskValues or Directive.WarmUp or Directive.Settle or Directive.CheckFare => Beside(bench, set),
            _ => null,
        };
    }

    /// <summary>The name of a setting that a source supplies.</summary>
    public static bool IsSupplied(string setting) => setting is Measurands.Voltage or Measurands.Current;

    public bool IsOfBench(ObservedReading reading) => OfBench.Any(one => one.Role == reading.Role && one.Subject == reading.Subject && one.Measurand == reading.Reading.Measurand);

    /// <summary>What reference, unit and load read together is taken when that, and what instruments beside them give, is all of the step; where something is missing a person types what they would have read.</summary>
    private static BenchShare Measured(Bench bench, ExpectedSet set)
    {
        var together = Together(bench);
        var rest = set.Readings.Where(reading => !IsBeside(bench, set, reading)).ToList();
        return rest.Count > 0 && rest.TrueForAll(reading => together.Contains((reading.Role, reading.Measurand)))
            ? new(set, set.Readings, []) { IsDriven = true, IsUnderLoad = true }
            : Beside(bench, set);
    }

    private static BenchShare Beside(Bench bench, ExpectedSet set) =>
        new(set, [.. set.Readings.Where(reading => IsBeside(bench, set, reading))], [.. set.Readings.Where(reading => !IsBeside(bench, set, reading))]);

    /// <summary>An instrument says one value at a time: of two readings of one quantity in a set only a person knows which is which.</summary>
    private static bool IsBeside(Bench bench, ExpectedSet set, ExpectedReading reading) =>
        bench.Gives(reading.Role, reading.Measurand) is not null && set.Readings.Count(one => (one.Role, one.Measurand) == (reading.Role, reading.Measurand)) == 1;

    private static (string Role, string Measurand)[] Together(Bench bench) => (bench[BenchRole.Reference]?.Protocol, bench[BenchRole.Unit]?.Protocol) switch
    {
        (RollerBench.Codec or BenchPart.SimulatedRoller, _) => Latched,
        (PulseCounter.Codec, BenchProtocols.RollerUnderTest) or (BenchPart.SimulatedRollerCheck, _) => Turned,
        (PulseCounter.Codec, _) or (BenchPart.SimulatedPulses, _) => Pulsed,
        _ => [],
    };
}
