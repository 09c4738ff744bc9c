namespace Metrology.Verify.Checking.Qr;

/// <summary>
/// The text of a QR code without any error: a printed vector drawing has none. A code with errors is not corrected but refused, because what a camera makes of it is
/// not what stands in its data.
/// </summary>
internal static class QrText
{
    private const int FormatMask = 0x5412, LevelM = 0, Polynomial = 0x11D;

    /// <returns>Null when the grid is no code of level M in bytes, capitals or digits, or has an error.</returns>
    public static string? Of(QrGrid grid)
    {
        var layout = new QrLayout(grid.Version);
        if (Mask(grid, layout) is not { } mask)
            return null;
        var sequence = new byte[layout.Codewords()];
        foreach (var (i, (row, column)) in layout.Data().Take(sequence.Length * 8).Index())
        {
            if (grid[row, column] != IsMasked(mask, row, column))
                sequence[i / 8] |= (byte)(0x80 >> (i % 8));
        }

        var blocks = layout.Separated(sequence);
        return blocks.All(block => IsWithoutError(block, layout.Correction)) ? new QrSegments([.. blocks.SelectMany(block => block[..^layout.Correction])], grid.Version).Text() : null;
    }

    /// <summary>Number of the data mask, when both copies of the format say the same.</summary>
    private static int? Mask(QrGrid grid, QrLayout layout)
    {
        var copies = layout.Format().Select(places => places.Aggregate(0, (bits, place) => (bits << 1) | (grid[place.Row, place.Column] ? 1 : 0))).ToList();
        for (var mask = 0; mask < 8; mask++)
        {
            if (copies.TrueForAll(bits => bits == FormatBits((LevelM << 3) | mask)))
                return mask;
        }

        return null;
    }

    /// <summary>Annex C: BCH (15, 5).</summary>
    private static int FormatBits(int data)
    {
        var rest = data;
        for (var i = 0; i < 10; i++)
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        return ((data << 10) | rest) ^ FormatMask;
    }

    /// <summary>Table 10.</summary>
    private static bool IsMasked(int mask, int row, int column) => mask switch
    {
        0 => (row + column) % 2 == 0,
        1 => row % 2 == 0,
        2 => column % 3 == 0,
        3 => (row + column) % 3 == 0,
        4 => ((row / 2) + (column / 3)) % 2 == 0,
        5 => (row * column % 2) + (row * column % 3) == 0,
        6 => ((row * column % 2) + (row * column % 3)) % 2 == 0,
        _ => (((row + column) % 2) + (row * column % 3)) % 2 == 0,
    };

    /// <summary>All syndromes of the Reed-Solomon code are zero.</summary>
    private static bool IsWithoutError(byte[] block, int correction)
    {
        var root = 1;
        for (var i = 0; i < correction; i++, root = Times(root, 2))
        {
            var value = 0;
            foreach (var codeword in block)
                value = Times(value, root) ^ codeword;
            if (value != 0)
                return false;
        }

        return true;
    }

    private static int Times(int one, int other)
    {
        var product = 0;
        for (; other > 0; other >>= 1)
        {
            if ((other & 1) != 0)
                product ^= one;
            one <<= 1;
            if (one > 0xFF)
                one ^= Polynomial;
        }

        return product;
    }
}
