using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// The trials of a model, JCGM 101:2008 7.2 to 7.4: trial n has the same value whoever computes it, in whatever order, so that ranges of trials can be
/// given to several threads. Nothing is allocated while trials run.
/// </summary>
public sealed class Trials
{
    /// <summary>Trials come in groups of this size.</summary>
    public const int Group = 16;

    /// <summary>Rows of a work area: small enough that all columns stay in the first cache.</summary>
    private const int Rows = 256;

    private readonly MeasurementModel model;
    private readonly FormulaTape tape;
    private readonly IReadOnlyList<(int Input, Sampler Sampler)> independent;
    private readonly int[] correlated;
    private readonly double[][] factors;
    private readonly Vector256<ulong>[] keys;

    private Trials(MeasurementModel model, IReadOnlyList<(int Input, Sampler Sampler)> independent, int[] correlated, double[][] factors, ulong seed) =>
        (this.model, tape, this.independent, this.correlated, this.factors, keys) = (model, model.Compiled.Values, independent, correlated, factors, Philox.KeysOf(seed));

    public int Outputs => tape.Results.Length;

    /// <summary>The trials, or why this model has none: correlated inputs are drawn from a joint normal law (JCGM 101:2008 6.4.8), so they must be normal.</summary>
    public static Outcome<Trials> Of(MeasurementModel model, ulong seed)
    {
        var independent = new List<(int, Sampler)>();
        var correlated = new List<int>();
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            var together = model.DrawnTogether(i);
            if (model.Inputs[i].Components.Take(together).Any(one => one.Distribution.Sampler.Kind != SamplerKind.Normal))
                return UncertaintyRefusals.CorrelatedNotNormal(model.Inputs[i].Name);
            if (together > 0)
                correlated.Add(i);
            independent.AddRange(model.DrawnAlone(i).Select(one => (i, one.Sampler)));
        }

        return new Trials(model, independent, [.. correlated], Factors(model.Joint, correlated), seed);
    }

    /// <summary>Doubles of a cache line: vectors that begin at one never lie on two, which costs up to half of the time of a loop.</summary>
    private const int Line = 8;

    /// <summary>A work area for one thread; it stays where it is, so that its columns begin at cache lines.</summary>
    public double[] NewWorkArea() => GC.AllocateArray<double>(Size + Line, pinned: true);

    private int Size => (tape.Columns + correlated.Length + 1) * Rows;

    private Span<double> Aligned(double[] workArea)
    {
        var bytes = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(workArea, 0) % (Line * sizeof(double)));
        return workArea.AsSpan(((Line * sizeof(double)) - bytes) % (Line * sizeof(double)) / sizeof(double), Size);
    }

    /// <summary>Values of trials first, first + 1, …: one span of equal length for each output.</summary>
    /// <param name="firstTrial">A multiple of <see cref="Group"/>, like the count.</param>
    /// <param name="values">For each output an array; the values go to its places from <paramref name="at"/> on.</param>
    public void Run(long firstTrial, int count, double[][] values, int at, double[] workArea)
    {
        var work = Aligned(workArea);
        for (var done = 0; done < count; done += Rows)
        {
            var rows = Math.Min(Rows, count - done);
            RunRows(firstTrial + done, rows, work);
            for (var o = 0; o < values.Length; o++)
                work.Slice(tape.Results[o] * rows, rows).CopyTo(values[o].AsSpan(at + done));
        }
    }

    private void RunRows(long firstTrial, int rows, Span<double> workArea)
    {
        var next = 0; // of the components that are drawn alone, which come input by input
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            var column = workArea.Slice(i * rows, rows);
            if (next == independent.Count || independent[next].Input != i)
                column.Fill(model.Inputs[i].Value);
            for (var isFirst = true; next < independent.Count && independent[next].Input == i; next++, isFirst = false)
            {
                if (isFirst)
                    Draws.Put(model.Inputs[i].Value, independent[next].Sampler, keys, (uint)next, (ulong)firstTrial, column, Scratch(workArea, rows));
                else
                    Draws.Add(independent[next].Sampler, keys, (uint)next, (ulong)firstTrial, column, Scratch(workArea, rows));
            }
        }

        Correlate(firstTrial, rows, workArea);
        tape.Run(workArea, rows);
    }

    /// <summary>x = estimate + u·L·z, JCGM 101:2008 6.4.8.4.</summary>
    private void Correlate(long firstTrial, int rows, Span<double> workArea)
    {
        var normals = workArea.Slice(tape.Columns * rows, correlated.Length * rows);
        for (var k = 0; k < correlated.Length; k++)
        {
            var stream = (uint)(independent.Count + k);
            Draws.Put(0, new(SamplerKind.Normal, 1), keys, stream, (ulong)firstTrial, normals.Slice(k * rows, rows), Scratch(workArea, rows));
        }

        for (var k = 0; k < correlated.Length; k++)
        {
            var to = MemoryMarshal.Cast<double, Vector256<double>>(workArea.Slice(correlated[k] * rows, rows));
            var z = MemoryMarshal.Cast<double, Vector256<double>>(normals);
            Combine(factors[k], z, to);
        }
    }

    private static Span<double> Scratch(Span<double> workArea, int rows) => workArea.Slice(workArea.Length - Rows, rows);

    private static void Combine(double[] factors, ReadOnlySpan<Vector256<double>> z, Span<Vector256<double>> to)
    {
        // Sixteen trials at once: four sums that do not wait for each other.
        for (var r = 0; r + 3 < to.Length; r += 4)
        {
            var (a, b, c, d) = (to[r], to[r + 1], to[r + 2], to[r + 3]);
            for (var j = 0; j < factors.Length; j++)
            {
                var factor = Vector256.Create(factors[j]);
                var drawn = z.Slice((j * to.Length) + r, 4);
                a = Vector256.FusedMultiplyAdd(factor, drawn[0], a);
                b = Vector256.FusedMultiplyAdd(factor, drawn[1], b);
                c = Vector256.FusedMultiplyAdd(factor, drawn[2], c);
                d = Vector256.FusedMultiplyAdd(factor, drawn[3], d);
            }

            (to[r], to[r + 1], to[r + 2], to[r + 3]) = (a, b, c, d);
        }
    }

    /// <summary>Rows of u·L of the correlated inputs alone; row k has k + 1 factors.</summary>
    private static double[][] Factors(JointKnowledge joint, List<int> correlated)
    {
        var rows = new double[correlated.Count][];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = new double[k + 1];
            for (var j = 0; j <= k; j++)
                rows[k][j] = joint.PartOf(correlated[k]) * joint.Correlations.Factor[correlated[k], correlated[j]];
        }

        return rows;
    }
}
