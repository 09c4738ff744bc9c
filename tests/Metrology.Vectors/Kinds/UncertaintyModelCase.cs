using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Vectors.Kinds;

/// <summary>A case that is an uncertainty file of the product with expectations beside it.</summary>
internal sealed class UncertaintyModelCase(VectorCase vector)
{
    /// <summary>Enough that the noise of the trials is far inside any stated tolerance.</summary>
    private const long Trials = 10_000_000;

    private static readonly string[] Expectations = ["expect", "tolerance", "exact"];

    private readonly Dictionary<double, Outcome<IReadOnlyList<MonteCarloResult>>> runs = [];

    public void Run()
    {
        vector.PassOver([.. vector.Fields.Except(Expectations)]); // the product reads them all, and refuses those that it does not know
        var load = UncertaintyFile.Load(Encoding.UTF8.GetBytes(UnitLabels.Quoted(vector.JsonWithout(Expectations))));
        foreach (var problem in load.Problems)
            vector.Differs(problem.Path.Length > 0 ? problem.Path : "file", "a file that the product reads", problem.Text.En);
        if (load.Value is not { } file)
            return;
        TypeA(file);
        Inputs(file);
        foreach (var (output, index) in file.Model.Outputs.Select((output, i) => (output.Name, i)))
            Gum(file, output, index);
        Correlations(file);
        if (vector["expect.monte_carlo"] is not null || vector["exact"] is not null || vector["expect.validation"] is not null)
            MonteCarlo(file);
    }

    private void TypeA(UncertaintyFile file)
    {
        foreach (var series in file.Series)
        {
            var path = $"expect.type_a.{series.Input}";
            vector.ExpectDigits($"{path}.mean", series.Mean);
            vector.ExpectDigits($"{path}.u", series.StandardUncertainty);
            vector.ExpectDigits($"{path}.s", series.StandardDeviation);
            vector.ExpectDigits($"{path}.n", (double)series.Values.Count);
            vector.ExpectDigits($"{path}.dof", (double)series.DegreesOfFreedom);
        }
    }

    private void Inputs(UncertaintyFile file)
    {
        foreach (var input in file.Model.Inputs)
        {
            var path = $"expect.inputs.{input.Name}";
            vector.ExpectDigits($"{path}.value", input.Estimate);
            vector.ExpectDigits($"{path}.u", input.StandardUncertainty);
            vector.ExpectDigits($"{path}.dof", input.DegreesOfFreedom);
        }
    }

    private void Gum(UncertaintyFile file, string output, int index)
    {
        var path = $"expect.gum.{output}";
        var second = $"expect.gum_second_order.{output}";
        var first = FirstOrder.Evaluate(file.Model, CoverageOf(file, path));
        if (first.IsRefused)
        {
            if (vector["expect.gum"] is not null)
                vector.Differs("expect.gum", "a result", first.Refusal!.Text.En);
            return;
        }

        var budget = first.Value.Budgets[index];
        vector.ExpectDigits($"{path}.value", budget.Value);
        vector.ExpectDigits($"{path}.u", budget.Combined);
        vector.ExpectDigits($"{path}.u_rel", budget.Combined / Math.Abs(budget.Value!.Value));
        vector.ExpectDigits($"{path}.dof", budget.EffectiveDegreesOfFreedom);
        vector.ExpectDigits($"{path}.dof_truncated", Coverage.Truncated(budget.EffectiveDegreesOfFreedom));
        vector.ExpectDigits($"{path}.coverage", budget.CoverageProbability);
        vector.ExpectDigits($"{path}.k", budget.CoverageFactor);
        vector.ExpectDigits($"{path}.U", budget.Expanded);
        foreach (var (input, i) in file.Model.Inputs.Select((input, i) => (input.Name, i)))
        {
            vector.ExpectDigits($"{path}.contributions.{input}", budget.ContributionOf(input));
            vector.ExpectDigits($"{path}.sensitivities.{input}", first.Value.Sensitivity(index, i));
        }

        if (vector["expect.gum_second_order"] is null)
            return;
        var order = SecondOrder.Of(file.Model, index);
        vector.ExpectDigits($"{second}.u", order?.Combined);
        vector.ExpectDigits($"{second}.shift", order?.Shift);
        vector.ExpectDigits($"{second}.value", budget.Value + order?.Shift);
    }

    /// <summary>The file's own coverage; else the probability that the expected k is for; else the k itself, given.</summary>
    private Coverage CoverageOf(UncertaintyFile file, string path)
    {
        if (vector["coverage"] is not null)
            return file.Coverage;
        if (vector[$"{path}.coverage"] is { } probability)
            return Coverage.Of(PrintedNumber.Value(probability));
        return vector[$"{path}.k"] is { } k ? Coverage.Fixed(PrintedNumber.Value(k)) : file.Coverage;
    }

    private void Correlations(UncertaintyFile file)
    {
        if (vector["expect.correlation"] is not { } expected)
            return;
        var first = FirstOrder.Evaluate(file.Model, file.Coverage);
        var outputs = file.Model.Outputs.Select(output => output.Name).ToList();
        foreach (var triple in expected.EnumerateArray())
        {
            var (a, b, r) = (triple[0].ToString(), triple[1].ToString(), triple[2]);
            var got = outputs.Contains(a) && outputs.Contains(b)
                ? first.IsRefused ? double.NaN : first.Value.Correlation(outputs.IndexOf(a), outputs.IndexOf(b))
                : file.Model.CorrelationOf(a, b) ?? double.NaN;
            if (!PrintedNumber.Holds(r, got))
                vector.Differs($"expect.correlation.{a}.{b}", r.ToString(), got.ToString("G10", CultureInfo.InvariantCulture));
        }
    }

    private void MonteCarlo(UncertaintyFile file)
    {
        var (mean, u, limits) = (Tolerance("mean"), Tolerance("u"), Tolerance("limits"));
        foreach (var (output, index) in file.Model.Outputs.Select((output, i) => (output.Name, i)))
        {
            var path = $"expect.monte_carlo.{output}";
            Propagate(file, 0.95, index, trials =>
            {
                vector.ExpectWithin($"{path}.mean", trials.Mean, mean);
                vector.ExpectWithin($"{path}.u", trials.StandardUncertainty, u);
            });
            foreach (var field in Fields(path).Concat(index == 0 ? Fields("exact") : []))
                Interval(file, field, index, limits);
            Validation(file, output, index, limits);
        }
    }

    /// <summary>"symmetric_95", "shortest_99", "half_width_95": the fraction is in the name.</summary>
    private void Interval(UncertaintyFile file, string field, int index, double? tolerance)
    {
        var name = field.Split('.')[^1];
        var at = name.LastIndexOf('_');
        if (at < 0 || !double.TryParse(name[(at + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent is <= 0 or >= 100)
            return; // another field, or an unknown one, which is then a failure
        Propagate(file, percent / 100, index, trials =>
        {
            var interval = trials.Interval(name.StartsWith("shortest", StringComparison.Ordinal) ? IntervalKind.Shortest : IntervalKind.Symmetric);
            if (name[..at] is "symmetric" or "shortest")
                Ends(field, interval, tolerance);
            else if (name[..at] == "half_width")
                vector.ExpectWithin(field, interval.Length / 2, tolerance);
        });
    }

    private void Ends(string field, CoverageInterval interval, double? tolerance)
    {
        var ends = vector[field]!.Value;
        if (ends.ValueKind != JsonValueKind.Array || ends.GetArrayLength() != 2)
        {
            vector.Differs(field, ends.ToString(), "an interval, which has two ends");
            return;
        }

        vector.Compared();
        foreach (var (printed, got) in new[] { (ends[0], interval.Low), (ends[1], interval.High) })
        {
            if (tolerance is { } allowed ? !(Math.Abs(got - PrintedNumber.Value(printed)) <= allowed) : !PrintedNumber.Holds(printed, got))
                vector.Differs(field, ends.ToString(), $"[{interval.Low.ToString("G8", CultureInfo.InvariantCulture)}, {interval.High.ToString("G8", CultureInfo.InvariantCulture)}]");
        }
    }

    private void Validation(UncertaintyFile file, string output, int index, double? tolerance)
    {
        var path = $"expect.validation.{output}";
        if (vector[path] is null)
            return;
        var p = vector[$"{path}.coverage"] is { } coverage ? PrintedNumber.Value(coverage) : 0.95;
        var budget = FirstOrder.Evaluate(file.Model, Coverage.Of(p)).Value.Budgets[index];
        Propagate(file, p, index, trials =>
        {
            var validation = GumValidation.Of(budget, trials, file.MonteCarlo?.SignificantDigits ?? 2, file.MonteCarlo?.Interval ?? IntervalKind.Symmetric);
            vector.ExpectWithin($"{path}.d_low", validation.LowDifference, tolerance);
            vector.ExpectWithin($"{path}.d_high", validation.HighDifference, tolerance);
            vector.ExpectDigits($"{path}.delta", validation.Tolerance);
            vector.Expect($"{path}.validated", validation.IsWithinTolerance);
        });
    }

    private void Propagate(UncertaintyFile file, double probability, int output, Action<MonteCarloResult> compare)
    {
        if (!runs.TryGetValue(probability, out var run))
        {
            var settings = (file.MonteCarlo ?? new()) with { Probability = probability, Trials = Trials };
            runs[probability] = run = Propagation.Run(file.Model, settings, (parts, part) => Parallel.For(0, parts, part), Environment.ProcessorCount);
        }

        if (run.IsRefused)
            vector.Differs("expect.monte_carlo", "a result", run.Refusal!.Text.En);
        else
            compare(run.Value[output]);
    }

    private double? Tolerance(string name) => vector[$"tolerance.{name}"] is { } value ? PrintedNumber.Value(value) : null;

    private IEnumerable<string> Fields(string path) =>
        vector.Members(path).Select(name => $"{path}.{name}");
}
