using Metrology.Core.Keeping;

namespace Metrology.Core.Tests.Keeping;

public class KeepingTextTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    /// <summary>A word in the first line is a heading; a number that cannot be computed with is none.</summary>
    [Theory]
    [InlineData("读数/V\n10.01 10.02", null)]
    [InlineData("1e300", "keeping.no-number")]
    [InlineData("-1e300 2", "keeping.no-number")]
    [InlineData("1.2.3", "keeping.no-number")]
    [InlineData("读数", "keeping.no-readings")]
    public void A_first_line_that_is_meant_as_a_number_is_no_heading(string text, string? code) => Assert.Equal(code, KeepingText.Groups(text, Day).Refusal?.Code);

    /// <summary>A comma between digits may be a decimal comma: nobody guesses, because what is entered stays.</summary>
    [Theory]
    [InlineData("1,5\n1,6", "keeping.decimal-comma")]
    [InlineData("10,01;10,02", "keeping.decimal-comma")]
    [InlineData("2026-01-10: 10，01 10，02", "keeping.decimal-comma")]
    [InlineData("10.01,10.02", null)]
    [InlineData("10, 11, 12", null)]
    [InlineData("10;11;12", null)]
    public void A_comma_that_may_be_a_decimal_point_is_refused(string text, string? code) => Assert.Equal(code, KeepingText.Groups(text, Day).Refusal?.Code);

    [Theory]
    [InlineData("10.000202083333", "10.0002", "10.000202")]
    [InlineData("0.000001234567", "10.0002", "0.00000123")]
    [InlineData("10", "10.0002", "10")]
    public void A_number_is_shown_with_two_digits_more_than_the_readings_and_three_that_count(string value, string reading, string shown) => Assert.Equal(
        decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture),
        KeepingDigits.Shown(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), [new(Day, [decimal.Parse(reading, System.Globalization.CultureInfo.InvariantCulture)])]));
}
