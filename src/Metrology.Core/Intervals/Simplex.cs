namespace Metrology.Core.Intervals;

/// <summary>Downhill simplex of Nelder and Mead for a few parameters, with a fixed number of steps, so that the same data give the same result.</summary>
internal static class Simplex
{
    private const int Steps = 600;

    /// <summary>The place of the smallest value that was found.</summary>
    public static double[] Minimise(Func<double[], double> value, double[] start)
    {
        var corners = Enumerable.Range(0, start.Length + 1).Select(i => (double[])[.. start.Select((x, j) => j == i - 1 ? x + 1 : x)])
            .Select(at => (At: at, Value: Finite(value(at)))).OrderBy(corner => corner.Value).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var worst = corners[^1];
            var centre = start.Select((_, j) => corners[..^1].Average(corner => corner.At[j])).ToArray();
            (double[] At, double Value) Try(double factor)
            {
                var at = centre.Zip(worst.At, (c, w) => c + (factor * (w - c))).ToArray();
                return (at, Finite(value(at)));
            }

            var next = Try(-1);
            if (next.Value < corners[0].Value)
                next = Better(Try(-2), next);
            else if (next.Value >= corners[^2].Value)
                next = Better(Try(0.5), Better(Try(-0.5), next));
            corners[^1] = next.Value < worst.Value ? next : worst;
            if (next.Value >= worst.Value)
                Shrink(corners, value);
            Array.Sort(corners, (a, b) => a.Value.CompareTo(b.Value));
        }

        return corners[0].At;
    }

    private static void Shrink((double[] At, double Value)[] corners, Func<double[], double> value)
    {
        for (var i = 1; i < corners.Length; i++)
        {
            var at = corners[i].At.Zip(corners[0].At, (x, best) => (x + best) / 2).ToArray();
            corners[i] = (at, Finite(value(at)));
        }
    }

    private static (double[] At, double Value) Better((double[] At, double Value) a, (double[] At, double Value) b) => a.Value < b.Value ? a : b;

    private static double Finite(double value) => double.IsFinite(value) ? value : double.MaxValue;
}
