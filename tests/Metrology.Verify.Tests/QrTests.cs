using Metrology.Verify.Checking.Qr;
using QRCoder;

namespace Metrology.Verify.Tests;

/// <summary>Codes of a foreign program are read; one with a single wrong module is not, because nobody could say what a camera makes of it.</summary>
public sealed class QrTests
{
    public static TheoryData<int> Lengths() => [20, 40, 62, 66, 84, 85, 106, 120, 150, 180, 213, 214, 300, 450, 666, 1000, 1500, 2000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_code_of_any_size_says_what_was_put_into_it(int length)
    {
        var text = "https://example.org/check/" + string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * 7 % 26))));
        Assert.Equal(text, QrText.Of(new(Modules(text))));
    }

    [Theory]
    [InlineData("https://example.org/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345")]
    [InlineData("https://m.example.cn/check/JD-2026-000123456789012345678901234567890?code=22222222222ABCDE")]
    [InlineData("HTTPS://EXAMPLE.ORG/CHECK/1234567890123")]
    [InlineData("0123456789012345")]
    public void Parts_in_digits_and_capitals_are_read(string text) => Assert.Equal(text, QrText.Of(new(Modules(text))));

    [Fact]
    public void One_wrong_module_of_the_data_is_an_error()
    {
        const string text = "https://example.org/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345";
        var side = Modules(text).GetLength(0);
        for (var row = 9; row < side - 9; row++)
        {
            var modules = Modules(text);
            modules[row, side - 2] ^= true;
            Assert.Null(QrText.Of(new(modules)));
        }
    }

    private static bool[,] Modules(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count - 8;
        var modules = new bool[side, side];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
                modules[row, column] = code.ModuleMatrix[row + 4][column + 4];
        }

        return modules;
    }
}
