using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Core.Decisions;
using Metrology.Core.Intervals;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Published;

/// <summary>"VALUE to INTERVAL", rounded once.</summary>
internal sealed class RoundingAnswers : Answers
{
    public override double Of(string path)
    {
        var (value, interval) = (QuantityText.ParseNumber(path.Split(" to ")[0])!.Value, QuantityText.ParseNumber(path.Split(" to ")[1])!.Value);
        return (double)new RoundingInterval(interval).Round(value);
    }
}

/// <summary>REQUEST.FIGURE of interval analyses, as <c>metrology interval</c> answers them.</summary>
internal sealed class IntervalAnswers(JsonElement requests) : Answers
{
    private readonly Dictionary<string, IntervalFindings> findings = requests.EnumerateObject().ToDictionary(request => request.Name, request => Of(request.Value));

    public override double Of(string path) => findings[path.Split('.')[0]].Find(path.Split('.')[1]) switch
    {
        FigureValue.Real real => real.Value,
        FigureValue.Exact exact => (double)exact.Value,
        var other => throw new ArgumentException($"{path}: {other}"),
    };

    private static IntervalFindings Of(JsonElement request)
    {
        var load = IntervalFile.Load(request.GetProperty("method").GetString()!, Encoding.UTF8.GetBytes(request.GetProperty("inputs").GetRawText()));
        Assert.True(load.Value is not null, string.Join('\n', load.Problems));
        return IntervalAnalysis.Run(load.Value).Value;
    }
}

/// <summary>
/// Global risk. With a ratio of deviations: "pfa P" and "cpfa P" in % for a process with the in-tolerance probability P; without: "pfa S R G" and "pfr S R G" for limits of ±S
/// deviations of the process, R times the deviation of the test, and acceptance limits of G times the limits.
/// </summary>
internal sealed class RiskAnswers(JsonElement data) : Answers
{
    public override double Of(string path)
    {
        var words = path.Split(' ');
        if (data.TryGetProperty("deviations", out var ratio))
        {
            var limits = ToleranceLimits.Symmetric(1m);
            var process = GlobalRisk.DeviationFor(Figure.Value(words[1]), limits).Value;
            var risk = GlobalRisk.Of(limits, limits, new(0, process), process / Number(ratio)).Value;
            return 100 * (words[0] == "pfa" ? risk.FalseAccept : risk.FalseAcceptOfAccepted);
        }

        var (limit, deviations, guard) = (Decimal(words[1]), Figure.Value(words[2]), Decimal(words[3]));
        var one = GlobalRisk.Of(ToleranceLimits.Symmetric(limit), ToleranceLimits.Symmetric(limit * guard), new(0, 1), 1 / deviations).Value;
        return words[0] == "pfa" ? one.FalseAccept : one.FalseReject;
    }

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>"r R": largest specific risk, in %, with w = R·U and U = 2u.</summary>
internal sealed class GuardBandAnswers : Answers
{
    public override double Of(string path) => 100 * ConformanceProbability.LargestSpecificFalseAccept(2 * Figure.Value(path.Split(' ')[1]));
}
