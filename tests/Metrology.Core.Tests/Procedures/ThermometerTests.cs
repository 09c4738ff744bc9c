using System.Text;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Testing;

namespace Metrology.Core.Tests.Procedures;

/// <summary>A thermometer, by data alone: temperatures in °C are points, errors, limits and U in °C are differences, and readings in K give the same.</summary>
public class ThermometerTests
{
    private static readonly byte[] File = System.IO.File.ReadAllBytes(Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", "thermometer.json"));

    private static readonly ReferenceCapability Bath = new(Roles.Reference, "temperature.bath", "示例铂电阻", 0.04m, 2m, "°C");

    private static Procedure Load(string from = "", string to = "")
    {
        var text = Encoding.UTF8.GetString(File);
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(from.Length == 0 ? text : text.Replace(from, to, StringComparison.Ordinal)));
        return load.Procedure ?? throw new InvalidOperationException(string.Join("\n", load.Problems));
    }

    private static PointResult Measured(Procedure procedure, ReferenceCapability reference, decimal zero, string unit)
    {
        var state = RunMachine.Begin(RunMachine.Plan(procedure, new(new Dictionary<string, string>()), VerificationKind.First).Value);
        foreach (var shown in new[] { 20.3m, 20.4m })
        {
            ObservedReading Read(string role, decimal value, string subject, decimal resolution) => Example.Read(role, "temperature.bath", value + zero, unit, subject, resolution);
            state = state.After(
                new RunEvent.Begun(), new RunEvent.Observed(Stage.Single, [Read(Roles.UnitUnderTest, shown, "", 0.1m), Read(Roles.Reference, 19.98m, "before", 0m), Read(Roles.Reference, 20.02m, "after", 0m)]),
                new RunEvent.Accepted(null));
        }

        return RunEvaluation.Of(state, [reference]).Value.Items[0].Points[0];
    }

    /// <summary>Bath 20.00 °C + 0.02 K; errors 0.28 and 0.38, mean 0.33 °C. u² = (0.1/√2)²/2 + 0.02² + 0.1²/12 + (0.004/√3/2)².</summary>
    [Theory]
    [InlineData("0", "°C")]
    [InlineData("273.15", "K")]
    public void Errors_and_uncertainties_in_degrees_Celsius_are_differences(string zero, string unit)
    {
        var point = Measured(Load(), Bath, decimal.Parse(zero, System.Globalization.CultureInfo.InvariantCulture), unit);

        Assert.Equal(("°C", 0.33m, 0.33m, 0.5m, Verdict.Pass), (point.Unit, point.Mean!.Value, point.Rounded!.Value, point.Limit, point.Verdict));
        Assert.Equal((20.02m, 0.28m), (point.Repeats[0].Values["tb"], point.Repeats[0].Values["deviation"]));
        Assert.Equal(2 * Math.Sqrt((0.01 / 4) + 0.0004 + (0.01 / 12) + (0.000004 / 3)), point.Budget!.Expanded, 9);
    }

    [Fact]
    public void In_kelvin_they_are_the_same()
    {
        var (celsius, kelvin) = (Measured(Load(), Bath, 0m, "°C"), Measured(Load("\"acceptance\": {\n        \"unit\": \"°C\"", "\"acceptance\": {\n        \"unit\": \"K\""), Bath with { Unit = "K" }, 0m, "°C"));

        Assert.Equal(("K", celsius.Mean, celsius.Rounded, celsius.Verdict), (kelvin.Unit, kelvin.Mean, kelvin.Rounded, kelvin.Verdict));
        Assert.Equal(celsius.Budget!.Expanded, kelvin.Budget!.Expanded, 12);
    }

    /// <summary>1 % of 20 °C would be 0.2 K, of 0 °C nothing, and of the same bath in kelvin 2.9 K.</summary>
    [Fact]
    public void A_share_of_a_temperature_in_degrees_Celsius_is_no_uncertainty()
    {
        var relative = Bath with { ExpandedUncertainty = 1m, Unit = "%" };
        var point = Measured(Load("""[{ "role": "reference", "measurand": "temperature.bath", "limitDividedByU": 3, "confirmed": false, "source": "example" }]""", "[]"), relative, 0m, "°C");

        Assert.Null(point.Budget);
        Assert.Contains("a share of a reading in °C", point.WhyNoUncertainty!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"formula\": \"deviation\"", "\"formula\": \"tb\"", "items[0].formula")]
    [InlineData("\"value\": 0.5,", "\"value\": \"tb\",", "items[0].acceptance.limits.*.value")]
    [InlineData("0.1 * abs(t1 - t2)", "tb", "items[0].budget[0].halfWidth")]
    [InlineData("\"formula\": \"t - tb\"", "\"formula\": \"t + tb\"", "items[0].derived[1].formula")]
    public void A_temperature_where_a_difference_belongs_is_refused(string from, string to, string path)
    {
        var text = Encoding.UTF8.GetString(File).Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(path, ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Problems.Select(problem => problem.Path));
    }
}
