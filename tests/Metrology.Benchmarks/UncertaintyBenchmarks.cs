using BenchmarkDotNet.Attributes;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Benchmarks;

/// <summary>
/// Uncertainty on one core: a million trials with mean, u, and both coverage intervals; the trials alone, which allocate nothing; and the budget by the law of
/// propagation.
/// </summary>
[MemoryDiagnoser]
public class UncertaintyBenchmarks
{
    const int Million = 1_000_000;
    readonly MonteCarloSettings settings = new(0.95, Million);
    readonly double[][] values = [new double[Million]];
    MeasurementModel additive = null!;
    MeasurementModel correlated = null!;
    MeasurementModel budget = null!;
    Trials additiveTrials = null!;
    Trials correlatedTrials = null!;
    double[] additiveWork = [];
    double[] correlatedWork = [];

    [GlobalSetup]
    public void MakeModels()
    {
        (additive, correlated, budget) = (UncertaintyModels.AdditiveFour(), UncertaintyModels.CorrelatedEight(), UncertaintyModels.Budget());
        (additiveTrials, correlatedTrials) = (Trials.Of(additive, 1).Value, Trials.Of(correlated, 1).Value);
        (additiveWork, correlatedWork) = (additiveTrials.NewWorkArea(), correlatedTrials.NewWorkArea());
    }

    [Benchmark]
    public double AdditiveFour() => Propagation.Run(additive, settings).Value[0].Shortest.Low;

    [Benchmark]
    public void AdditiveFourTrials() => additiveTrials.Run(0, Million, values, 0, additiveWork);

    [Benchmark]
    public double CorrelatedEight() => Propagation.Run(correlated, settings).Value[0].Shortest.Low;

    [Benchmark]
    public void CorrelatedEightTrials() => correlatedTrials.Run(0, Million, values, 0, correlatedWork);

    [Benchmark]
    public double GumBudget() => FirstOrder.Evaluate(budget, Coverage.Of(0.95)).Value.Budgets[0].Expanded;
}
