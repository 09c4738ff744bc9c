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
        var step = state.CurrentStep!;
        if (After(step, state.Steps[state.Current].Phase, observed.Stage) is not { } next)
            return RunRefusals.NotExpected;
        var expected = Expected(state.Plan, step, observed.Stage);
        if (Wrong(expected, observed.Readings) is { } refusal)
            return refusal;
        var added = observed.Readings.Select((reading, i) => Observe(state, step.Key, observed.Stage, reading, state.Observations.Count + 1 + i));
        return RunMachine.With(state with { Observations = [.. state.Observations, .. added] }, current => current with { Phase = next });
    }

    /// <summary>Phase after readings of this stage, or null when they are not expected now.</summary>
    private static StepPhase? After(PlannedStep step, StepPhase phase, Stage stage) => (step.Verb, phase, stage) switch
    {
        (Verb.Inspect, StepPhase.Waiting or StepPhase.Starting, Stage.Single) => StepPhase.Read,
        (Verb.ClockCompare, StepPhase.Starting, Stage.Single) => StepPhase.Read,
        (Verb.ReadStartEnd, StepPhase.Starting, Stage.Start) => StepPhase.Loaded,
        (Verb.ReadStartEnd, StepPhase.Loaded, Stage.End) => StepPhase.Read,
        _ => null,
    };

    private static IReadOnlyList<ExpectedReading> Expected(RunPlan plan, PlannedStep step, Stage stage)
    {
        if (step.IsEnvironment)
            return [.. plan.Procedure.Environment.Select(one => new ExpectedReading(Roles.Environment, one.Measurand, one.Id, one.Unit))];
        var item = plan.ItemOf(step);
        if (step.Verb == Verb.Inspect)
            return [.. item.Checks.Select(check => new ExpectedReading(Roles.Verifier, Measurands.Conforms, check.Id, Units.One.Symbol))];
        var unwanted = stage switch { Stage.Start => "end", Stage.End => "start", _ => "" };
        return
        [
            .. item.Variables.Values.Where(variable => variable.Take != unwanted)
                .Select(variable => new ExpectedReading(variable.Role, variable.Measurand, "", variable.Unit)).Distinct(),
        ];
    }

    private static Refusal? Wrong(IReadOnlyList<ExpectedReading> expected, IReadOnlyList<ObservedReading> readings)
    {
        if (readings.Count > MostReadings)
            return RunRefusals.TooManyReadings;
        var twice = readings.GroupBy(Name).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            return RunRefusals.ReadingTwice(twice.Key);
        var missing = expected.Where(one => !readings.Any(one.Is)).Select(one => one.Name).ToList();
        if (missing.Count > 0)
            return RunRefusals.ReadingMissing(string.Join(", ", missing));
        return readings.Select(reading => Wrong(expected.FirstOrDefault(one => one.Is(reading)), reading)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Wrong(ExpectedReading? expected, ObservedReading observed)
    {
        var reading = observed.Reading;
        if (expected is null && (observed.Role is not (Roles.Reference or Roles.UnitUnderTest) || !Measurands.All.Contains(reading.Measurand)))
            return RunRefusals.ReadingUnknown(Name(observed));
        if (Units.Find(reading.Unit) is not { } unit || (expected is not null && unit.Dimension != Units.Find(expected.Unit)?.Dimension))
            return RunRefusals.WrongUnit(Name(observed), reading.Unit);
        if (Math.Abs(reading.Value) > LargestValue || reading.Resolution is < 0m or > LargestValue)
            return RunRefusals.OutOfRange(Name(observed));
        // An energy register only counts up from zero; a failed read is no observation of it.
        if (reading.Measurand == Measurands.ActiveEnergy && FailureSentinel.Is(reading.Value))
            return RunRefusals.ReadingFailed(Name(observed));
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

/// <summary>A reading without which the set is not complete; further readings of known measurands are welcome.</summary>
internal sealed record ExpectedReading(string Role, string Measurand, string Subject, string Unit)
{
    public string Name => Subject.Length == 0 ? $"{Role}/{Measurand}" : $"{Role}/{Subject}";

    public bool Is(ObservedReading observed) =>
        observed.Role == Role && observed.Subject == Subject && observed.Reading.Measurand == Measurand;
}
