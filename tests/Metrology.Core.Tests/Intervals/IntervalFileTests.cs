using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Intervals;
using Metrology.Testing;

namespace Metrology.Core.Tests.Intervals;

public class IntervalFileTests
{
    private static readonly List<(string Method, string Input)> Requests =
    [
        .. JsonNode.Parse(File.ReadAllText(Repository.At("tests", "corpus", "vectors", "intervals.json")))!["cases"]!.AsArray()
            .Select(one => (one!["kind"]!.GetValue<string>(), one["inputs"]!.ToJsonString())),
    ];

    private static readonly string[] Values =
        ["0", "-1", "1", "1e-28", "100000", "\"100000\"", "79228162514264337593543950335", "1e400", "true", "null", "[]", "{}", "[0,0,0]", "[1,1,1,1,1,1]", "[\"in\",\"out\"]", "\"\"", "\"检定\"", "\"d = b1*t\""];

    [Theory]
    [InlineData("A3-test-interval", """{"in_tolerance":21,"calibrations":20,"target_reliability":1,"current_interval_d":0}""", "current_interval_d,in_tolerance,target_reliability")]
    [InlineData("drift-fit", """{"t_d":[1,2],"deviation":[1],"model":"d = b0 + b1*t"}""", ",model")]
    [InlineData("drift-reliability-target", """{"t_d":[1],"deviation":[1],"u0":0,"y0":1,"lower":2,"upper":1}""", "")]
    [InlineData("legal-cap", """{"computed_interval_d":5,"work":"检定"}""", "")]
    [InlineData("legal-cap", """{"computed_interval_d":5,"override_d":3}""", "")]
    [InlineData("legal-cap", """{"computed_interval_d":5,"work":"维修"}""", "work")]
    [InlineData("last-three", """{"results":["in","perhaps"],"current_interval_d":5,"factors":{"XXX":1}}""", "factors,results[1]")]
    [InlineData("S2-binomial", """{"elapsed_d":[1],"calibrations":[2],"in_tolerance":[3],"target_reliability":0.9,"model":"guess"}""", ",model")]
    public void Every_problem_is_found_at_once(string method, string input, string paths) => Assert.Equal(
        paths, string.Join(',', IntervalFile.Load(method, Encoding.UTF8.GetBytes(input)).Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("drift-fit", """{"t_d":[1,2],"deviation":[1,2]}""", "interval.too-few-points")]
    [InlineData("drift-fit", """{"t_d":[5,5,5],"deviation":[1,2,3]}""", "interval.same-times")]
    [InlineData("drift-fit", """{"t_d":[0,0,0],"deviation":[1,2,3]}""", "interval.same-times")]
    [InlineData("control-chart", """{"t_d":[5,5,5],"error":[1,2,3],"upper":9}""", "interval.same-times")]
    public void Data_that_cannot_be_fitted_are_refused(string method, string input, string code) =>
        Assert.Equal(code, IntervalAnalysis.Run(IntervalFile.Load(method, Encoding.UTF8.GetBytes(input)).Value!).Refusal!.Code);

    [Fact]
    public void Hostile_requests_never_throw_and_no_answer_exceeds_the_maximum() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var (method, input) = Requests[random.Next(Requests.Count)];
            var root = JsonNode.Parse(input)!.AsObject();
            root["regulation_cycle_d"] = "365";
            root["work"] = "检定";
            for (var i = random.Next(3); i > 0; i--)
                root[root.ElementAt(random.Next(root.Count)).Key] = JsonNode.Parse(Values[random.Next(Values.Length)]);
            var load = IntervalFile.Load(method, Encoding.UTF8.GetBytes(root.ToJsonString()));
            if (load.Value is not { } request)
                return load.Problems.Count > 0;
            var findings = IntervalAnalysis.Run(request);
            return findings.IsRefused || findings.Value.Decision is not { Maximum: { } most } decision || decision.InForce <= most;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
