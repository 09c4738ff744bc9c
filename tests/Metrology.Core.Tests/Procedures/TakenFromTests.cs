using System.Text;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;

namespace Metrology.Core.Tests.Procedures;

/// <summary>A reading that another item took: of the same part where both have parts, and never one of several repeats.</summary>
public class TakenFromTests
{
    private const string Zero = "\"id\": \"zero\", \"title\": { \"zh\": \"零位\", \"en\": \"Zero\" }, \"verb\": \"ask\", \"kinds\": [\"first\"],";

    private static string With(string more) => VerbExample.Text.Replace(Zero, Zero + more, StringComparison.Ordinal);

    [Fact]
    public void Each_part_takes_its_own()
    {
        var nameplate = new Nameplate(new Dictionary<string, string> { ["size"] = "small", ["range"] = "100", ["parts"] = "3" });
        var state = RunMachine.Begin(RunMachine.Plan(VerbExample.Load(With("\"each\": \"parts\",")), nameplate, VerificationKind.First).Value);
        while (state.CurrentStep is { } step)
        {
            state = state.After(RunMachine.Next(state) is Directive.AwaitBegin ? new RunEvent.Begun()
                : RunMachine.Expected(state) is not null ? VerbExample.Expected(state, one => Value(one, step)) : new RunEvent.Accepted(null));
        }

        var taken = Evaluator.Evaluate(state, []).Items.Single(item => item.Item == "error").Points.Select(point => (point.Point, point.Repeats[0].Values["z"]));
        Assert.Equal([("half@1", 0.1m), ("half@2", 0.2m), ("half@3", 0.3m), ("full@1", 0.1m), ("full@2", 0.2m), ("full@3", 0.3m)], taken.OrderByDescending(one => one.Point[..4] == "half").ThenBy(one => one.Point));
    }

    private static decimal Value(ExpectedReading wanted, PlannedStep step) => wanted.Measurand switch
    {
        "pressure" when wanted.Subject == "zero" => (step.Key.Point[^1] - '0') / 10m,
        "pressure" => 50m,
        "environment.temperature" => 20m,
        "duration" => 900m,
        _ => 1m,
    };

    [Theory]
    [InlineData("\"repeats\": 3,", "several times")]
    [InlineData("\"each\": \"range\",", "has parts")]
    public void What_is_read_several_times_cannot_be_taken_once(string more, string why)
    {
        var problem = Assert.Single(ProcedureFile.Load(Encoding.UTF8.GetBytes(With(more))).Problems, one => one.Path == "items[3].variables.z.item");
        Assert.Contains(why, problem.Text.En, StringComparison.Ordinal);
    }
}
