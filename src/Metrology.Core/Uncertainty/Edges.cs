using Metrology.Core.Expressions;

namespace Metrology.Core.Uncertainty;

/// <summary>Whether a formula bends or jumps within the uncertainty of an input, where neither its derivative nor its curvature at the estimate says so.</summary>
internal static class Edges
{
    /// <summary>How many standard uncertainties an input may be off; k of an ordinary U.</summary>
    private const double Reach = 2;

    private static readonly Dictionary<string, double> NoDirection = [];

    /// <summary>To both sides the formula goes on as its first three derivatives say: what is left is an edge, or a curvature that no second order holds.</summary>
    /// <param name="at">Every name of the formula; estimates.</param>
    /// <param name="uncertainty">u of the input.</param>
    /// <param name="tolerance">What does not show in the digits of u that are stated.</param>
    public static bool Crosses(Formula formula, IReadOnlyDictionary<string, double> at, string input, double uncertainty, double tolerance)
    {
        if (!(uncertainty > 0) || !formula.HasEdges)
            return false;
        var moved = new Dictionary<string, double>(at);
        var step = Reach * uncertainty;
        var series = formula.Expand(at, new Dictionary<string, double> { [input] = step }, NoDirection);
        var (first, second, third) = (series.Derivative(1, 0), series.Derivative(2, 0) / 2, series.Derivative(3, 0) / 6);
        return !(Math.Abs(Change(step) - (first + second + third)) <= tolerance && Math.Abs(Change(-step) - (second - first - third)) <= tolerance);

        double Change(double by) => Value(by) - Value(0);

        double Value(double by)
        {
            moved[input] = at[input] + by;
            return formula.Evaluate(moved) is { IsRefused: false } value ? value.Value : double.NaN; // no value so near is an edge too
        }
    }
}
