using System.Globalization;
using System.Text;

namespace Metrology.Documents;

/// <summary>A QR code for a page: the same modules as on paper, as the path of an SVG drawing.</summary>
/// <param name="Side">Modules of a side, with the quiet zone of four.</param>
/// <param name="Path">One square for each dark module.</param>
public sealed record QrImage(int Side, string Path)
{
    private const int Quiet = 4;

    public static QrImage Of(string text)
    {
        var modules = QrMatrix.Of(text);
        var path = new StringBuilder();
        for (var row = 0; row < modules.GetLength(0); row++)
        {
            for (var column = 0; column < modules.GetLength(1); column++)
            {
                if (modules[row, column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column + Quiet} {row + Quiet}h1v1h-1z");
            }
        }

        return new(modules.GetLength(0) + (2 * Quiet), path.ToString());
    }
}
