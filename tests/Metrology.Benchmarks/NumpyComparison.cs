using System.Diagnostics;
using System.Globalization;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Benchmarks;

/// <summary>
/// A million trials here and in numpy, turn by turn in one run, so that whatever else the machine does burdens both alike; the best turn of each counts. Numpy
/// draws, adds and forms mean and standard deviation; ours forms both coverage intervals besides.
/// </summary>
static class NumpyComparison
{
    const int Turns = 15;

    const string Script =
        """
        import sys, time
        import numpy as np
        g = np.random.Generator(np.random.PCG64(1))
        L = np.linalg.cholesky(np.full((8, 8), 0.3) + 0.7 * np.eye(8))
        def additive():
            y = g.standard_normal((4, 1000000)).sum(axis=0)
            return y.mean(), y.std(ddof=1)
        def correlated():
            y = (L @ g.standard_normal((8, 1000000))).sum(axis=0)
            return y.mean(), y.std(ddof=1)
        for line in sys.stdin:
            f = additive if line.strip() == "additive" else correlated
            t = time.perf_counter(); f(); print((time.perf_counter() - t) * 1000, flush=True)
        """;

    public static int Run(string python)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = start.Environment["MKL_NUM_THREADS"] = "1";
        using var numpy = Process.Start(start)!;
        Compare(numpy, "additive", UncertaintyModels.AdditiveFour());
        Compare(numpy, "correlated", UncertaintyModels.CorrelatedEight());
        numpy.StandardInput.Close();
        numpy.WaitForExit();
        return numpy.ExitCode;
    }

    static void Compare(Process numpy, string name, MeasurementModel model)
    {
        var (ours, theirs) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Turns; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = Propagation.Run(model, new MonteCarloSettings(0.95, 1_000_000)).Value;
            ours = Math.Min(ours, watch.Elapsed.TotalMilliseconds);
            numpy.StandardInput.WriteLine(name);
            numpy.StandardInput.Flush();
            var said = numpy.StandardOutput.ReadLine() ?? throw new InvalidOperationException("numpy did not answer; is python3-numpy installed?");
            theirs = Math.Min(theirs, double.Parse(said, CultureInfo.InvariantCulture));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} ours {ours:0.0} ms, numpy {theirs:0.0} ms, ratio {theirs / ours:0.00}"));
    }
}
