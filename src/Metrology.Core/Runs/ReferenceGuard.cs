using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Whether the references are good enough for a procedure, asked before the run begins and again when it is evaluated.</summary>
public static class ReferenceGuard
{
    /// <summary>Coverage factor for which requirements are stated.</summary>
    private const decimal StatedCoverageFactor = 2m;

    /// <summary>The first requirement that is not met, or null when the run may begin.</summary>
    public static Refusal? Check(RunPlan plan, IReadOnlyList<ReferenceCapability> references) => Refusals(plan, references).FirstOrDefault();

    /// <summary>Every requirement that is not met; empty when the run may begin.</summary>
    public static IReadOnlyList<Refusal> Refusals(RunPlan plan, IReadOnlyList<ReferenceCapability> references)
    {
        var refusals = new List<Refusal>();
        foreach (var item in plan.Items.Where(item => item.Acceptance is not null))
        {
            var needed = RequirementsOf(plan.Procedure, item).ToList();
            if (needed.FirstOrDefault(one => !Given(one, references).Any()) is { } missing)
            {
                var name = plan.Procedure.Measurand(missing.Measurand)?.Label ?? BilingualText.Same(missing.Measurand);
                refusals.Add(Refusal.Of(
                    "reference.missing", $"「{item.Title.Zh}」缺少标准器的溯源数据（{name.Zh}）。请先登记其证书的扩展不确定度。",
                    $"“{item.Title.En}” has no traceable reference for {name.En} ({missing.Measurand}). Enter the expanded uncertainty of its certificate first."));
                continue;
            }

            // A limit that follows only from readings is asked again when they are there.
            var limit = plan.PointsOf(item).Select(point => Zone(plan, item, point)).Where(zone => zone.IsKnown).Select(zone => zone.ExactMagnitude).DefaultIfEmpty(0).Min();
            if (Insufficient(plan.Procedure, item, limit, references) is { } refusal)
                refusals.Add(refusal);
        }

        return refusals;
    }

    private static PermissibleZone Zone(RunPlan plan, ProcedureItem item, PlannedStep point) =>
        PermissibleZone.Of(item.Acceptance!, plan.SelectorOf(item.Acceptance!, point), ItemScope.Of(plan, point, item, ItemScope.NoValues));

    /// <summary>The first given reference whose uncertainty is too large for the limit, or null; a reference that is not given is not judged, nor is one by a limit of zero, which is not known.</summary>
    internal static Refusal? Insufficient(Procedure procedure, ProcedureItem item, ExactFraction limit, IReadOnlyList<ReferenceCapability> references)
    {
        if (limit.Numerator.IsZero)
            return null;
        foreach (var requirement in RequirementsOf(procedure, item))
        {
            var wanted = item.Acceptance!.Unit;
            // An absolute uncertainty cannot be compared with a relative limit before anything is measured: it is not taken as good enough.
            if (Given(requirement, references).FirstOrDefault(one => procedure.Unit(one.Unit)?.Dimension != procedure.Unit(wanted)!.Dimension) is { } other)
            {
                return Refusal.Of(
                    "reference.not-comparable",
                    $"标准器「{other.Name}」扩展不确定度的单位「{Said(other.Unit)}」与最大允许误差的单位「{Said(wanted)}」量纲不同，无法比较。请按「{Said(wanted)}」登记其证书的不确定度。",
                    $"The uncertainty of “{other.Name}” is stated in “{Said(other.Unit)}”, the maximum permissible error in “{Said(wanted)}”, and they cannot be compared. Enter the uncertainty of its certificate in “{Said(wanted)}”.");
            }

            if (Given(requirement, references).FirstOrDefault(one => !Holds(procedure, one, (wanted, limit), requirement.LimitDividedByU)) is { } reference)
            {
                return Refusal.Of(
                    "reference.insufficient",
                    $"标准器「{reference.Name}」的扩展不确定度大于最大允许误差的 1/{requirement.LimitDividedByU}。请更换标准器。",
                    $"The expanded uncertainty of “{reference.Name}” is larger than 1/{requirement.LimitDividedByU} of the maximum permissible error. Use a better reference.");
            }
        }

        return null;
    }

    private static bool Holds(Procedure procedure, ReferenceCapability reference, (string Unit, ExactFraction Value) limit, int limitDividedByU)
    {
        var (unit, wanted) = (procedure.Unit(reference.Unit)!, procedure.Unit(limit.Unit)!);
        var expanded = new Quantity(reference.ExpandedUncertainty, unit.OfDifferences).Exactly(wanted.OfDifferences).Exact;
        return reference.CoverageFactor > 0m && expanded >= 0 && UncertaintyGuard.Holds(StatedCoverageFactor * expanded, reference.CoverageFactor * limit.Value, limitDividedByU);
    }

    private static string Said(string unit) => unit.Length == 0 ? "1" : unit;

    private static IEnumerable<ReferenceRequirement> RequirementsOf(Procedure procedure, ProcedureItem item) =>
        procedure.References.Where(one => item.Variables.Values.Any(variable => variable.Measurand == one.Measurand && variable.Role == one.Role));

    /// <summary>Every reference that is meant; all of them must be good enough, because all of them enter the budget.</summary>
    private static IEnumerable<ReferenceCapability> Given(ReferenceRequirement requirement, IReadOnlyList<ReferenceCapability> references) =>
        references.Where(one => one.Role == requirement.Role && one.Measurand == requirement.Measurand);
}
