using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Expressions;

/// <summary>One step of a tape over whole columns, four trials at a time; lane by lane the same operations as <see cref="FormulaTape.Of"/>.</summary>
internal static class TapeColumns
{
    public static void Run(in TapeStep step, Span<double> work, int rows)
    {
        var to = Column(work, step.To, rows);
        if (step.Operation == TapeOperation.Constant)
        {
            to.Fill(Vector256.Create(step.Constant));
            return;
        }

        ReadOnlySpan<Vector256<double>> a = Column(work, step.A, rows), b = Column(work, step.B, rows);
        switch (step.Operation)
        {
            case TapeOperation.Add:
                for (var i = 0; i < to.Length; i++)
                    to[i] = a[i] + b[i];
                break;
            case TapeOperation.Subtract:
                for (var i = 0; i < to.Length; i++)
                    to[i] = a[i] - b[i];
                break;
            case TapeOperation.Multiply:
                for (var i = 0; i < to.Length; i++)
                    to[i] = a[i] * b[i];
                break;
            case TapeOperation.Divide:
                for (var i = 0; i < to.Length; i++)
                    to[i] = a[i] / b[i];
                break;
            case TapeOperation.Select:
                Select(Column(work, step.C, rows), a, b, to);
                break;
            case TapeOperation.Power:
                for (var i = 0; i < to.Length; i++)
                    to[i] = Power(a[i], b[i]);
                break;
            case TapeOperation.Round:
                Round(step, work, rows);
                break;
            case TapeOperation.Min or TapeOperation.Max or TapeOperation.Less or TapeOperation.LessOrEqual or TapeOperation.Equal:
                Compare(step.Operation, a, b, to);
                break;
            default:
                Single(step.Operation, a, to);
                break;
        }
    }

    private static Span<Vector256<double>> Column(Span<double> work, int column, int rows) =>
        MemoryMarshal.Cast<double, Vector256<double>>(work.Slice(column * rows, rows));

    private static void Single(TapeOperation operation, ReadOnlySpan<Vector256<double>> a, Span<Vector256<double>> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = operation switch
            {
                TapeOperation.Negate => -a[i],
                TapeOperation.Abs => Vector256.Abs(a[i]),
                TapeOperation.Sqrt => Vector256.Sqrt(a[i]),
                TapeOperation.Sin => VectorMath.SinCos(a[i]).Sin,
                TapeOperation.Cos => VectorMath.SinCos(a[i]).Cos,
                TapeOperation.Exp => VectorMath.Exp(a[i]),
                TapeOperation.Ln => VectorMath.Log(a[i]),
                _ => throw new InvalidOperationException($"No column rule for {operation}."),
            };
        }
    }

    private static void Compare(TapeOperation operation, ReadOnlySpan<Vector256<double>> a, ReadOnlySpan<Vector256<double>> b, Span<Vector256<double>> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = operation switch
            {
                TapeOperation.Min => Vector256.ConditionalSelect(Vector256.LessThan(b[i], a[i]) | ~Vector256.Equals(b[i], b[i]), b[i], a[i]),
                TapeOperation.Max => Vector256.ConditionalSelect(Vector256.GreaterThan(b[i], a[i]) | ~Vector256.Equals(b[i], b[i]), b[i], a[i]),
                TapeOperation.Less => Truth(Vector256.LessThan(a[i], b[i]), a[i], b[i]),
                TapeOperation.LessOrEqual => Truth(Vector256.LessThanOrEqual(a[i], b[i]), a[i], b[i]),
                _ => Truth(Vector256.Equals(a[i], b[i]), a[i], b[i]),
            };
        }
    }

    /// <summary>One or zero, or NaN where one of the two is.</summary>
    private static Vector256<double> Truth(Vector256<double> holds, Vector256<double> a, Vector256<double> b) => Vector256.ConditionalSelect(
        Vector256.Equals(a, a) & Vector256.Equals(b, b), holds & Vector256<double>.One, Vector256.Create(double.NaN));

    private static void Select(
        ReadOnlySpan<Vector256<double>> condition, ReadOnlySpan<Vector256<double>> a, ReadOnlySpan<Vector256<double>> b, Span<Vector256<double>> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var chosen = Vector256.ConditionalSelect(Vector256.Equals(condition[i], Vector256<double>.Zero), b[i], a[i]);
            to[i] = Vector256.ConditionalSelect(Vector256.Equals(condition[i], condition[i]), chosen, condition[i]);
        }
    }

    private static Vector256<double> Power(Vector256<double> x, Vector256<double> y)
    {
        var isZero = Vector256.Equals(x, Vector256<double>.Zero) & Vector256.GreaterThan(y, Vector256<double>.Zero);
        return Vector256.ConditionalSelect(isZero, Vector256<double>.Zero, VectorMath.Exp(y * VectorMath.Log(x)));
    }

    private static void Round(in TapeStep step, Span<double> work, int rows)
    {
        for (var i = 0; i < rows; i++)
            work[(step.To * rows) + i] = FormulaTape.Round(work[(step.A * rows) + i], work[(step.B * rows) + i]);
    }
}
