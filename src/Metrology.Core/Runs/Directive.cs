using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>What the bench or the verifier has to do next.</summary>
public abstract record Directive
{
    /// <summary>Show the step and wait for <see cref="RunEvent.Begun"/>.</summary>
    public sealed record AwaitBegin(PlannedStep Step) : Directive;

    /// <summary>Record the ambient conditions.</summary>
    public sealed record AskEnvironment(IReadOnlyList<EnvironmentCondition> Conditions) : Directive;

    /// <summary>Ask the verifier the questions of the item.</summary>
    public sealed record AskChecks(ProcedureItem Item) : Directive;

    /// <summary>Read the registers of reference and unit under test at rest.</summary>
    public sealed record ReadRegisters(Stage Stage, IReadOnlyList<VariableRule> Variables) : Directive;

    /// <summary>Apply the load until the preset energy has passed, then read the registers at rest.</summary>
    public sealed record ApplyLoad(IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Compare the clock of the unit under test with the reference clock at one instant.</summary>
    public sealed record CompareClock : Directive;

    /// <summary>Everything of the step is read.</summary>
    /// <param name="GateIsOpen">False when quantisation takes more of the limit than the procedure allows: accept only with a reason.</param>
    public sealed record AwaitAcceptance(bool GateIsOpen) : Directive;

    public sealed record Wait : Directive;

    public sealed record Finish : Directive;
}
