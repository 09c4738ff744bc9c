namespace Metrology.Core.Intervals;

/// <summary>Small symmetric positive definite matrices of normal equations.</summary>
internal static class SymmetricMatrix
{
    private const double Singular = 1e-13;

    /// <summary>The inverse by Gauss–Jordan elimination, or null when the matrix is singular to working precision.</summary>
    public static double[,]? Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var (left, right) = ((double[,])matrix.Clone(), new double[n, n]);
        for (var i = 0; i < n; i++)
            right[i, i] = 1;
        for (var pivot = 0; pivot < n; pivot++)
        {
            var scale = left[pivot, pivot];
            if (!(scale > Singular * matrix[pivot, pivot]))
                return null;
            for (var j = 0; j < n; j++)
                (left[pivot, j], right[pivot, j]) = (left[pivot, j] / scale, right[pivot, j] / scale);
            for (var i = 0; i < n; i++)
            {
                var factor = i == pivot ? 0 : left[i, pivot];
                for (var j = 0; j < n; j++)
                    (left[i, j], right[i, j]) = (left[i, j] - (factor * left[pivot, j]), right[i, j] - (factor * right[pivot, j]));
            }
        }

        return right;
    }
}
