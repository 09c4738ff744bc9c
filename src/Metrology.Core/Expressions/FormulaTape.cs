using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Expressions;

/// <summary>
/// One formula or several as a list of steps on numbered columns, for evaluating it a million times without allocating. A step that has no value gives NaN or an
/// infinity, and a condition on NaN is NaN and not false; whoever asks looks at the result. The functions are those of <see cref="VectorMath"/>, so that every machine gives the same bits.
/// </summary>
internal sealed class FormulaTape
{
    private readonly TapeStep[] steps;

    public FormulaTape(IReadOnlyList<TapeStep> steps, int inputs, int columns, IReadOnlyList<int> results) =>
        (this.steps, Inputs, Columns, Results) = ([.. steps], inputs, columns, [.. results]);

    /// <summary>The first columns hold the variables.</summary>
    public int Inputs { get; }

    /// <summary>Columns that the work area needs, variables included.</summary>
    public int Columns { get; }

    /// <summary>The columns with the values of the formulas, in their order.</summary>
    public int[] Results { get; }

    /// <summary>One value of each; <paramref name="work"/> has <see cref="Columns"/> places, the first of which are the variables.</summary>
    public void Run(Span<double> work)
    {
        foreach (ref readonly var step in new ReadOnlySpan<TapeStep>(steps))
            work[step.To] = Of(step, work);
    }

    /// <summary>Column by column over <paramref name="rows"/> trials; column i begins at i · rows. Rows are a multiple of eight.</summary>
    public void Run(Span<double> work, int rows)
    {
        foreach (ref readonly var step in new ReadOnlySpan<TapeStep>(steps))
            TapeColumns.Run(step, work, rows);
    }

    internal static double Of(in TapeStep step, ReadOnlySpan<double> at)
    {
        if (step.Operation == TapeOperation.Constant)
            return step.Constant;
        var (a, b) = (at[step.A], at[step.B]);
        return step.Operation switch
        {
            TapeOperation.Add => a + b,
            TapeOperation.Subtract => a - b,
            TapeOperation.Multiply => a * b,
            TapeOperation.Divide => a / b,
            TapeOperation.Negate => -a,
            TapeOperation.Abs => Math.Abs(a),
            TapeOperation.Sqrt => Math.Sqrt(a),
            TapeOperation.Min => b < a || double.IsNaN(b) ? b : a,
            TapeOperation.Max => b > a || double.IsNaN(b) ? b : a,
            TapeOperation.Sin => ScalarMath.Sin(a),
            TapeOperation.Cos => ScalarMath.Cos(a),
            TapeOperation.Exp => ScalarMath.Exp(a),
            TapeOperation.Ln => ScalarMath.Log(a),
            TapeOperation.Power => ScalarMath.Pow(a, b),
            TapeOperation.Round => Round(a, b),
            TapeOperation.Select => double.IsNaN(at[step.C]) ? double.NaN : at[step.C] != 0 ? a : b,
            TapeOperation.Less => Truth(a < b, a, b),
            TapeOperation.LessOrEqual => Truth(a <= b, a, b),
            TapeOperation.Equal => Truth(a == b, a, b),
            TapeOperation.Constant => step.Constant,
        };
    }

    private static double Truth(bool holds, double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : holds ? 1 : 0;

    /// <summary>Rounding of a number to an interval as the interpreter does it; NaN where it refuses.</summary>
    public static double Round(double value, double interval)
    {
        const double largest = 1e15;
        if (!(interval > 1e-27 && interval < largest) || !(Math.Abs(value / interval) < largest) || !(Math.Abs(value) < largest))
            return double.NaN;
        return (double)new Quantities.RoundingInterval((decimal)interval).Round((decimal)value);
    }
}

/// <summary>What a step of a <see cref="FormulaTape"/> does with its columns A, B and C.</summary>
internal enum TapeOperation
{
    Constant,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Abs,
    Sqrt,
    Min,
    Max,
    Sin,
    Cos,
    Exp,
    Ln,
    Power,
    Round,
    Less,
    LessOrEqual,
    Equal,

    /// <summary>A where C is not zero, B elsewhere.</summary>
    Select,
}

/// <param name="To">Column that receives the value.</param>
internal readonly record struct TapeStep(TapeOperation Operation, int To, int A, int B = 0, int C = 0, double Constant = 0);
