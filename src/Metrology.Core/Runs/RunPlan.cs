using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The steps of one run in their order, generated from procedure, nameplate and kind of verification.</summary>
public sealed record RunPlan(Procedure Procedure, Nameplate Nameplate, VerificationKind Kind, IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>The item of a step.</summary>
    /// <exception cref="InvalidOperationException">The step is the ambient one, which belongs to no item.</exception>
    public ProcedureItem ItemOf(PlannedStep step) => Procedure.Items.Single(item => item.Id == step.Key.Item);

    /// <summary>The items that this run has, in order.</summary>
    public IEnumerable<ProcedureItem> Items => Procedure.Items.Where(item => Steps.Any(step => step.Key.Item == item.Id));

    /// <summary>Row of an acceptance rule that holds for this unit and kind: a class, a kind, "*", or several parts joined by "/".</summary>
    /// <param name="step">The step that is judged; needed where the test point selects.</param>
    public string SelectorOf(AcceptanceRule rule, PlannedStep? step = null) => rule.LimitBy is null
        ? "*"
        : string.Join('/', rule.Selectors.Select(name => name switch
        {
            "kind" => KebabCase.Of(Kind),
            "point" => step?.Rule?.LimitRow ?? PlannedStep.DefaultPoint,
            var field => Nameplate[field] ?? "",
        }));

    /// <summary>The first step of each test point of an item.</summary>
    public IEnumerable<PlannedStep> PointsOf(ProcedureItem item) => Steps.Where(step => step.Key.Item == item.Id).DistinctBy(step => step.Key.Point);

    /// <summary>The numbers of the nameplate, set by the planner.</summary>
    internal IReadOnlyDictionary<string, Quantity> NameplateNumbers { get; init; } = new Dictionary<string, Quantity>();
}

/// <param name="Settings">Load settings by name ("current", "voltage", "energy") with their units.</param>
public sealed record PlannedStep(StepKey Key, Verb Verb, BilingualText Label, IReadOnlyDictionary<string, Quantity> Settings)
{
    /// <summary>The step of ambient conditions that opens every run.</summary>
    public const string EnvironmentItem = "environment";

    /// <summary>Point of an item that has none of its own.</summary>
    public const string DefaultPoint = "default";

    /// <summary>The rule of the test point, or null for an item without points.</summary>
    public TestPointRule? Rule { get; init; }

    /// <summary>Name of the test point within its item, with the number of the part where there are several.</summary>
    public BilingualText? PointLabel { get; init; }

    public bool IsEnvironment => Key.Item == EnvironmentItem;
}
