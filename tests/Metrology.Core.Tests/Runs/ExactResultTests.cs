using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Decisions;
using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Runs;

/// <summary>A result that lies on a limit or on a tie lies there exactly, in whatever units its readings came.</summary>
public class ExactResultTests
{
    [Theory]
    // The difference of two speeds is the limit itself; a metre a second has no finite decimal in it.
    [InlineData("v - v0", "km/h", "62.3", "59.3", "km/h", "3")]
    [InlineData("v - v0", "km/h", "62.8", "59.8", "km/h", "3")]
    // 4 pulses of 1000 imp/kWh against 0.00404245… kWh: −1.05 %, a tie of the interval 0.1.
    [InlineData("(v - v0) / v0", "imp", "24737500", "25000000", "%", "-1.05")]
    [InlineData("mean(v, v0)", "min", "1", "2", "h", "0.025")]
    [InlineData("sqrt(v ^ 2 + v0 ^ 2)", "%", "0.3", "0.4", "%", "0.5")]
    public void No_residue_of_a_conversion_is_left(string formula, string unit, string v, string v0, string resultUnit, string expected)
    {
        var from = Units.Find(unit)!;
        var values = new Dictionary<string, ExactFraction>
        {
            ["v"] = from.ToCoherentExactly(QuantityText.ParseNumber(v)!.Value),
            ["v0"] = from.ToCoherentExactly(QuantityText.ParseNumber(v0)!.Value),
        };
        var exact = Units.Find(resultUnit)!.FromCoherentExactly(Formula.Parse(formula).Value.EvaluateExactly(values)!.Value);
        var wanted = QuantityText.ParseNumber(expected)!.Value;
        Assert.Equal(wanted, exact.Settle(wanted + 0.0000000000000000000000000024m));
    }

    [Theory]
    [InlineData("sqrt(x)")]
    [InlineData("x / 0")]
    [InlineData("x ^ 0.5")]
    [InlineData("((((x ^ 9) ^ 9) ^ 9) ^ 9) ^ 9")]
    public void What_has_no_fraction_or_a_huge_one_is_left_to_decimal(string formula) =>
        Assert.Null(Formula.Parse(formula).Value.EvaluateExactly(new Dictionary<string, ExactFraction> { ["x"] = 1.2345678m }));

    /// <summary>
    /// The checker of speeds with its rule in m/s: neither of the readings in km/h nor the limit of 3 km/h has a finite decimal there, and the error is that limit, on
    /// both sides; a tenth of a km/h more fails.
    /// </summary>
    [Theory]
    [InlineData("62.3", "59.3", Verdict.Pass)]
    [InlineData("59.3", "62.3", Verdict.Pass)]
    [InlineData("62.4", "59.3", Verdict.Fail)]
    [InlineData("59.3", "62.4", Verdict.Fail)]
    [InlineData("62.30000000000000000000000001", "59.3", Verdict.Fail)]
    public void Readings_in_another_unit_than_their_rule_decide_exactly_at_the_limit(string shown, string reference, Verdict verdict)
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Procedure.Designation == "JJG 738-2024");
        var root = JsonNode.Parse(shipped.Procedure.File.Span)!;
        var item = root["items"]!.AsArray().Single(one => (string?)one!["id"] == "speed")!;
        foreach (var part in new[] { item["variables"]!["v"]!, item["variables"]!["v0"]!, item["acceptance"]! })
            part["unit"] = "m/s";
        item["constants"] = JsonNode.Parse("""{ "allowed": { "value": 3, "unit": "km/h", "confirmed": false, "source": "example" } }""");
        item["acceptance"]!["limits"]!["*"]!["value"] = "allowed";
        var procedure = ProcedureFile.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).Procedure!;
        var run = RunFile.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns.Single(path => path.EndsWith("/speed-at-limit.json", StringComparison.Ordinal))));
        run = run with
        {
            Sets = [.. run.Sets.Select(set => set with
            {
                Readings = [.. set.Readings.Select(one => one.Measurand == "speed" ? one with { Text = one.Role == Roles.Reference ? reference : shown } : one)],
            })],
        };

        Assert.Equal(verdict, RunEvaluation.Of(run.Replay(procedure).Value, run.References).Value.Items.Single(one => one.Item == "speed").Verdict);
    }

    [Fact]
    public void A_value_without_finite_decimals_stays_as_it_was_computed_and_a_wrong_branch_is_put_right()
    {
        var third = (ExactFraction)1 / 3;
        Assert.Equal(0.3333333333333333333333333333m, third.Settle(0.3333333333333333333333333333m));
        Assert.Equal(0.3333333333333333333333333333m, third.Settle(7m));
    }
}
