namespace Metrology.Documents;

/// <summary>How badly a masked QR code reads: runs, blocks, what looks like a finder, and imbalance (ISO/IEC 18004:2015 7.8.3, table 11).</summary>
internal static class QrPenalty
{
    private const int Run = 3, Block = 3, Finder = 40, Imbalance = 10, LongRun = 5, FinderBits = 11, WithLightBehind = 0b10111010000, WithLightBefore = 0b00001011101;

    /// <param name="modules">Row by row, 1 is dark.</param>
    public static int Of(byte[] modules, int side)
    {
        var (penalty, dark) = (0, 0);
        for (var line = 0; line < side; line++)
        {
            penalty += Line(modules, line * side, 1, side) + Line(modules, line, side, side);
            var row = modules.AsSpan(line * side, side);
            foreach (var one in row)
                dark += one;
            if (line + 1 == side)
                break;
            var next = modules.AsSpan((line + 1) * side, side);
            for (var i = 0; i + 1 < side; i++)
            {
                if (row[i] + row[i + 1] + next[i] + next[i + 1] is 0 or 4)
                    penalty += Block;
            }
        }

        return penalty + (Math.Abs((20 * dark) - (10 * side * side)) / (side * side) * Imbalance);
    }

    private static int Line(byte[] modules, int at, int step, int side)
    {
        var (penalty, run, bits, last) = (0, 0, 0, 2);
        for (var i = 0; i < side; i++, at += step)
        {
            int one = modules[at];
            run = one == last ? run + 1 : 1;
            last = one;
            if (run == LongRun)
                penalty += Run;
            else if (run > LongRun)
                penalty++;
            bits = ((bits << 1) | one) & ((1 << FinderBits) - 1);
            if (i >= FinderBits - 1 && bits is (WithLightBehind or WithLightBefore))
                penalty += Finder;
        }

        return penalty;
    }
}
