using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Quantities;

public class UnitsTests
{
    [Theory]
    [InlineData("1 kWh", "J", "3600000")]
    [InlineData("1234.567 kWh", "Wh", "1234567")]
    [InlineData("25 °C", "K", "298.15")]
    [InlineData("5 MΩ", "kΩ", "5000")]
    [InlineData("3 min", "s", "180")]
    [InlineData("50%", "1", "0.5")]
    [InlineData("1000 imp/kWh", "imp/Wh", "1")]
    [InlineData("1.2345 元/kWh", "CNY/kWh", "1.2345")]
    [InlineData("90 rad/min", "Hz", "1.5")]
    public void A_quantity_in_another_unit_is_exact(string text, string unit, string value) =>
        Assert.Equal(QuantityText.ParseNumber(value), QuantityText.Parse(text).Value.In(Units.Find(unit)!).Value);

    [Theory]
    [InlineData("7,04 kW", "quantity.unit", 2)]
    [InlineData("kW", "quantity.number", 1)]
    [InlineData("1.2.3 kW", "quantity.number", 1)]
    [InlineData("7.04  kX", "quantity.unit", 7)]
    [InlineData("", "quantity.number", 1)]
    public void Wrong_text_is_refused_with_its_position(string text, string code, int position)
    {
        var refusal = QuantityText.Parse(text).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.StartsWith($"Character {position}:", refusal.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_dimensions_do_not_convert() =>
        Assert.Throws<InvalidOperationException>(() => new Quantity(1m, Units.Volt).In(Units.Amp));

    [Fact]
    public void Every_unit_is_found_by_its_symbol() => Assert.All(Units.All, unit => Assert.Same(unit, Units.Find(unit.Symbol)));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Prop.ForAll<string?>(text => text is null || QuantityText.Parse(text) is { } outcome && (outcome.IsRefused || outcome.Value.Unit is not null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Adding_converts_to_the_unit_of_the_left() =>
        Assert.Equal("1.5 kWh", (new Quantity(1.0m, Units.KilowattHour) + new Quantity(500m, Units.Find("Wh")!)).ToString());
}
