using System.Globalization;
using Metrology.Core.Registers;

namespace Metrology.Core.Tests.Registers;

public sealed class SpanTextTests
{
    [Theory]
    [InlineData("0", "1.5", "0 ～ 1.5 V")]
    [InlineData("0.5", null, "≥ 0.5 V")]
    [InlineData(null, "-3", "≤ \u22123 V")]
    [InlineData(null, null, "V")]
    public void An_open_end_is_said_by_a_sign(string? lower, string? upper, string said) => Assert.Equal(said, SpanText.Of(Number(lower), Number(upper), "V"));

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
