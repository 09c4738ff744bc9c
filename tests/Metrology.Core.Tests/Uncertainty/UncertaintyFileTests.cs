using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;

namespace Metrology.Core.Tests.Uncertainty;

public class UncertaintyFileTests
{
    [Fact]
    public void Every_problem_is_named_with_its_path()
    {
        var load = UncertaintyFile.Load("""
            { "model": { "y": "a +", "z": "a + q" }, "surprise": 1, "coverage": { "k": 2, "probability": 0.95 },
              "inputs": [ { "name": "a", "value": "x", "components": [ { "distribution": "triangle" }, { "distribution": "normal", "std": "-1" },
                                                                      { "distribution": "rectangular", "half_width": 1, "std_dev": 2 } ] } ],
              "correlations": [ ["a", "a"] ] }
            """u8);

        Assert.Null(load.Value);
        Assert.Equal(
            ["1:19 model.y", "1:31 model.z", "1:54 surprise", "1:69 coverage", "2:39 inputs[0].value", "2:60 inputs[0].components[0]", "2:127 inputs[0].components[1].std",
             "3:120 inputs[0].components[2].std_dev", "4:21 correlations[0]"],
            load.Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Path}"));
        Assert.All(load.Problems, problem => Assert.NotEmpty(problem.Text.Zh));
    }

    /// <summary>Each of them is one problem; nothing else is said.</summary>
    [Theory]
    [InlineData("""{ "model": "a +", "unit": "V", "inputs": [ { "name": "a", "value": 1 } ] }""", "1:12 model")]
    [InlineData("""{ "model": "p + q + p", "inputs": [] }""", "1:12 model", "1:12 model")]
    [InlineData("""{ "model": "a > 0", "inputs": [ { "name": "a", "value": 1 } ] }""", "1:12 model")]
    [InlineData("""{ "model": "a + (a > 0)", "inputs": [ { "name": "a", "value": 1 } ] }""", "1:12 model")]
    [InlineData("""{ "model": "a", "unit": "nope", "inputs": [ { "name": "a", "value": 1, "unit": "V/" } ] }""", "1:25 unit", "1:80 inputs[0].unit")]
    [InlineData("""{ "model": { "y": "a" }, "unit": { "z": "V" }, "inputs": [ { "name": "a", "value": 1 } ] }""", "1:41 unit.z")]
    [InlineData("""{ "model": "a", "inputs": [ { "name": "a", "value": 1 }, { "name": "1c", "value": "1c" }, { "name": "a", "value": 2 } ] }""", "1:68 inputs[1].name", "1:83 inputs[1].value", "1:101 inputs[2].name")]
    [InlineData("""{ "model": "a", "observations": { "a": [ "1" ], "b c": [ 1, 2 ] } }""", "1:40 observations.a", "1:56 observations.b c")]
    [InlineData("""{ "model": "a + b", "inputs": [ { "name": "a", "value": 1 } ], "correlations": [ [ "a", "b", 2 ], [ "a", "c" ] ] }""", "1:12 model", "1:82 correlations[0]", "1:99 correlations[1]")]
    [InlineData("""{ "inputs": [ { "name": "a", "values": [ "x", 1 ] } ] }""", "1:1 ", "1:42 inputs[0].values[0]")]
    public void Every_problem_is_said_once_and_at_its_place(string json, params string[] places)
    {
        var load = UncertaintyFile.Load(Encoding.UTF8.GetBytes(json));

        Assert.Null(load.Value);
        Assert.Equal(places, load.Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Path}"));
    }

    /// <summary>A member that stands twice hides nothing else that is wrong.</summary>
    [Fact]
    public void A_member_that_occurs_twice_is_one_problem_among_others()
    {
        var load = UncertaintyFile.Load("""{ "model": "a", "inputs": [ { "name": "a", "name": "a", "value": "x" } ], "surprise": 1 }"""u8);

        Assert.Equal(["1:44 inputs[0].name", "1:66 inputs[0].value", "1:87 surprise"], load.Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Path}"));
    }

    [Fact]
    public void The_example_of_the_documentation_is_evaluated()
    {
        var page = File.ReadAllText(Testing.Repository.At("docs", "formats", "uncertainty.md"));
        var example = page.Split("```json")[1].Split("```")[0];
        var report = UncertaintyReport.Of(UncertaintyFile.Load(Encoding.UTF8.GetBytes(example)).Value!).Value.Outputs[0];

        Assert.True(report.Trials!.IsStable);
        Assert.Equal(report.Trials.StandardUncertainty, report.Budget!.Combined, 0.1 * report.Budget.Combined);
    }

    [Fact]
    public void Every_unknown_name_has_its_character()
    {
        var load = UncertaintyFile.Load("""{ "model": "p + q + p", "inputs": [] }"""u8);

        Assert.Equal(["Formula, character 1: “p”", "Formula, character 5: “q”"], load.Problems.Select(problem => problem.Text.En.Split(" is no input")[0]));
    }

    [Fact]
    public void A_unit_that_the_product_does_not_know_stands_in_braces()
    {
        var file = UncertaintyFile.Load("""{ "model": "a", "unit": "{HRC}", "inputs": [ { "name": "a", "value": 64, "distribution": "normal", "std": "0.5" } ] }"""u8).Value!;

        Assert.Contains("64.0 HRC ± 1.0 HRC (k = 2)", BudgetTable.Of(FirstOrder.Evaluate(file.Model, file.Coverage).Value.Budgets[0]).Print(Core.Words.Language.En), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "distribution": "normal", "std": 2 }""", 2)]
    [InlineData("""{ "distribution": "正态", "expanded": "6", "k": "3" }""", 2)]
    [InlineData("""{ "distribution": "normal", "expanded": "10", "confidence": "0.95", "dof": "5" }""", 10 / 2.570581836)] // t_0.95(5) as tables of nine digits print it
    [InlineData("""{ "distribution": "normal", "expanded": "1.959963984540054", "confidence": 0.95 }""", 1)]
    [InlineData("""{ "distribution": "uniform", "half_width": "3" }""", 1.7320508)]
    [InlineData("""{ "distribution": "rectangular", "full_width": "6" }""", 1.7320508)]
    [InlineData("""{ "distribution": "u-shaped", "half_width": "1" }""", 0.70710678)]
    [InlineData("""{ "distribution": "trapezoidal", "half_width": "1", "beta": "0" }""", 0.40824829)]
    [InlineData("""{ "distribution": "梯形", "half_width": "1", "top_half_width": "1" }""", 0.57735027)]
    [InlineData("""{ "distribution": "two-point", "half_width": "1" }""", 1)]
    [InlineData("""{ "distribution": "resolution", "step": "1" }""", 0.28867513)]
    [InlineData("""{ "distribution": "student", "scale": "1", "dof": "4" }""", 1)]
    [InlineData("""{ "distribution": "student-sd", "std": "1", "dof": "4" }""", 1)]
    [InlineData("""{ "distribution": "ctrap", "half_width": "1", "d": "0.3" }""", 0.58594653)]
    [InlineData("""{ "values": ["1", "2", "3", "4"] }""", 0.64549722)]
    [InlineData("""{ "distribution": "type-a", "s": "2", "n": 4 }""", 1)]
    [InlineData("""{ "distribution": "table", "points": [[-1, 1], [1, 1]] }""", 0.57735027)]
    public void Each_distribution_has_its_standard_uncertainty(string json, double u)
    {
        var load = UncertaintyFile.LoadComponent(Encoding.UTF8.GetBytes(json));

        Assert.Empty(load.Problems);
        Assert.Equal(u, load.Value!.StandardUncertainty, 7);
    }

    [Theory]
    [InlineData("""{ "distribution": "student", "scale": "1" }""")]
    [InlineData("""{ "distribution": "student-sd", "std": "1", "dof": 2 }""")]
    [InlineData("""{ "distribution": "normal" }""")]
    [InlineData("""{ "distribution": "normal", "expanded": 1 }""")]
    [InlineData("""{ "distribution": "normal", "expanded": 1, "confidence": 95 }""")]
    [InlineData("""{ "distribution": "normal", "std": 1, "half_width": 2 }""")]
    [InlineData("""{ "distribution": "trapezoidal", "half_width": "1", "beta": "1.1" }""")]
    [InlineData("""{ "distribution": "table", "points": [[1, 1], [0, 1]] }""")]
    [InlineData("""{ "distribution": "normal", "std": "1e999" }""")]
    [InlineData("""{ "values": ["1"] }""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("\"\\ud800\"")]
    public void What_makes_no_sense_is_refused(string json)
    {
        var load = UncertaintyFile.LoadComponent(Encoding.UTF8.GetBytes(json));

        Assert.Null(load.Value);
        Assert.NotEmpty(load.Problems);
    }

    [Fact]
    public void A_file_with_any_change_is_read_or_refused_and_never_throws()
    {
        var source = File.ReadAllText(Testing.Repository.At("tests", "corpus", "published", "gum-h1.json"));
        var change = from at in Gen.Choose(0, source.Length - 1)
                     from length in Gen.Choose(0, 12)
                     from put in Gen.Elements("", "\"", "}", "{", "[", "]", "1e400", "-", "null", "0", ",", ":", "inf", "ln(", "\\ud800", "normal", "999999999999")
                     select string.Concat(source.AsSpan(0, at), put, source.AsSpan(Math.Min(source.Length, at + length)));

        Prop.ForAll(change.ToArbitrary(), text =>
        {
            var load = UncertaintyFile.Load(Encoding.UTF8.GetBytes(text));
            if (load.Value is { } file)
                _ = UncertaintyReport.Of(file with { MonteCarlo = null });
            return load.IsRefused == load.Problems.Count > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Simultaneous_observations_beside_other_components_correlate_only_their_own_part()
    {
        var load = UncertaintyFile.Load("""
            { "model": { "y": "a - b" }, "observations": { "a": ["1", "2", "3"], "b": ["1", "2", "3"] },
              "inputs": [ { "name": "a", "components": [ { "distribution": "normal", "std": "0.5" } ] } ], "coverage": "0.95" }
            """u8);
        Assert.Empty(load.Problems);
        var file = load.Value;
        var budget = FirstOrder.Evaluate(file!.Model, file.Coverage).Value.Budgets[0];

        Assert.Equal(0.5, budget.Combined, 12);
        Assert.True(budget.EffectiveDegreesOfFreedom > 1e9);
        Assert.InRange(file.Model.CorrelationOf("a", "b")!.Value, 0.7, 0.8);
    }
}
