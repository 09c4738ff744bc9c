using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Core.Decisions;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Published;

/// <summary>The product's numbers by the paths that examples use.</summary>
internal abstract class Answers
{
    public abstract double Of(string path);

    protected static double Number(JsonElement value) =>
        value.GetString() is "inf" ? double.PositiveInfinity : double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>Of an uncertainty file: gum.OUTPUT.…, second.OUTPUT.u, monte_carlo.OUTPUT.…, type_a.INPUT.…, correlation.A.B.</summary>
internal sealed class ModelAnswers : Answers
{
    private readonly UncertaintyFile file;
    private readonly UncertaintyReport report;

    public ModelAnswers(string json)
    {
        var load = UncertaintyFile.Load(Encoding.UTF8.GetBytes(json));
        Assert.True(load.Value is not null, string.Join('\n', load.Problems));
        file = load.Value;
        var outcome = UncertaintyReport.Of(file);
        Assert.Null(outcome.Refusal);
        report = outcome.Value;
    }

    public override double Of(string path)
    {
        var names = path.Split('.');
        return names[0] switch
        {
            "gum" => Gum(Output(names[1]).Budget!, names[2]),
            "second" => Output(names[1]).Second!.Combined,
            "monte_carlo" => Trials(Output(names[1]).Trials!, names[2]),
            "type_a" => file.Series.Single(one => one.Input == names[1]) is var series && names[2] == "mean" ? series.Mean : series.StandardUncertainty,
            "correlation" => file.Model.CorrelationOf(names[1], names[2]) ?? report.First!.Correlation(Index(names[1]), Index(names[2])),
            _ => throw new ArgumentException(path),
        };
    }

    private OutputReport Output(string name) => report.Outputs[Index(name)];

    private int Index(string output) => file.Model.Outputs.ToList().FindIndex(one => one.Name == output);

    private static double Gum(UncertaintyBudget budget, string field) => field switch
    {
        "value" => budget.Value!.Value,
        "u" => budget.Combined,
        "dof_truncated" => Coverage.Truncated(budget.EffectiveDegreesOfFreedom),
        "k" => budget.CoverageFactor,
        "U" => budget.Expanded,
        "low" => budget.Value!.Value - budget.Expanded,
        "high" => budget.Value!.Value + budget.Expanded,
        _ => throw new ArgumentException(field),
    };

    private static double Trials(MonteCarloResult trials, string field) => field switch
    {
        "mean" => trials.Mean,
        "u" => trials.StandardUncertainty,
        "symmetric_low" => trials.Symmetric.Low,
        "symmetric_high" => trials.Symmetric.High,
        "shortest_low" => trials.Shortest.Low,
        "shortest_high" => trials.Shortest.High,
        _ => throw new ArgumentException(field),
    };
}

internal sealed class LineAnswers(JsonElement data) : Answers
{
    private readonly StraightLine line = StraightLine.Fit(
        [.. data.GetProperty("x").EnumerateArray().Select(Number)], [.. data.GetProperty("y").EnumerateArray().Select(Number)], Number(data.GetProperty("x0"))).Value;

    private readonly double at = Number(data.GetProperty("predict_at"));

    public override double Of(string path) => path switch
    {
        "line.a" => line.A,
        "line.u_a" => line.UncertaintyOfA,
        "line.b" => line.B,
        "line.u_b" => line.UncertaintyOfB,
        "line.r_ab" => line.Correlation,
        "line.s" => line.ResidualDeviation,
        "line.predicted" => line.At(at).Value,
        "line.u_predicted" => line.At(at).StandardUncertainty,
        _ => throw new ArgumentException(path),
    };
}

internal sealed class ConformanceAnswers(JsonElement data) : Answers
{
    private readonly double probability = ConformanceProbability.Of(
        Number(data.GetProperty("y")), Number(data.GetProperty("u")), new(null, (decimal)Number(data.GetProperty("upper")))).Value;

    public override double Of(string path) => probability;
}

/// <summary>t.P.DOF, with P as "0.95".</summary>
internal sealed class FactorAnswers : Answers
{
    public override double Of(string path)
    {
        var last = path.LastIndexOf('.');
        var freedom = path[(last + 1)..] is "inf" ? double.PositiveInfinity : Figure.Value(path[(last + 1)..]);
        return StudentLaw.CoverageFactor(Figure.Value(path[2..last]), freedom);
    }
}
