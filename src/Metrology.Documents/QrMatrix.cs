using QRCoder;

namespace Metrology.Documents;

/// <summary>Modules of a QR code, true is dark, without quiet zone.</summary>
internal static class QrMatrix
{
    /// <summary>What QRCoder puts around every code.</summary>
    private const int QuietZone = 4;

    public static bool[,] Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count - (2 * QuietZone);
        var modules = new bool[side, side];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
                modules[row, column] = code.ModuleMatrix[row + QuietZone][column + QuietZone];
        }

        return modules;
    }
}
