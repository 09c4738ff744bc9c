using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Quantities;

namespace Metrology.Core.Tests.Quantities;

public class RoundingIntervalTests
{
    private static readonly Arbitrary<(decimal Value, decimal Interval)> Cases =
        (from value in Gen.Choose(int.MinValue / 2, int.MaxValue / 2)
         from interval in Gen.Choose(1, 5000)
         from scale in Gen.Choose(0, 6)
         select (value / 100_000m, interval * new decimal(1, 0, 0, false, (byte)scale))).ToArbitrary();

    [Fact]
    public void The_result_is_a_multiple_at_most_half_an_interval_away_and_ties_are_even() => Prop.ForAll(Cases, one =>
    {
        var interval = new RoundingInterval(one.Interval);
        var rounded = interval.Round(one.Value);
        return rounded % one.Interval == 0m && Math.Abs(rounded - one.Value) * 2m <= one.Interval
            && (!interval.IsTie(one.Value) || decimal.IsEvenInteger(rounded / one.Interval))
            && interval.Round(-one.Value) == -rounded && interval.Round(rounded) == rounded && rounded.Scale == interval.Decimals;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Zero_has_no_sign() => Assert.Equal("0.0", new RoundingInterval(0.1m).Print(-0.04m));

    [Fact]
    public void An_interval_is_positive() => Assert.Throws<ArgumentOutOfRangeException>(() => new RoundingInterval(0m));

    [Theory]
    [InlineData("0.4", 1, "+0.4")]
    [InlineData("-0.83", 1, "-0.8")]
    [InlineData("-0.04", 1, "0.0")]
    [InlineData("0", 2, "0.00")]
    [InlineData("1.05", 1, "+1.0")]
    public void Errors_are_printed_with_their_sign_and_zero_without(string value, int decimals, string printed) =>
        Assert.Equal(printed, SignedText.Of(QuantityText.ParseNumber(value)!.Value, decimals));
}
