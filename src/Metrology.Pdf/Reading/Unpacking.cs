using System.IO.Compression;
using System.Runtime.InteropServices;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>The bytes of a stream behind its filter (ISO 32000-1 7.4): FlateDecode with the PNG predictors, or none.</summary>
internal static class Unpacking
{
    public static byte[] Unpack(PdfStream stream, Func<PdfValue?, PdfValue> resolve, ReadBudget budget)
    {
        var filter = Single(resolve(stream.Find("Filter")), resolve);
        if (filter is PdfNull)
        {
            budget.Unpack(stream.Encoded.Length);
            return stream.Encoded.ToArray();
        }
        if (!filter.IsName("FlateDecode"))
            throw new PdfFormatException($"A stream has the filter {filter.NameText() ?? "of no name"}; this reader knows FlateDecode.");
        var data = Inflate(stream.Encoded, budget);
        return Single(resolve(stream.Find("DecodeParms")), resolve) is PdfDictionary parameters ? Unpredict(data, parameters, resolve) : data;
    }

    static PdfValue Single(PdfValue value, Func<PdfValue?, PdfValue> resolve) => value is not PdfArray array ? value : array.Items.Count switch
    {
        0 => PdfNull.Instance,
        1 => resolve(array.Items[0]),
        _ => throw new PdfFormatException("A stream has more than one filter."),
    };

    static byte[] Inflate(ReadOnlyMemory<byte> packed, ReadBudget budget)
    {
        var limit = budget.StreamLimit;
        var output = new MemoryStream();
        try
        {
            var bytes = MemoryMarshal.TryGetArray(packed, out var segment) ? segment : packed.ToArray();
            using var zlib = new ZLibStream(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), CompressionMode.Decompress);
            var buffer = new byte[16 * 1024];
            for (int count; (count = zlib.Read(buffer)) > 0;)
            {
                if (output.Length + count > limit)
                    throw new PdfFormatException($"A stream unpacks to more than {limit} bytes.");
                output.Write(buffer, 0, count);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new PdfFormatException("A compressed stream is damaged.");
        }
        budget.Unpack((int)output.Length);
        return output.ToArray();
    }

    static byte[] Unpredict(byte[] data, PdfDictionary parameters, Func<PdfValue?, PdfValue> resolve)
    {
        var predictor = parameters.Find("Predictor").Integer(resolve) ?? 1;
        if (predictor == 1)
            return data;
        var columns = parameters.Find("Columns").Integer(resolve) ?? 1;
        var isBytes = (parameters.Find("Colors").Integer(resolve) ?? 1) == 1 && (parameters.Find("BitsPerComponent").Integer(resolve) ?? 8) == 8;
        if (predictor < 10 || !isBytes || columns < 1 || columns > data.Length || data.Length % (columns + 1) != 0)
            throw new PdfFormatException("A stream has a predictor this reader does not know.");
        var rows = data.Length / (columns + 1);
        var result = new byte[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var filtered = data.AsSpan(row * (columns + 1), columns + 1);
            var above = row == 0 ? new byte[columns] : result.AsSpan((row - 1) * columns, columns);
            UnfilterRow(filtered[0], filtered[1..], above, result.AsSpan(row * columns, columns));
        }
        return result;
    }

    // PNG, "Filter algorithms", with one byte a sample.
    static void UnfilterRow(byte kind, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i > 0 ? row[i - 1] : 0, above[i], i > 0 ? above[i - 1] : 0);
            var guess = kind switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new PdfFormatException($"A row has the filter type {kind}."),
            };
            row[i] = (byte)(filtered[i] + guess);
        }
    }

    static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
