using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Quantities;

/// <summary>Units and common measurands are data files that are read strictly.</summary>
public class UnitFileTests
{
    [Theory]
    [InlineData("", "1")]
    [InlineData("元", "CNY")]
    [InlineData("yuan/kWh", "元/kWh")]
    [InlineData("℃", "°C")]
    [InlineData("k\u2126", "kΩ")]
    [InlineData("μA", "µA")]
    [InlineData("uΩ", "µΩ")]
    [InlineData("ug", "µg")]
    [InlineData("ml", "mL")]
    public void Another_spelling_is_the_same_unit(string spelling, string symbol) => Assert.Same(Units.Find(symbol), Units.Find(spelling));

    /// <summary>Dimensions are written as exponents: compared with the product of the units they are derived from, SI Brochure 9th edition, table 4.</summary>
    [Theory]
    [InlineData("N", "kg·m/s^2")]
    [InlineData("Pa", "N/m^2")]
    [InlineData("J", "N·m")]
    [InlineData("W", "J/s")]
    [InlineData("C", "A·s")]
    [InlineData("V", "W/A")]
    [InlineData("F", "C/V")]
    [InlineData("Ω", "V/A")]
    [InlineData("T", "V·s/m^2")]
    [InlineData("H", "Ω·s")]
    [InlineData("lx", "lm/m^2")]
    [InlineData("kWh", "kW·h")]
    [InlineData("元/kWh", "CNY·kW^-1·h^-1")]
    [InlineData("g/cm³", "g·mL^-1")]
    public void A_derived_unit_is_the_product_of_its_base_units(string symbol, string product)
    {
        var (unit, expected) = (Units.Find(symbol)!, Units.Parse(product).Value);
        Assert.Equal(expected.Dimension, unit.Dimension);
        Assert.Equal(expected.Factor * unit.Divisor, unit.Factor * expected.Divisor);
    }

    [Fact]
    public void Every_mistake_of_a_unit_file_is_found_at_once()
    {
        var problems = UnitFile.Load("""
            {
              "prefixes": { "source": "s", "list": [{ "symbol": "k", "factor": 1000 }, { "symbol": "k", "factor": 0 }] },
              "groups": [
                { "dimension": { "length": 1, "height": 1 }, "units": [{ "symbol": "m", "factor": 1, "prefixes": ["k", "x"] }, { "symbol": "km", "factor": 1000 }] },
                { "source": "s", "dimension": { "temperature": 1.5 }, "units": [{ "symbol": "", "factor": "one" }, { "symbol": "°C", "factor": 1, "offset": 273.15, "prefixes": ["k"] }, { "symbol": "q", "factor": 1, "aliases": ["m", 1] }] }
              ],
              "surprise": 1
            }
            """u8).Problems;
        Assert.Equal(
            [
                "prefixes.list[1]", "prefixes.list[1].factor", "groups[0].source", "groups[0].dimension.height", "groups[0].units[0].prefixes[1]", "groups[0].units[1]",
                "groups[1].dimension.temperature", "groups[1].units[0].symbol", "groups[1].units[0].factor", "groups[1].units[1].prefixes[0]", "groups[1].units[2].aliases[0]",
                "groups[1].units[2].aliases[1]", "surprise",
            ],
            problems.Select(problem => problem.Path));
    }

    /// <summary>A unit of a new discipline is a line of the file.</summary>
    [Fact]
    public void A_new_unit_needs_no_code()
    {
        var root = JsonNode.Parse(CoreData.Bytes("units.json"))!;
        root["groups"]!.AsArray().Add(JsonNode.Parse("""{ "source": "示例", "dimension": { "amount": 1, "length": -3 }, "units": [{ "symbol": "M", "factor": 1000, "prefixes": ["m"], "aliases": ["mol/L"] }] }"""));
        var units = UnitFile.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).Value!;
        Assert.Equal((new Dimension(Amount: 1, Length: -3), 1m), (units.Find("mM")!.Dimension, units.Find("mM")!.Factor));
        Assert.Same(units.Find("M"), units.Find("mol/L"));
    }

    [Fact]
    public void Every_id_that_code_speaks_of_is_a_common_measurand() => Assert.All(
        typeof(Measurands).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!), id => Assert.NotNull(Measurands.Find(id)));

    [Fact]
    public void Every_common_measurand_has_a_name_in_both_languages() => Assert.All(Measurands.Common, one =>
    {
        Assert.Contains(one.Label.Zh, IsHan);
        Assert.DoesNotContain(one.Label.En, IsHan);
    });

    private static bool IsHan(char character) => character is >= '\u4e00' and <= '\u9fff';

    [Theory]
    [InlineData("environment.temperature", "-273.16", "°C", false)]
    [InlineData("environment.temperature", "293.15", "K", true)]
    [InlineData("environment.temperature", "0", "K", false)]
    [InlineData("environment.relative-humidity", "1.01", "1", false)]
    [InlineData("insulation-resistance", "-1", "Ω", false)]
    [InlineData("pressure", "-999", "kPa", true)]
    [InlineData("length.circumference", "0", "m", false)]
    [InlineData("length.circumference", "1", "mm", false)]
    [InlineData("length.circumference", "1000.4", "mm", true)]
    [InlineData("price", "-0.01", "元/km", false)]
    public void What_a_quantity_cannot_be_is_known_in_any_of_its_units(string id, string value, string unit, bool can) =>
        Assert.Equal(can, Measurands.Find(id)!.CanBe(QuantityText.ParseNumber(value)!.Value, Units.Find(unit)!));
}
