using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>"What if this reference was wrong": every reading of its quantity is moved by δ, and the run is evaluated again. The record itself is not touched.</summary>
/// <param name="Measurand">The quantity that the reference read.</param>
/// <param name="Amount">δ with its sign: what is added to the reading.</param>
/// <param name="Unit">"%" of the reading, or a unit of the quantity.</param>
public sealed record ReferenceShift(string Measurand, decimal Amount, string Unit)
{
    public const string Percent = "%";

    private static readonly Refusal NothingRead = Refusal.Of(
        "shift.nothing-read", "记录里没有这个量的参考读数，δ 对它没有作用，未重新评定。", "The record has no reference reading of that quantity, so δ changes nothing and nothing was evaluated again.");

    /// <summary>The run with moved readings.</summary>
    public Outcome<RunState> Apply(RunState state)
    {
        var moved = new List<Observation>(state.Observations.Count);
        var count = 0;
        foreach (var one in state.Observations)
        {
            if (one.Reading.Measurand != Measurand || one.Role is not (Roles.Reference or Roles.Environment))
            {
                moved.Add(one);
                continue;
            }

            if (Moved(one.Reading, state.Plan) is not { } value)
                return NotComparable(one.Reading.Unit);
            moved.Add(one with { Reading = one.Reading with { Value = value } });
            count++;
        }

        return count == 0 ? NothingRead : state with { Observations = moved };
    }

    private decimal? Moved(Reading reading, RunPlan plan)
    {
        if (Unit == Percent)
            return reading.Value * (1m + (Amount / 100m));
        if (plan.Procedure.Unit(Unit) is not { } from || plan.Procedure.Unit(reading.Unit) is not { } to || from.Dimension != to.Dimension)
            return null;
        return reading.Value + new Quantity(Amount, from.OfDifferences).Exactly(to.OfDifferences).Shown;
    }

    private Refusal NotComparable(string unit) => Refusal.Of(
        "shift.not-comparable", $"δ 的单位 {Unit} 不能换算到读数的单位 {unit}，未重新评定。", $"δ in {Unit} cannot be added to readings in {unit}, so nothing was evaluated again.");
}
