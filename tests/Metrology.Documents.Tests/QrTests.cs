using Metrology.Testing;
using QRCoder;

namespace Metrology.Documents.Tests;

/// <summary>Our QR codes beside those of QRCoder, which takes the same version and mask, and read by ZBar.</summary>
public sealed class QrTests
{
    /// <summary>Every version up to 40 comes in, with the first and the last length that it holds.</summary>
    [Fact]
    public void Every_length_gives_the_modules_of_another_program()
    {
        using var generator = new QRCodeGenerator();
        var random = new Random(3);
        var sides = new HashSet<int>();
        for (var length = 1; length <= 2331; length += length < 400 ? 1 : 13)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('a', 'z' + 1)));
            var ours = QrMatrix.Of(text);
            using var theirs = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
            Assert.Equal(theirs.ModuleMatrix.Count - 8, ours.GetLength(0));
            sides.Add(ours.GetLength(0));
            var differing = 0;
            for (var row = 0; row < ours.GetLength(0); row++)
            {
                for (var column = 0; column < ours.GetLength(0); column++)
                    differing += ours[row, column] == theirs.ModuleMatrix[row + 4][column + 4] ? 0 : 1;
            }

            Assert.True(differing == 0, $"{length} letters: {differing} modules differ");
        }

        Assert.Equal(40, sides.Count);
        Assert.Throws<TextTooLongException>(() => QrMatrix.Of(new string('a', 2332)));
    }

    [Fact]
    public void ZBar_reads_them()
    {
        Assert.SkipWhen(ForeignProgram.Missing("zbarimg") is not null, ForeignProgram.Missing("zbarimg") ?? "");
        foreach (var text in new[] { "a", "https://example.org/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345", "计量检定", new string('x', 700) })
        {
            var file = Path.Combine(Path.GetTempPath(), $"metrology-qr-{Guid.NewGuid():N}.pgm");
            File.WriteAllBytes(file, Pgm(QrMatrix.Of(text)));
            var read = ForeignProgram.Run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output;
            File.Delete(file);
            Assert.Equal(text + "\n", read);
        }
    }

    private static byte[] Pgm(bool[,] modules)
    {
        const int scale = 4, quiet = 4;
        var side = (modules.GetLength(0) + (2 * quiet)) * scale;
        var pixels = new byte[side * side];
        for (var at = 0; at < pixels.Length; at++)
        {
            var (row, column) = ((at / side / scale) - quiet, (at % side / scale) - quiet);
            pixels[at] = row >= 0 && column >= 0 && row < modules.GetLength(0) && column < modules.GetLength(0) && modules[row, column] ? (byte)0 : (byte)255;
        }

        return [.. System.Text.Encoding.ASCII.GetBytes($"P5 {side} {side} 255\n"), .. pixels];
    }
}
