using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Correlation coefficients r(x_i, x_j) of the inputs, JCGM 100:2008 5.2; positive semidefinite, or it would not be one.</summary>
public sealed class CorrelationMatrix
{
    private const double Rounding = 1e-9;
    private readonly double[,] r;

    private CorrelationMatrix(double[,] r, double[,] factor) => (this.r, Factor) = (r, factor);

    public int Size => r.GetLength(0);

    public double this[int i, int j] => r[i, j];

    /// <summary>Lower triangular L with L·Lᵀ = r.</summary>
    internal double[,] Factor { get; }

    /// <summary>The input is correlated with another one.</summary>
    public bool IsCorrelated(int i)
    {
        for (var j = 0; j < Size; j++)
        {
            if (j != i && r[i, j] != 0)
                return true;
        }

        return false;
    }

    /// <summary>The matrix of these pairs, all others being zero, or why there is none.</summary>
    public static Outcome<CorrelationMatrix> Of(int size, IEnumerable<(int I, int J, double R)> pairs)
    {
        var r = new double[size, size];
        for (var i = 0; i < size; i++)
            r[i, i] = 1;
        foreach (var (i, j, value) in pairs)
            (r[i, j], r[j, i]) = (value, value);
        return Cholesky(r) is { } factor
            ? new CorrelationMatrix(r, factor)
            : Refusal.Of(
                "uncertainty.correlations", "相关系数互相矛盾（矩阵不是半正定的）。请检查各相关系数。",
                "The correlation coefficients contradict each other (the matrix is not positive semidefinite). Check them.");
    }

    /// <summary>L, or null when the matrix is not positive semidefinite. A pivot of zero makes a column of zeros, which a semidefinite matrix allows.</summary>
    private static double[,]? Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        var l = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var pivot = a[j, j];
            for (var k = 0; k < j; k++)
                pivot -= l[j, k] * l[j, k];
            if (!(pivot >= -Rounding))
                return null;
            var isZero = pivot <= Rounding;
            l[j, j] = isZero ? 0 : Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
            {
                var rest = a[i, j];
                for (var k = 0; k < j; k++)
                    rest -= l[i, k] * l[j, k];
                if (isZero && Math.Abs(rest) > 1e-4)
                    return null;
                l[i, j] = isZero ? 0 : rest / l[j, j];
            }
        }

        return l;
    }
}
