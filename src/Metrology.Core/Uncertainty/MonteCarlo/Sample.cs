using System.Buffers;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// The trials computed so far, kept in their order, with the moments of each block. The memory is lent by the pool: fresh memory for a million trials costs as
/// much as drawing a million numbers.
/// </summary>
internal sealed class Sample : IDisposable
{
    private readonly Trials trials;
    private readonly int block;
    private readonly PartRunner runner;
    private readonly double[][] workAreas;
    private readonly List<Moments[]> moments = [];
    private double[][] values;
    private long count;

    public Sample(Trials trials, int block, PartRunner runner, int parts)
    {
        (this.trials, this.block, this.runner) = (trials, block, runner);
        workAreas = [.. Enumerable.Range(0, Math.Max(1, parts)).Select(_ => trials.NewWorkArea())];
        values = [.. Enumerable.Range(0, trials.Outputs).Select(_ => Array.Empty<double>())];
    }

    /// <summary>An output that had no finite value in some trial.</summary>
    public int? FirstWithoutValue { get; private set; }

    public int Outputs => trials.Outputs;

    /// <summary>Blocks that are full; the last of a number that was asked for may not be.</summary>
    public int WholeBlocks => (int)(count / block);

    public ReadOnlySpan<double> Values(int output) => values[output].AsSpan(0, (int)count);

    public ReadOnlySpan<double> Block(int output, int index) => values[output].AsSpan(index * block, block);

    public Moments BlockMoments(int output, int index) => moments[index][output];

    /// <summary>Moments of everything, block by block in order.</summary>
    public Moments MomentsOf(int output) => moments.Aggregate(default(Moments), (sum, one) => sum.With(one[output]));

    /// <summary>Computes at least so many trials, ahead in rounds that fill the threads, but not beyond the largest number.</summary>
    public void Reach(long wanted, long largest)
    {
        if (wanted > count)
            Extend(Math.Min(Math.Max(wanted, count + ((long)Propagation.RoundOfBlocks(workAreas.Length) * block)), largest / block * block));
    }

    /// <summary>Computes trials up to this number.</summary>
    public void Extend(long wanted)
    {
        Fit((int)wanted);
        var first = count / block;
        var blocks = ((wanted - count) + block - 1) / block;
        var made = new Moments[blocks][];
        for (var i = 0; i < blocks; i++)
            made[i] = new Moments[Outputs];
        var parts = workAreas.Length;
        runner(parts, part =>
        {
            // A part takes consecutive blocks; which ones does not matter to any value.
            for (var i = blocks * part / parts; i < blocks * (part + 1) / parts; i++)
                Compute(first + i, wanted, workAreas[part], made[i]);
        });
        moments.AddRange(made);
        count = wanted;
        FirstWithoutValue ??= WithoutValue(made);
    }

    /// <summary>Forgets the trials beyond this number of whole blocks.</summary>
    public void Cut(long wanted)
    {
        count = wanted;
        moments.RemoveRange((int)(wanted / block), moments.Count - (int)(wanted / block));
    }

    public void Dispose()
    {
        foreach (var lent in values)
            Return(lent);
        values = [];
    }

    private static void Return(double[] lent)
    {
        if (lent.Length > 0)
            ArrayPool<double>.Shared.Return(lent);
    }

    private void Compute(long index, long wanted, double[] workArea, Moments[] made)
    {
        var start = index * block;
        var rows = (int)Math.Min(block, wanted - start);
        trials.Run(start, rows, values, (int)start, workArea);
        for (var o = 0; o < made.Length; o++)
            made[o] = Moments.Of(values[o].AsSpan((int)start, rows));
    }

    private static int? WithoutValue(Moments[][] made)
    {
        // One NaN or infinity among the values makes the sum of squares one.
        foreach (var one in made)
        {
            var output = Array.FindIndex(one, moments => !double.IsFinite(moments.SquaredDeviations));
            if (output >= 0)
                return output;
        }

        return null;
    }

    private void Fit(int wanted)
    {
        for (var o = 0; o < values.Length; o++)
        {
            if (values[o].Length >= wanted)
                continue;
            var larger = ArrayPool<double>.Shared.Rent((int)Math.Min(Math.Max(wanted, 2L * values[o].Length), Array.MaxLength));
            values[o].AsSpan(0, (int)count).CopyTo(larger);
            Return(values[o]);
            values[o] = larger;
        }
    }
}
