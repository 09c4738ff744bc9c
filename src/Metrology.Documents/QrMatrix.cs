using System.Collections.Concurrent;

namespace Metrology.Documents;

/// <summary>Modules of a QR code of level M, true is dark, without quiet zone (ISO/IEC 18004:2015). Written here because choosing the mask was an eighth of a certificate's time.</summary>
internal static class QrMatrix
{
    private const int FormatMask = 0x5412, FormatPolynomial = 0x537, VersionPolynomial = 0x1F25;

    private static readonly ConcurrentDictionary<int, Frame> Frames = new();

    /// <exception cref="TextTooLongException">The text is longer than any QR code holds.</exception>
    public static bool[,] Of(string text)
    {
        var (version, codewords) = QrCodewords.Of(text);
        var frame = Frames.GetOrAdd(version, Frame.Of);
        var data = frame.Filled(codewords);
        var (least, best) = (int.MaxValue, data);
        for (var mask = 0; mask < 8; mask++)
        {
            var masked = frame.Masked(data, mask);
            if (QrPenalty.Of(masked, frame.Side) is var penalty && penalty < least)
                (least, best) = (penalty, masked);
        }

        var modules = new bool[frame.Side, frame.Side];
        for (var row = 0; row < frame.Side; row++)
        {
            for (var column = 0; column < frame.Side; column++)
                modules[row, column] = best[(row * frame.Side) + column] != 0;
        }

        return modules;
    }

    /// <summary>What all codes of a version have in common: patterns, the way of the data, and the modules that each mask turns.</summary>
    private sealed class Frame
    {
        private readonly byte[] patterns;
        private readonly bool[] isFixed;
        private readonly List<int> way = [];
        private readonly byte[][] masks;

        private Frame(int version)
        {
            Side = (4 * version) + 17;
            patterns = new byte[Side * Side];
            isFixed = new bool[Side * Side];
            Patterns(version);
            Way();
            masks = [.. Enumerable.Range(0, 8).Select(Mask)];
        }

        public int Side { get; }

        public static Frame Of(int version) => new(version);

        public byte[] Filled(byte[] codewords)
        {
            var modules = (byte[])patterns.Clone();
            for (var i = 0; i < 8 * codewords.Length; i++)
                modules[way[i]] = (byte)(codewords[i >> 3] >> (7 - (i & 7)) & 1);
            return modules;
        }

        public byte[] Masked(byte[] data, int mask)
        {
            var (modules, turned) = (new byte[data.Length], masks[mask]);
            for (var i = 0; i < modules.Length; i++)
                modules[i] = (byte)(data[i] ^ turned[i]);
            return modules;
        }

        /// <summary>The mask over the data and, in the places of the format, what the format says of it: these are light in the patterns.</summary>
        private byte[] Mask(int mask)
        {
            var turned = new byte[Side * Side];
            foreach (var at in way)
                turned[at] = IsTurned(mask, at / Side, at % Side) ? (byte)1 : (byte)0;
            // Level M is 00; BCH (15, 5), 7.9.
            var rest = mask;
            for (var i = 0; i < 10; i++)
                rest = rest << 1 ^ ((rest >> 9) * FormatPolynomial);
            var format = (mask << 10 | rest) ^ FormatMask;
            for (var i = 0; i < 15; i++)
            {
                var bit = (byte)(format >> i & 1);
                turned[i < 6 ? (i * Side) + 8 : i == 6 ? (7 * Side) + 8 : i == 7 ? (8 * Side) + 8 : i == 8 ? (8 * Side) + 7 : (8 * Side) + 14 - i] = bit;
                turned[i < 8 ? (8 * Side) + Side - 1 - i : ((Side - 15 + i) * Side) + 8] = bit;
            }

            return turned;
        }

        private static bool IsTurned(int mask, int row, int column) => mask switch
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

        private void Patterns(int version)
        {
            for (var i = 0; i < Side; i++)
            {
                Set(6, i, i % 2 == 0);
                Set(i, 6, i % 2 == 0);
            }

            foreach (var (row, column) in new[] { (3, 3), (3, Side - 4), (Side - 4, 3) })
                Square(row, column, 4, distance => distance is not (2 or 4));
            var places = Alignments(version);
            foreach (var row in places)
            {
                foreach (var column in places)
                {
                    if (!(row == 6 && (column == 6 || column == places[^1])) && !(column == 6 && row == places[^1]))
                        Square(row, column, 2, distance => distance != 1);
                }
            }

            for (var i = 0; i < 9; i++)
            {
                Reserve(8, i);
                Reserve(i, 8);
                if (i < 8)
                {
                    Reserve(8, Side - 1 - i);
                    Reserve(Side - 1 - i, 8);
                }
            }

            Set(Side - 8, 8, true);
            if (version >= 7)
                Version(version);
        }

        private void Version(int version)
        {
            // BCH (18, 6), 7.10.
            var rest = version;
            for (var i = 0; i < 12; i++)
                rest = rest << 1 ^ ((rest >> 11) * VersionPolynomial);
            var bits = version << 12 | rest;
            for (var i = 0; i < 18; i++)
            {
                Set(Side - 11 + (i % 3), i / 3, (bits >> i & 1) != 0);
                Set(i / 3, Side - 11 + (i % 3), (bits >> i & 1) != 0);
            }
        }

        /// <summary>Annex E: evenly from the far end, the first at 6.</summary>
        private int[] Alignments(int version)
        {
            if (version == 1)
                return [];
            var count = (version / 7) + 2;
            var step = version == 32 ? 26 : ((4 * version) + (2 * count) + 1) / ((2 * count) - 2) * 2;
            return [6, .. Enumerable.Range(0, count - 1).Select(i => Side - 7 - ((count - 2 - i) * step))];
        }

        private void Square(int row, int column, int reach, Func<int, bool> isDark)
        {
            for (var down = -reach; down <= reach; down++)
            {
                for (var right = -reach; right <= reach; right++)
                {
                    if (row + down >= 0 && row + down < Side && column + right >= 0 && column + right < Side)
                        Set(row + down, column + right, isDark(Math.Max(Math.Abs(down), Math.Abs(right))));
                }
            }
        }

        private void Set(int row, int column, bool isDark)
        {
            patterns[(row * Side) + column] = isDark ? (byte)1 : (byte)0;
            isFixed[(row * Side) + column] = true;
        }

        private void Reserve(int row, int column)
        {
            if (!isFixed[(row * Side) + column])
                Set(row, column, false);
        }

        /// <summary>Two columns at a time from the right, up and down, past the timing pattern (7.7.3).</summary>
        private void Way()
        {
            for (var right = Side - 1; right >= 1; right -= 2)
            {
                if (right == 6)
                    right = 5;
                var isUp = ((right + 1) & 2) == 0;
                for (var i = 0; i < Side; i++)
                {
                    for (var side = 0; side < 2; side++)
                    {
                        var at = ((isUp ? Side - 1 - i : i) * Side) + right - side;
                        if (!isFixed[at])
                            way.Add(at);
                    }
                }
            }
        }
    }
}
