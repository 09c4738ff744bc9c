using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Tests.Quantities;

public class ArithmeticTests
{
    [Theory]
    [InlineData("20 °C", "+", "5 K", "25 °C")]
    [InlineData("5 K", "+", "20 °C", "25 °C")]
    [InlineData("25 °C", "-", "20 °C", "5.00 K")]
    [InlineData("230 V", "*", "2 A", "460 W")]
    [InlineData("2 kW", "*", "3 h", "6 kWh")]
    [InlineData("6 kWh", "/", "3 h", "2 kW")]
    [InlineData("1 kWh", "+", "500 Wh", "1.5 kWh")]
    [InlineData("10 m", "/", "4 m", "2.5")]
    public void Quantities_are_computed_with_their_units(string a, string operation, string b, string result) =>
        Assert.Equal(result, Of(a, operation, b).Value.ToString());

    [Theory]
    [InlineData("20 °C", "+", "5 °C", "quantity.affine")]
    [InlineData("20 °C", "*", "2 1", "quantity.affine")]
    [InlineData("5 K", "-", "20 °C", "quantity.affine")]
    [InlineData("1 V", "+", "1 A", "quantity.dimensions")]
    [InlineData("1 V", "/", "0 A", "quantity.division-by-zero")]
    [InlineData("79228162514264337593543950335 V", "*", "10 A", "quantity.range")]
    public void Nonsense_is_refused(string a, string operation, string b, string code) => Assert.Equal(code, Of(a, operation, b).Refusal!.Code);

    [Theory]
    [InlineData("m/s²", "km/h", false)]
    [InlineData("kg·m²/s³", "W", true)]
    [InlineData("W*h", "kWh", true)]
    [InlineData("V·A", "kW", true)]
    [InlineData("N·m", "J", true)]
    [InlineData("s^-1", "Hz", true)]
    [InlineData("s⁻¹", "Hz", true)]
    [InlineData("1/°C", "K^-1", true)]
    [InlineData("µV", "uV", true)]
    public void Products_of_units_are_read(string text, string other, bool isSame) =>
        Assert.Equal(isSame, Units.Parse(text).Value.Dimension == Units.Parse(other).Value.Dimension);

    [Theory]
    [InlineData("m/s/s", 4)]
    [InlineData("kg·", 4)]
    [InlineData("m^", 2)]
    [InlineData("m^0", 2)]
    [InlineData("m²x", 3)]
    [InlineData("furlong", 1)]
    public void Wrong_units_are_refused_with_their_position(string text, int position) =>
        Assert.StartsWith($"Character {position}:", Units.Parse(text).Refusal!.Text.En, StringComparison.Ordinal);

    [Theory]
    [InlineData("230.0249", "V", "0.0512", "2", "230.02 V ± 0.05 V (k = 2)", 1, UncertaintyRounding.Nearest)]
    [InlineData("230.0249", "V", "0.0512", "2", "230.025 V ± 0.051 V (k = 2)", 2, UncertaintyRounding.Nearest)]
    [InlineData("230.0249", "V", "0.0512", "2", "230.02 V ± 0.06 V (k = 2)", 1, UncertaintyRounding.Up)]
    [InlineData("230.0249", "V", "0.0512", "2", "230.025 V ± 0.052 V (k = 2)", 2, UncertaintyRounding.Up)]
    [InlineData("230.0249", "V", "0.0525", "2", "230.025 V ± 0.052 V (k = 2)", 2, UncertaintyRounding.Nearest)]
    [InlineData("99.963", "%", "0.0991", "2", "99.96 % ± 0.10 % (k = 2)", 2, UncertaintyRounding.Up)]
    [InlineData("99.963", "%", "0.0991", "2", "99.963 % ± 0.099 % (k = 2)", 2, UncertaintyRounding.Nearest)]
    [InlineData("12345", "Ω", "678", "1.96", "12340 Ω ± 680 Ω (k = 1.96)", 2, UncertaintyRounding.Up)]
    [InlineData("-0.0004", "1", "0.013", "2", "0.000 ± 0.013 (k = 2)", 2, UncertaintyRounding.Up)]
    public void A_result_is_rounded_where_its_uncertainty_ends(string value, string unit, string expanded, string k, string text, int digits, UncertaintyRounding rounding)
    {
        var result = MeasurementResult.Rounded(new(Number(value), Units.Find(unit)!), Number(expanded), Number(k), digits, rounding);

        Assert.Equal(text, result.Text(Language.En));
        Assert.Equal(text.Replace(" (", "（", StringComparison.Ordinal).Replace(")", "）", StringComparison.Ordinal), result.Text(Language.Zh));
        Assert.Equal(result, MeasurementResult.Parse(text).Value);
        Assert.Equal(result, MeasurementResult.Parse(result.Text(Language.Zh)).Value);
    }

    /// <summary>A page, a certificate and a statement of one result never print another U.</summary>
    [Fact]
    public void There_is_one_rule_for_the_digits_of_an_uncertainty() => Prop.ForAll(
        (from digits in Gen.Choose(1, 99_999) from place in Gen.Choose(-9, 6) select (decimal)digits * (place < 0 ? 1m / (decimal)Math.Pow(10, -place) : (decimal)Math.Pow(10, place))).ToArbitrary(),
        u =>
        {
            var printed = Core.Uncertainty.ExpandedText.Of((double)u);
            var said = MeasurementResult.Rounded(new(0m, Units.One), u, 2m).Text(Language.En);
            return said.Contains($"± {printed} (", StringComparison.Ordinal) && decimal.Parse(printed, System.Globalization.CultureInfo.InvariantCulture) >= u * 0.99999m
                && MeasurementResult.Of(0, "", (double)u, 2)!.Text(Language.En) == said;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_uncertainty_of_a_temperature_is_an_interval() =>
        Assert.Equal("296.65 K ± 0.2 K (k = 2)", MeasurementResult.Parse("23.5 °C ± 0.2 °C (k = 2)").Value.In(Units.Find("K")!).Value.Text(Language.En));

    [Theory]
    [InlineData("230.02 V", 9)]
    [InlineData("230.02 V ± 0.05 V", 18)]
    [InlineData("230.02 X ± 0.05 V (k = 2)", 8)]
    [InlineData("230.02 V ± 0.05 W (k = 2)", 11)]
    [InlineData("230.02 V ± -1 V (k = 2)", 11)]
    [InlineData("230.02 V ± 0,05 V (k = 2)", 13)]
    [InlineData("230.02 V ± 0.05 V (p = 2)", 20)]
    [InlineData("230.02 V ± 0.05 V (k = 0)", 23)]
    [InlineData("230.02 V ± 0.05 V (k = 2", 24)]
    public void A_wrong_result_is_refused_with_its_position(string text, int position) =>
        Assert.StartsWith($"Character {position}:", MeasurementResult.Parse(text).Refusal!.Text.En, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        var piece = Gen.Elements("230", ".02", " ", "V", "kWh", "±", "(", "k", "=", "2", ")", "（", "）", "-", "/", "·", "²", "⁻", "^", "°C", "1e5", "m", "\ud800");
        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), text =>
            MeasurementResult.Parse(text) is var result && QuantityText.Parse(text) is var quantity && Units.Parse(text) is var unit
            && (result.IsRefused || result.Value.Expanded >= 0m) && (quantity.IsRefused || quantity.Value.Unit is not null) && (unit.IsRefused || unit.Value.Factor > 0m))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Theory]
    [InlineData(0.0523, 2, "0.052")]
    [InlineData(9.96, 2, "10")]
    [InlineData(0.0996, 2, "0.10")]
    [InlineData(31.66, 3, "31.7")]
    [InlineData(1234.5, 2, "1200")]
    [InlineData(1.23e-7, 2, "1.2e-7")]
    [InlineData(-2.5e9, 3, "-2.50e9")]
    public void Significant_digits_are_printed_as_they_round(double value, int digits, string printed) => Assert.Equal(printed, SignificantDigits.Print(value, digits));

    private static decimal Number(string text) => QuantityText.ParseNumber(text)!.Value;

    private static Outcome<Quantity> Of(string a, string operation, string b)
    {
        var (x, y) = (QuantityText.Parse(a).Value, QuantityText.Parse(b).Value);
        return operation switch { "+" => x.Plus(y), "-" => x.Minus(y), "*" => x.Times(y), _ => x.DividedBy(y) };
    }
}
