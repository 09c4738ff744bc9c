using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The readings that the run waits for, complete and in one set. Further readings of reference and unit under test are welcome.</summary>
/// <param name="Act">The preparation that they end, or null.</param>
public sealed record ExpectedSet(Stage Stage, IReadOnlyList<ExpectedReading> Readings, Preparation? Act = null);

/// <summary>A reading without which the set is not complete.</summary>
/// <param name="Unit">Unit of the rule; any unit of its dimension is taken.</param>
public sealed record ExpectedReading(string Role, string Measurand, string Subject, string Unit)
{
    /// <summary>What a person is asked for.</summary>
    public BilingualText? Label { get; init; }

    internal string Name => Subject.Length == 0 ? $"{Role}/{Measurand}" : $"{Role}/{Subject}";

    internal bool Is(ObservedReading observed) =>
        observed.Role == Role && observed.Subject == Subject && observed.Reading.Measurand == Measurand;
}

/// <summary>Step and phase → what must be read now.</summary>
internal static class ExpectedReadings
{
    public static ExpectedSet? Of(RunState state)
    {
        if (state.CurrentStep is not { } step)
            return null;
        var current = state.Steps[state.Current];
        if (step.IsEnvironment)
            return IsOpen(current) ? new(Stage.Single, Ambient(state.Plan.Procedure.Environment)) : null;
        var item = state.Plan.ItemOf(step);
        if (step.Verb.IsAnswered())
            return IsOpen(current) ? new(Stage.Single, Answers(state.Plan, item)) : null;
        return (current.Phase, step.Verb) switch
        {
            (StepPhase.Preparing, _) => new(Stage.Prepare, [Of(item.Acts[current.Prepared])], item.Acts[current.Prepared]),
            (StepPhase.Starting, Verb.ReadStartEnd) => new(Stage.Start, Of(item, "end")),
            (StepPhase.Loaded, Verb.ReadStartEnd) => new(Stage.End, Of(item, "start")),
            (StepPhase.Starting, var verb) when verb.IsReadOnce() => new(Stage.Single, Of(item, "")),
            _ => null,
        };
    }

    /// <summary>The ambient conditions that an item records.</summary>
    public static IReadOnlyList<EnvironmentCondition> Conditions(RunPlan plan, ProcedureItem item) => item.Conditions.Count == 0
        ? plan.Procedure.Environment
        : [.. plan.Procedure.Environment.Where(condition => item.Conditions.Contains(condition.Id))];

    private static bool IsOpen(StepState step) => step.Phase is StepPhase.Waiting or StepPhase.Starting;

    private static IReadOnlyList<ExpectedReading> Answers(RunPlan plan, ProcedureItem item) => item.Verb switch
    {
        Verb.Inspect => [.. item.Checks.Select(check => new ExpectedReading(Roles.Verifier, Measurands.Conforms, check.Id, Units.One.Symbol) { Label = check.Label })],
        Verb.Environment => Ambient(Conditions(plan, item)),
        _ => Of(item, ""),
    };

    private static IReadOnlyList<ExpectedReading> Ambient(IReadOnlyList<EnvironmentCondition> conditions) =>
        [.. conditions.Select(one => new ExpectedReading(Roles.Environment, one.Measurand, one.Id, one.Unit) { Label = one.Label })];

    private static IReadOnlyList<ExpectedReading> Of(ProcedureItem item, string unwanted) =>
    [
        .. item.Variables.Values.Where(variable => variable.Take != unwanted && variable.Take != "from")
            .Select(variable => new ExpectedReading(variable.Role, variable.Measurand, variable.Subject, variable.Unit) { Label = variable.Label })
            .DistinctBy(one => (one.Role, one.Measurand, one.Subject)),
    ];

    private static ExpectedReading Of(Preparation act) => act.Verb switch
    {
        Verb.WarmUp => new(Roles.Bench, Measurands.Duration, "warm-up", Units.Second.Symbol) { Label = new("预热时间", "Duration of the warm-up") },
        Verb.Settle => new(Roles.Bench, Measurands.Duration, "settle", Units.Second.Symbol) { Label = new("稳定时间", "Duration of settling") },
        _ => new(Roles.Bench, Measurands.Conforms, "apply", Units.One.Symbol) { Label = new("已达到设定值", "The settings are reached") },
    };
}
