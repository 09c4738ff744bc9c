using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Errors.Taximeters;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Station.Benches;

namespace Metrology.Web.Features.Bench;

/// <summary>
/// What the bench page shows, computed from the committed record and the live values: two pages of one run cannot differ. Steps of a kind that is not known
/// here show their title, settings and phase.
/// </summary>
public sealed record BenchView(RunRecord Record, LiveState Live, DateTimeOffset Now, bool IsMine)
{
    /// <summary>A digit beyond the rounding interval, so that the verifier sees how the rounding will fall.</summary>
    private const int Further = 1;

    public Verification Verification => Record.Verification;

    public RunState State => Record.State;

    public PlannedStep? Step => State.CurrentStep;

    public StepState? Standing => State.IsFinished ? null : State.Steps[State.Current];

    public Directive Directive { get; } = RunMachine.Next(Record.State);

    /// <summary>Error and values of the current repeat once it is read.</summary>
    public RepeatResult? Preview { get; } = Evaluator.Preview(Record.State);

    /// <summary>Null for ambient conditions and after the end.</summary>
    public ProcedureItem? Item => Step is { IsEnvironment: false } step ? State.Plan.ItemOf(step) : null;

    public RunPosition Position => RunPosition.Of(Record);

    /// <summary>Changes when another thing is asked of the verifier; a comment does not.</summary>
    public string DeskKey => (Position with { Comments = 0 }) + (IsTaken && Live.Connection == BenchConnection.Faulted ? ".again" : "");

    /// <summary>Limits and rounding of the current step, when it judges an error.</summary>
    public StepAcceptance? Acceptance { get; } = StepAcceptance.Of(Record.State);

    public string? ErrorText => Preview?.Error is { } error ? SignedText.Of(error, (Acceptance?.Interval?.Decimals ?? 0) + Further).Replace('-', '\u2212') : null;

    /// <summary>Of this repeat alone; the point is judged by the mean of its repeats.</summary>
    public Verdict RepeatVerdict => Preview is { } repeat ? Acceptance?.Judge(repeat) ?? Verdict.NotSet : Verdict.NotSet;

    public bool IsPaused => State.IsPaused;

    public bool MayRepeat => !IsPaused && Standing is { Phase: not StepPhase.Waiting };

    /// <summary>The steps that may be taken back, by their key; none while the current one is under way.</summary>
    public IReadOnlyList<PlannedStep> Done =>
        IsPaused || Standing is null or { Phase: StepPhase.Preparing or StepPhase.Starting or StepPhase.Loaded } ? [] : [.. State.Done];

    /// <summary>Why the current step is not accepted without a reason; null when it is.</summary>
    public Refusal? NotAcceptable => Directive is Directive.AwaitAcceptance ? RunMachine.Advance(State, new RunEvent.Accepted(null)).Refusal : null;

    /// <summary>Readings that the verifier types because no instrument of the bench takes them.</summary>
    public ExpectedSet? Typed => TypedByHand.Of(Record);

    /// <summary>Who reads what of this step; null when nothing is awaited.</summary>
    public BenchShare? Share => TypedByHand.ShareOf(Record);

    /// <summary>The bench takes the readings of this step by itself.</summary>
    public bool IsTaken => Share is { IsWhole: true };

    /// <summary>The constant k that would bring a taximeter to the middle of its limits; null for anything else.</summary>
    public ConstantAdjustment? Suggestion => Item is { } item && Preview?.Error is { } error ? ConstantSuggestion.Of(State.Plan, item, error) : null;

    /// <summary>What is no part of the verdict and must not be passed over.</summary>
    public IReadOnlyList<Finding> Flags { get; } = RunFlags.Of(Record);

    /// <summary>The fares of the current step by the tariff of the run; null when there is none, or nothing was latched.</summary>
    public TripFares? Fares => Step is { } step ? TripFares.Of(State, Verification.Tariff).FirstOrDefault(one => one.Step.Key == step.Key) : null;

    /// <summary>Readings of earlier attempts at this step; they stand struck through.</summary>
    public IReadOnlyList<Observation> Earlier =>
        Step is { } step ? [.. State.Observations.Where(one => one.Step == step.Key && one.Attempt < Standing!.Attempt)] : [];

    /// <summary>The variables of the formula as far as they are known now, in their units.</summary>
    public IReadOnlyList<VariableNow> Variables =>
        [.. (Item?.Variables ?? new Dictionary<string, VariableRule>()).Select(pair => new VariableNow(pair.Value, ValueNow(pair.Key, pair.Value)))];

    /// <summary>How much of the preset quantity has passed, when the load is applied until a quantity has passed.</summary>
    public (decimal Passed, Quantity Preset)? Progress
    {
        get
        {
            if (Step is null || Standing is not { Phase: StepPhase.Loaded })
                return null;
            foreach (var variable in Variables.Where(one => one.Rule is { Role: Roles.Reference, Take: "difference" } && one.Value is not null))
            {
                var unit = State.Plan.Procedure.Unit(variable.Rule.Unit);
                var preset = Step.Settings.Values.FirstOrDefault(setting => setting.Unit.Dimension == unit?.Dimension);
                if (preset.Unit is not null && preset.Value > 0m)
                    return (new Quantity(variable.Value!.Value, unit!).In(preset.Unit).Value, preset);
            }

            return null;
        }
    }

    private decimal? ValueNow(string name, VariableRule rule)
    {
        if (Preview is { } read)
            return read.Values.TryGetValue(name, out var value) ? value : null;
        if (Live[rule.Role, rule.Measurand] is not { } reading || In(reading, rule) is not { } now)
            return null;
        if (rule.Take != "difference")
            return now;
        var start = State.Observations.LastOrDefault(one => one.Step == Step!.Key && one.Attempt == Standing!.Attempt && one.Stage == Stage.Start
            && one.Role == rule.Role && one.Reading.Measurand == rule.Measurand);
        // A register seen before the start reading belongs to what was before.
        return start is not null && reading.ReceivedAt >= start.Reading.ReceivedAt && In(start.Reading, rule) is { } from ? now - from : null;
    }

    private decimal? In(Reading reading, VariableRule rule) =>
        State.Plan.Procedure.Unit(reading.Unit) is { } from && State.Plan.Procedure.Unit(rule.Unit) is { } to && from.Dimension == to.Dimension ? new Quantity(reading.Value, from).In(to).Value : null;
}

/// <param name="Value">In the unit of the rule; null while it is not known.</param>
public sealed record VariableNow(VariableRule Rule, decimal? Value);
