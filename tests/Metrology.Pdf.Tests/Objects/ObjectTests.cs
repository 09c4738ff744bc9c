using System.Globalization;
using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Tests.Objects;

public class ObjectTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0001, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-12.0349, "-12.035")]
    [InlineData(0.007, "0.007")]
    [InlineData(841.89, "841.89")]
    public void Numbers_have_three_decimals_at_most(double value, string expected) => Assert.Equal(expected, Written(value));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void Numbers_a_reader_could_not_take_are_refused(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => Written(value));

    [Theory]
    [InlineData("a(b)\\", "(a\\(b\\)\\\\)")]
    [InlineData("检", "<FEFF68C0>")]
    public void Text_is_escaped_or_utf16(string text, string expected) => Assert.Equal(expected, Written(PdfValue.Text(text)));

    [Fact]
    public void Names_escape_what_a_reader_would_take_for_syntax() => Assert.Equal("/text#2Fxml", Written(PdfValue.Name("text/xml")));

    [Theory]
    [InlineData(8, "(D:20260318093000+08'00')")]
    [InlineData(0, "(D:20260318093000Z)")]
    [InlineData(-5, "(D:20260318093000-05'00')")]
    public void Dates_keep_their_offset(int hours, string expected) =>
        Assert.Equal(expected, Written(PdfText.Date(new DateTimeOffset(2026, 3, 18, 9, 30, 0, TimeSpan.FromHours(hours)))));

    [Fact]
    public void Numbers_do_not_follow_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("1.5", Written(1.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    static string Written(PdfValue value)
    {
        var sink = new ByteSink();
        value.Write(sink);
        return Encoding.ASCII.GetString(sink.Written);
    }
}
