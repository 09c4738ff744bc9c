using Metrology.App.Storage;

namespace Metrology.Web.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86 10", "'+86 10")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1+1", "\"'\t=1+1\"")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\u3000＝1+1", "'\u3000＝1+1")]
    [InlineData("04113803", "04113803")]
    [InlineData("", "")]
    public void A_cell_is_quoted_and_never_a_formula(string text, string cell) => Assert.Equal(cell, CsvText.Line([text]));
}
