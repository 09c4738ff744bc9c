using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// Which variables of an item a certificate speaks of, and which nothing speaks of: the value of a reference, or one that somebody typed, is exact by statement of
/// the procedure, known by a certificate, known by a component that the procedure states, or uncovered.
/// </summary>
internal sealed class CoveredInputs(ProcedureItem item, IReadOnlyList<ReferenceCapability> references)
{
    /// <summary>The certificates that the item reads.</summary>
    public IReadOnlyList<ReferenceCapability> Given { get; } = [.. references.Where(reference => ReadBy(item, reference).Any())];

    public IEnumerable<string> ReadBy(ReferenceCapability reference) => ReadBy(item, reference);

    /// <summary>Inputs that enter the error and that nobody knows the uncertainty of, in the order of the file.</summary>
    public IReadOnlyList<string> Uncovered()
    {
        var used = RepeatEvaluation.FormulaOf(item).Variables;
        var covered = Given.SelectMany(ReadBy).Concat(item.Budget.Select(component => component.Variable)).ToHashSet();
        return [.. item.Variables.Where(pair => pair.Value is { Role: Roles.Reference or Roles.Verifier, Exact: null } && used.Contains(pair.Key) && !covered.Contains(pair.Key)).Select(pair => pair.Key)];
    }

    private static IEnumerable<string> ReadBy(ProcedureItem item, ReferenceCapability reference) =>
        item.Variables.Where(pair => pair.Value.Exact is null && pair.Value.Measurand == reference.Measurand && (pair.Value.Role == reference.Role || IsOffset(item, pair.Value, reference)))
            .Select(pair => pair.Key);

    /// <summary>A reference clock has no reading of its own: the offset of the clock of the unit is the difference of the two, so its certificate speaks of the offset.</summary>
    private static bool IsOffset(ProcedureItem item, VariableRule variable, ReferenceCapability reference) =>
        variable.Measurand == Measurands.ClockOffset && !item.Variables.Values.Any(one => one.Role == reference.Role);
}
