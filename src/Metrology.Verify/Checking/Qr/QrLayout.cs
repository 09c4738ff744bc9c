namespace Metrology.Verify.Checking.Qr;

/// <summary>Where a QR code has what: ISO/IEC 18004:2015 clauses 6.3, 7.3.2 and 7.7 to 7.10, error correction level M.</summary>
internal sealed class QrLayout(int version)
{
    private const int Codeword = 8;

    /// <summary>Table 9, level M: codewords of correction in each block, versions 1 to 40.</summary>
    private static readonly int[] CorrectionOfBlock =
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ];

    /// <summary>Table 9, level M: blocks.</summary>
    private static readonly int[] Blocks =
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ];

    private readonly int side = (4 * version) + 17;
    private readonly int[] alignment = Alignment(version);

    public int BlockCount => Blocks[version - 1];

    public int Correction => CorrectionOfBlock[version - 1];

    /// <summary>Places of the data in the order of its bits (7.7.3).</summary>
    public IEnumerable<(int Row, int Column)> Data()
    {
        for (var right = side - 1; right >= 1; right -= 2)
        {
            // The column of the timing pattern is skipped.
            if (right == 6)
                right = 5;
            var isUpward = ((right + 1) & 2) == 0;
            for (var step = 0; step < side; step++)
            {
                for (var column = right; column >= right - 1; column--)
                {
                    var row = isUpward ? side - 1 - step : step;
                    if (!IsFunction(row, column))
                        yield return (row, column);
                }
            }
        }
    }

    /// <summary>Blocks of codewords, data before correction, from the interleaved sequence (7.6).</summary>
    public IReadOnlyList<byte[]> Separated(byte[] sequence)
    {
        var (count, length) = (BlockCount, sequence.Length / BlockCount);
        var shortBlocks = count - (sequence.Length % count);
        var blocks = Enumerable.Range(0, count).Select(i => new byte[length + (i < shortBlocks ? 0 : 1)]).ToList();
        var next = 0;
        for (var i = 0; i <= length; i++)
        {
            foreach (var block in blocks)
            {
                var data = block.Length - Correction;
                if (i < data && next < sequence.Length)
                    block[i] = sequence[next++];
            }
        }

        for (var i = 0; i < Correction; i++)
        {
            foreach (var block in blocks)
                block[block.Length - Correction + i] = sequence[next++];
        }

        return blocks;
    }

    /// <summary>How many codewords fit.</summary>
    public int Codewords() => Data().Count() / Codeword;

    /// <summary>The 15 places of the format, most significant first, twice (7.9.1).</summary>
    public IReadOnlyList<(int Row, int Column)>[] Format() =>
    [
        [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8), (7, 8), (5, 8), (4, 8), (3, 8), (2, 8), (1, 8), (0, 8)],
        [.. Enumerable.Range(1, 7).Select(i => (side - i, 8)), .. Enumerable.Range(0, 8).Select(i => (8, side - 8 + i))],
    ];

    private bool IsFunction(int row, int column) =>
        row == 6 || column == 6
        || (row < 9 && (column < 9 || column >= side - 8)) || (row >= side - 8 && column < 9)
        || (version >= 7 && ((row < 6 && column >= side - 11) || (column < 6 && row >= side - 11)))
        || IsAlignment(row, column);

    private bool IsAlignment(int row, int column)
    {
        foreach (var y in alignment)
        {
            foreach (var x in alignment)
            {
                // Three of them would lie on the finder patterns.
                var isFinder = (y == 6 && (x == 6 || x == side - 7)) || (y == side - 7 && x == 6);
                if (!isFinder && Math.Abs(row - y) <= 2 && Math.Abs(column - x) <= 2)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Centres of the alignment patterns, annex E.</summary>
    private static int[] Alignment(int version)
    {
        if (version == 1)
            return [];
        var count = (version / 7) + 2;
        var step = version == 32 ? 26 : ((version * 4) + (count * 2) + 1) / ((count * 2) - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => (4 * version) + 10 - (i * step)).Reverse()];
    }
}
