using System.Text;
using Metrology.App.Storage;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards.Importing;

/// <summary>Reads workbooks (.xlsx); whoever has the library for them does it.</summary>
public interface IWorkbookReader
{
    /// <summary>The texts of the first sheet, or why there are none. It stops at the limits of <see cref="SpreadsheetFile"/>.</summary>
    Outcome<List<IReadOnlyList<string>>> Read(byte[] file);
}

/// <summary>A file of comma-separated values or a workbook → table, within limits that no register comes near.</summary>
public static class SpreadsheetFile
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    public const int MostRows = 20_000;
    public const int MostColumns = 200;

    /// <summary>Characters of a cell.</summary>
    public const int LongestCell = 2_000;

    private const int GB18030 = 54936;

    static SpreadsheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Outcome<SheetTable> Read(byte[] file, IWorkbookReader workbooks)
    {
        if (file.Length == 0)
            return ImportErrors.Empty;
        if (file.Length > LargestFile)
            return ImportErrors.TooLarge;
        var rows = file is [(byte)'P', (byte)'K', ..] ? workbooks.Read(file) : Values(file);
        if (rows.Refusal is { } refusal)
            return refusal;
        var table = SheetTable.Of(rows.Value);
        if (table.Rows.Count == 0)
            return ImportErrors.Empty;
        return table.Rows.Count > MostRows || table.Headings.Count > MostColumns || table.Rows.Any(row => row.Any(cell => cell.Length > LongestCell)) ? ImportErrors.TooLarge : table;
    }

    private static Outcome<List<IReadOnlyList<string>>> Values(byte[] file) => TextOf(file) is { } text ? CsvText.Read(text) : ImportErrors.NotReadable;

    /// <summary>Older systems write GB 18030. Bytes that are text in neither are no register.</summary>
    private static string? TextOf(byte[] file)
    {
        foreach (var encoding in new[] { new UTF8Encoding(false, true), Encoding.GetEncoding(GB18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) })
        {
            try
            {
                var text = encoding.GetString(file).TrimStart('\uFEFF');
                if (!text.Contains('\0', StringComparison.Ordinal))
                    return text;
            }
            catch (DecoderFallbackException)
            {
            }
        }

        return null;
    }
}
