using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Uncertainty;

/// <summary>The value of a test point whose uncertainty is asked for: the mean of its repeats, or one of them that was taken.</summary>
/// <param name="Repeats">All accepted ones, each with an error.</param>
/// <param name="Taken">The repeat whose error is the value; null when the value is the mean.</param>
/// <param name="Resolutions">Smallest step of the indication behind each variable, in its unit; zero where there is none.</param>
/// <param name="Scope">Every name of the formulas at the value.</param>
internal sealed record BudgetedPoint(ProcedureItem Item, IReadOnlyList<RepeatResult> Repeats, RepeatResult? Taken, IReadOnlyDictionary<string, decimal> Resolutions, ItemScope Scope)
{
    /// <summary>Where sensitivities are taken, in the unit of the variable.</summary>
    public double At(string variable) => Taken is { } one ? (double)one.Values[variable] : Repeats.Average(repeat => (double)repeat.Values[variable]);

    public UncertaintyComponent? Scatter()
    {
        if (Repeats.Count < 2)
            return null;
        var errors = Repeats.Select(repeat => (double)repeat.Error!.Value).ToList();
        // One value out of several scatters by s, JCGM 100:2008 4.2.2; their mean by s/√n, 4.2.3.
        var (u, zh, en) = Taken is null ? (TypeA.OfMean(errors), "重复性（平均值）", "Repeatability of the mean") : (TypeA.StandardDeviation(errors), "重复性（单次测量值）", "Repeatability of one measurement");
        return new("s", new(zh, en), "A", "normal", u, 1, errors.Count - 1) { Unit = Item.Acceptance!.Unit };
    }

    /// <summary>Every name of the formula in coherent units.</summary>
    public Dictionary<string, double> Coherent()
    {
        // Nameplate, settings and constants are exact; they are the same in every repeat.
        var at = Repeats[0].Scope!.Quantities.ToDictionary(one => one.Name, one => Of((double)one.Value.Value, one.Value.Unit));
        foreach (var (name, variable) in Item.Variables)
            at[name] = Of(At(name), Scope.UnitOf(variable.Unit));
        return at;
    }

    /// <summary>c of every variable, in the unit of the error by that of the variable; null where the formula has no derivative.</summary>
    public Dictionary<string, double>? Sensitivities()
    {
        var (slopes, at, result) = (RepeatEvaluation.SlopesOf(Item), Coherent(), new Dictionary<string, double>());
        foreach (var (name, variable) in Item.Variables)
        {
            if (slopes[name]?.Evaluate(at) is not { IsRefused: false } slope)
                return null;
            result[name] = slope.Value * Scale(Scope.UnitOf(variable.Unit)) / Scale(Scope.UnitOf(Item.Acceptance!.Unit));
        }

        return result;
    }

    public static double Scale(Unit unit) => (double)(unit.Factor / unit.Divisor);

    private static double Of(double value, Unit unit) => (value * Scale(unit)) + (double)unit.Offset;
}
