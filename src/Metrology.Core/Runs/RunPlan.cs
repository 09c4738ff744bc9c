using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The steps of one run in their order, generated from procedure, nameplate and kind of verification.</summary>
public sealed record RunPlan(Procedure Procedure, Nameplate Nameplate, VerificationKind Kind, IReadOnlyList<PlannedStep> Steps);

/// <param name="Settings">Load settings by name ("current", "voltage", "energy") with their units.</param>
public sealed record PlannedStep(StepKey Key, Verb Verb, BilingualText Label, IReadOnlyDictionary<string, Quantity> Settings)
{
    /// <summary>The step of ambient conditions that opens every run.</summary>
    public const string EnvironmentItem = "environment";
}
