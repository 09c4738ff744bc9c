using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>What the bench or the verifier has to do next. What readings end it is said by <see cref="RunMachine.Expected"/>.</summary>
public abstract record Directive
{
    /// <summary>Show the step and wait for <see cref="RunEvent.Begun"/>.</summary>
    public sealed record AwaitBegin(PlannedStep Step) : Directive;

    /// <summary>Record the ambient conditions.</summary>
    public sealed record AskEnvironment(IReadOnlyList<EnvironmentCondition> Conditions) : Directive;

    /// <summary>Ask the verifier the questions of the item.</summary>
    public sealed record AskChecks(ProcedureItem Item) : Directive;

    /// <summary>Ask the verifier to read and type values.</summary>
    public sealed record AskValues(ProcedureItem Item, PlannedStep Step) : Directive;

    /// <summary>Wait at the settings until the unit under test is warm; the duration waited is an observation.</summary>
    public sealed record WarmUp(decimal Seconds, IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Bring the source to the settings and leave it there; that it stands is an observation.</summary>
    public sealed record ApplySettings(IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Wait until the applied value has settled; the duration waited is an observation.</summary>
    public sealed record Settle(decimal Seconds, IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Read the registers of reference and unit under test at rest.</summary>
    public sealed record ReadRegisters(Stage Stage, IReadOnlyList<VariableRule> Variables) : Directive;

    /// <summary>Apply the load until the preset energy has passed, then read the registers at rest.</summary>
    public sealed record ApplyLoad(IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Read unit under test and reference together at the settings of the step.</summary>
    public sealed record AcquireReadings(IReadOnlyList<VariableRule> Variables, IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Count the pulses of the reference while the unit under test gives its own.</summary>
    public sealed record CountPulses(IReadOnlyList<VariableRule> Variables, IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Read the fare or amount shown, and what is due by the tariff.</summary>
    public sealed record CheckFare(IReadOnlyList<VariableRule> Variables, IReadOnlyDictionary<string, Quantity> Settings) : Directive;

    /// <summary>Compare the clock of the unit under test with the reference clock at one instant.</summary>
    public sealed record CompareClock : Directive;

    /// <summary>Everything of the step is read.</summary>
    /// <param name="GateIsOpen">False when quantisation takes more of the limit than the procedure allows: accept only with a reason.</param>
    public sealed record AwaitAcceptance(bool GateIsOpen) : Directive;

    public sealed record Wait : Directive;

    public sealed record Finish : Directive;
}
