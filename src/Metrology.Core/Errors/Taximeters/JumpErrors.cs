using Metrology.Core.Words;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>
/// Errors at several jumps of one run: cumulative from the beginning, and of each stretch between two jumps, which a late start of the counter cannot touch.
/// </summary>
/// <param name="Cumulative">Percent of D, one a jump.</param>
/// <param name="Increments">Percent of D, one a stretch between jumps.</param>
/// <param name="MeanOfCumulative">Percent.</param>
public sealed record JumpErrors(IReadOnlyList<decimal> Cumulative, IReadOnlyList<decimal> Increments, decimal MeanOfCumulative)
{
    /// <param name="jumps">Distance that a jump stands for, m, and revolutions of the roller at it.</param>
    /// <param name="circumference">C, m.</param>
    public static Outcome<JumpErrors> Of(IReadOnlyList<(decimal Indicated, decimal Revolutions)> jumps, decimal circumference)
    {
        var cumulative = new List<decimal>();
        var increments = new List<decimal>();
        for (var i = 0; i < jumps.Count; i++)
        {
            var whole = new InstalledDistanceError(jumps[i].Indicated, jumps[i].Revolutions, circumference).Percent(ErrorDenominator.Reference);
            if (whole.IsRefused)
                return whole.Refusal!;
            cumulative.Add(whole.Value);
            if (i == 0)
                continue;
            var (indicated, revolutions) = (jumps[i].Indicated - jumps[i - 1].Indicated, jumps[i].Revolutions - jumps[i - 1].Revolutions);
            var stretch = new InstalledDistanceError(indicated, revolutions, circumference).Percent(ErrorDenominator.Reference);
            if (stretch.IsRefused)
                return stretch.Refusal!;
            increments.Add(stretch.Value);
        }

        var mean = ErrorOfIndication.Mean(cumulative);
        return mean.IsRefused ? mean.Refusal! : new JumpErrors(cumulative, increments, mean.Value);
    }
}
