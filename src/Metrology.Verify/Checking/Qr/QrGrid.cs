using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking.Qr;

/// <summary>The modules of a QR code as a page paints them: true is dark.</summary>
internal sealed class QrGrid(bool[,] dark)
{
    public int Side { get; } = dark.GetLength(0);

    /// <summary>1 to 40.</summary>
    public int Version => (Side - 17) / 4;

    public bool this[int row, int column] => dark[row, column];

    /// <param name="modules">Rows of dark modules, each as high as one module.</param>
    /// <returns>Null when they are no square grid of a size that a code can have.</returns>
    public static QrGrid? Of(IReadOnlyList<PaintedShape> modules)
    {
        if (modules.Count == 0)
            return null;
        var (left, top) = (modules.Min(one => one.Left), modules.Max(one => one.Top));
        var (width, height) = (modules.Max(one => one.Right) - left, top - modules.Min(one => one.Bottom));
        var module = modules.Min(one => one.Height);
        var side = (int)Math.Round(width / module);
        if (module <= 0 || side is < 21 or > 177 || side % 4 != 1 || !IsWhole(width / module) || Math.Abs(width - height) > module / 4)
            return null;
        var dark = new bool[side, side];
        foreach (var one in modules)
        {
            var (row, column, count) = ((top - one.Top) / module, (one.Left - left) / module, one.Width / module);
            if (!IsWhole(row) || !IsWhole(column) || !IsWhole(count) || Math.Abs(one.Height - module) > module / 4)
                return null;
            for (var i = 0; i < (int)Math.Round(count); i++)
                dark[(int)Math.Round(row), (int)Math.Round(column) + i] = true;
        }

        return new(dark);
    }

    private static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < 0.2;
}
