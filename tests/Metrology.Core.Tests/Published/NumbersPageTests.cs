using Metrology.Testing;

namespace Metrology.Core.Tests.Published;

public class NumbersPageTests
{
    private static readonly string Page = Repository.At("docs", "numbers.md");

    public static TheoryData<string> Files() => [.. Example.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_printed_figure_is_reproduced(string file) =>
        Assert.All(Example.Read(file).Figures, figure => Assert.True(figure.Holds, $"{figure.Quantity}: printed {figure.Printed}, ours {figure.OursPrinted}"));

    [Fact]
    public void The_page_is_what_the_code_gives()
    {
        var written = NumbersPage.Write(Example.Files.Select(Example.Read));
        if (Environment.GetEnvironmentVariable("METROLOGY_REGENERATE") is "1")
            File.WriteAllText(Page, written);

        Assert.Equal(written, File.ReadAllText(Page));
    }

    [Fact]
    public void A_wrong_figure_does_not_hold()
    {
        Assert.False(new Figure("gum.y.u", "2.00", "", Figure.HalfLastDigit("2.00"), "", 2.0051).Holds);
        Assert.True(new Figure("gum.y.u", "9.5e-6", "", Figure.HalfLastDigit("9.5e-6"), "", 9.547e-6).Holds);
    }
}
