using System.Text.RegularExpressions;
using Metrology.Core.Quantities;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Tests.Dsi;

public partial class DsiUnitsTests
{
    /// <summary>Factor of each name to coherent SI units, after the SI Brochure, 9th edition, tables 2, 4, 7 and 8: independent of the table under test.</summary>
    private static readonly Dictionary<string, decimal> Names = new()
    {
        ["one"] = 1m,
        ["percent"] = 0.01m,
        ["ppm"] = 0.000_001m,
        ["radian"] = 1m,
        ["metre"] = 1m,
        ["kilogram"] = 1m,
        ["gram"] = 0.001m,
        ["tonne"] = 1000m,
        ["second"] = 1m,
        ["minute"] = 60m,
        ["hour"] = 3600m,
        ["day"] = 86_400m,
        ["hertz"] = 1m,
        ["ampere"] = 1m,
        ["kelvin"] = 1m,
        ["degreecelsius"] = 1m,
        ["mole"] = 1m,
        ["candela"] = 1m,
        ["lumen"] = 1m,
        ["lux"] = 1m,
        ["volt"] = 1m,
        ["ohm"] = 1m,
        ["watt"] = 1m,
        ["joule"] = 1m,
        ["newton"] = 1m,
        ["pascal"] = 1m,
        ["farad"] = 1m,
        ["henry"] = 1m,
        ["coulomb"] = 1m,
        ["tesla"] = 1m,
        ["bar"] = 100_000m,
        ["litre"] = 0.001m,
    };

    private static readonly Dictionary<string, decimal> Prefixes = new()
    {
        ["nano"] = 1e-9m,
        ["micro"] = 1e-6m,
        ["milli"] = 1e-3m,
        ["centi"] = 1e-2m,
        ["hecto"] = 100m,
        ["kilo"] = 1000m,
        ["mega"] = 1e6m,
        ["giga"] = 1e9m,
    };

    public static TheoryData<string> Symbols() => [.. Units.All.Select(unit => unit.Symbol)];

    [Theory]
    [MemberData(nameof(Symbols))]
    public void Every_unit_has_a_notation_of_its_own_size_or_is_the_one_that_has_none(string symbol)
    {
        var unit = Units.Find(symbol)!;
        if (symbol == "‰")
        {
            Assert.Null(DsiUnits.Of(symbol));
            return;
        }

        var dsi = DsiUnits.Of(symbol)!;
        Assert.Equal((double)unit.Factor / (double)unit.Divisor, Size(dsi.Notation), 1e-12 * Math.Max(1, (double)unit.Factor));
        Assert.NotNull(DsiUnits.Find(dsi));
    }

    [Theory]
    [InlineData("kWh", @"\kilo\watt\hour", null)]
    [InlineData("%", @"\percent", null)]
    [InlineData("V", @"\volt", null)]
    [InlineData("℃", @"\degreecelsius", null)]
    [InlineData("元", @"\one", "CNY")]
    [InlineData("imp/kWh", @"\kilo\watt\tothe{-1}\hour\tothe{-1}", "imp/kWh")]
    public void Units_are_written_as_the_digital_si_writes_them(string symbol, string notation, string? nonSi) => Assert.Equal(new(notation, nonSi), DsiUnits.Of(symbol));

    [Theory]
    [InlineData(@"\percent", "%")]
    [InlineData(@"\kilo\watt\hour", "kWh")]
    [InlineData(@"\metre\tothe{0.5}", @"\metre\tothe{0.5}")]
    public void A_notation_is_shown_by_its_symbol_or_as_it_is(string notation, string shown) => Assert.Equal(shown, DsiUnits.Symbol(new(notation)));

    [Fact]
    public void Different_units_have_different_notations_except_the_two_percents()
    {
        var twice = Units.All.Where(unit => DsiUnits.Of(unit.Symbol) is not null).GroupBy(unit => DsiUnits.Of(unit.Symbol)).Where(group => group.Count() > 1);

        Assert.Equal(["%", "%RH"], Assert.Single(twice).Select(unit => unit.Symbol));
    }

    private static double Size(string notation)
    {
        var (size, prefix) = (1.0, 1.0);
        foreach (Match token in Token().Matches(notation))
        {
            var name = token.Groups[1].Value;
            if (Prefixes.TryGetValue(name, out var factor))
            {
                prefix = (double)factor;
                continue;
            }

            var power = token.Groups[2].Success ? int.Parse(token.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) : 1;
            size *= Math.Pow(prefix * (double)Names[name], power);
            prefix = 1;
        }

        return size;
    }

    [GeneratedRegex(@"\\([a-z]+)(?:\\tothe\{(-?[0-9]+)\})?")]
    private static partial Regex Token();
}
