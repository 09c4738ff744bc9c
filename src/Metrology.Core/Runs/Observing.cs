using Metrology.Core.Errors;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Takes a set of readings into the record: only a complete set that the current step expects, numbered without gaps.</summary>
internal static class Observing
{
    /// <summary>Most readings of one set.</summary>
    public const int MostReadings = 200;

    /// <summary>Larger values than any instrument of a bench shows; beyond them unit conversion could overflow.</summary>
    public const decimal LargestValue = 1_000_000_000_000_000m;

    public static Outcome<RunState> Add(RunState state, RunEvent.Observed observed)
    {
        if (ExpectedReadings.Of(state) is not { } expected || expected.Stage != observed.Stage)
            return RunRefusals.NotExpected;
        if (Wrong(state.Plan.Procedure, expected.Readings, observed.Readings) is { } refusal)
            return refusal;
        if (expected.Act is { } act && Unprepared(state.Plan.Procedure, act, observed.Readings) is { } unprepared)
            return unprepared;
        var step = state.CurrentStep!;
        var added = observed.Readings.Select((reading, i) => Observe(state, step.Key, observed.Stage, reading, state.Observations.Count + 1 + i));
        return RunMachine.With(state with { Observations = [.. state.Observations, .. added] }, current => After(state.Plan, step, current));
    }

    /// <summary>The step after the readings that it expected.</summary>
    private static StepState After(RunPlan plan, PlannedStep step, StepState current)
    {
        if (current.Phase == StepPhase.Preparing)
        {
            var acts = plan.ItemOf(step).Acts;
            var isPrepared = current.Prepared + 1 >= acts.Count;
            var phase = !isPrepared ? StepPhase.Preparing : step.Verb.OnlyPrepares() ? StepPhase.Read : StepPhase.Starting;
            return current with { Prepared = current.Prepared + 1, Phase = phase };
        }

        return current with { Phase = step.Verb == Verb.ReadStartEnd && current.Phase == StepPhase.Starting ? StepPhase.Loaded : StepPhase.Read };
    }

    /// <summary>Why a preparation is not done: too short a wait, or a load that does not stand.</summary>
    private static Refusal? Unprepared(Procedure procedure, Preparation act, IReadOnlyList<ObservedReading> readings)
    {
        var said = readings.First(one => one.Role == Roles.Bench).Reading;
        if (act.Verb == Verb.Apply)
            return said.Value == 1m ? null : RunRefusals.NotApplied;
        var seconds = new Quantity(said.Value, procedure.Unit(said.Unit)!).In(Units.Second).Value;
        return act.Seconds is { } needed && seconds < needed.Value ? RunRefusals.TooShort(needed.Value) : null;
    }

    private static Refusal? Wrong(Procedure procedure, IReadOnlyList<ExpectedReading> expected, IReadOnlyList<ObservedReading> readings)
    {
        if (readings.Count > MostReadings)
            return RunRefusals.TooManyReadings;
        // A step that reads nothing must not swallow what was read for the next one.
        if (expected.Count == 0 && readings.Count > 0)
            return RunRefusals.ReadingUnknown(Name(readings[0]));
        var twice = readings.GroupBy(Name).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            return RunRefusals.ReadingTwice(twice.Key);
        var missing = expected.Where(one => !readings.Any(one.Is)).Select(one => one.Name).ToList();
        if (missing.Count > 0)
            return RunRefusals.ReadingMissing(string.Join(", ", missing));
        return readings.Select(reading => Wrong(procedure, expected.FirstOrDefault(one => one.Is(reading)), reading)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Wrong(Procedure procedure, ExpectedReading? expected, ObservedReading observed)
    {
        var reading = observed.Reading;
        var measurand = procedure.Measurand(reading.Measurand);
        if (expected is null && (observed.Role is not (Roles.Reference or Roles.UnitUnderTest) || measurand is null))
            return RunRefusals.ReadingUnknown(Name(observed));
        if (procedure.Unit(reading.Unit) is not { } unit || (expected is not null && unit.Dimension != procedure.Unit(expected.Unit)?.Dimension)
            || measurand?.IsMeasuredIn(unit) == false)
            return RunRefusals.WrongUnit(Name(observed), reading.Unit);
        if (Math.Abs(reading.Value) > LargestValue || reading.Resolution is < 0m or > LargestValue)
            return RunRefusals.OutOfRange(Name(observed));
        // Where the quantity can have the value of the sentinel, it is a value.
        if (measurand?.CanBe(reading.Value, unit) == false)
            return FailureSentinel.Is(reading.Value) ? RunRefusals.ReadingFailed(Name(observed)) : RunRefusals.Impossible(Name(observed), measurand);
        return reading.Measurand == Measurands.Conforms && reading.Value is not (0m or 1m) ? RunRefusals.NotAnAnswer(observed.Subject) : null;
    }

    private static Observation Observe(RunState state, StepKey step, Stage stage, ObservedReading observed, int sequence)
    {
        var current = state.Steps[state.Current];
        var earlier = state.Observations.LastOrDefault(one =>
            one.Step == step && one.Stage == stage && one.Role == observed.Role && one.Subject == observed.Subject
            && one.Reading.Measurand == observed.Reading.Measurand);
        return new(
            sequence, step, current.Attempt, observed.Role, stage, observed.Subject, observed.Reading, earlier?.Sequence,
            earlier is null ? null : current.Reason);
    }

    private static string Name(ObservedReading observed) => new ExpectedReading(observed.Role, observed.Reading.Measurand, observed.Subject, "").Name;
}
