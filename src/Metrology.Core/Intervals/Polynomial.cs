namespace Metrology.Core.Intervals;

/// <summary>A polynomial by its coefficients, lowest power first.</summary>
internal sealed record Polynomial(IReadOnlyList<double> Coefficients)
{
    public double At(double x)
    {
        var value = 0.0;
        for (var i = Coefficients.Count - 1; i >= 0; i--)
            value = (value * x) + Coefficients[i];
        return value;
    }

    /// <summary>Smallest x in (from, to] at which the value is no longer positive, or null. Between two turning points there is at most one crossing.</summary>
    public double? FirstNonPositive(double from, double to)
    {
        var left = from;
        foreach (var right in Turnings(from, to).Append(to))
        {
            if (At(right) <= 0)
                return Crossing(left, right);
            left = right;
        }

        return null;
    }

    public Polynomial Plus(Polynomial other, double factor = 1) => new(
    [
        .. Enumerable.Range(0, Math.Max(Coefficients.Count, other.Coefficients.Count))
            .Select(i => Coefficients.ElementAtOrDefault(i) + (factor * other.Coefficients.ElementAtOrDefault(i))),
    ]);

    public Polynomial Squared()
    {
        var result = new double[(2 * Coefficients.Count) - 1];
        for (var i = 0; i < Coefficients.Count; i++)
        {
            for (var j = 0; j < Coefficients.Count; j++)
                result[i + j] += Coefficients[i] * Coefficients[j];
        }

        return new(result);
    }

    private Polynomial Derivative() => new([.. Coefficients.Skip(1).Select((c, i) => (i + 1) * c)]);

    /// <summary>Where the derivative changes its sign inside an interval, in order.</summary>
    private IEnumerable<double> Turnings(double from, double to)
    {
        if (Coefficients.Count <= 2)
            yield break;
        var slope = Derivative();
        var left = from;
        foreach (var right in slope.Turnings(from, to).Append(to).ToList())
        {
            if (slope.At(left) * slope.At(right) < 0)
                yield return slope.Crossing(left, right);
            else if (slope.At(right) == 0 && right < to)
                yield return right;
            left = right;
        }
    }

    private double Crossing(double left, double right)
    {
        var isFalling = At(left) > 0;
        while (true)
        {
            var middle = (left + right) / 2;
            if (middle <= left || middle >= right)
                return right;
            if (At(middle) > 0 == isFalling)
                left = middle;
            else
                right = middle;
        }
    }
}
