using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Exports;

/// <summary>What a list shows, as a table to take along: the rows that its filter lets through, all pages of them.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Columns">The key is the name in JSON, the heading stands in the other files.</param>
/// <param name="Rows">One text for each column.</param>
internal sealed record ListTable(string Name, IReadOnlyList<(string Key, string Heading)> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Files of lists: <c>export.csv</c>, <c>export.xlsx</c> and <c>export.json</c> beside each of them, with its filter.</summary>
internal static class ListExport
{
    /// <summary>Behind the path of a list.</summary>
    public const string Route = "/export.{format}";

    /// <summary>Rows of one file.</summary>
    public const int MostRows = 100_000;

    public static readonly IReadOnlyList<string> Formats = ["csv", "xlsx", "json"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Refusal TooMany = Refusal.Of(
        "export.too-many",
        $"一个文件最多导出 {MostRows} 行。请先用筛选条件缩小范围，再分次导出。", $"A file holds at most {MostRows} rows. Narrow the list by its filter and export it in parts.");

    /// <summary>The file of a format, or 404 for one that there is not.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext context, string format, Func<Task<ListTable>> read)
    {
        if (!Formats.Contains(format))
            return Results.NotFound();
        ListTable table;
        try
        {
            table = await read();
        }
        catch (TooManyRowsException)
        {
            return RefusedPage.Of(context, TooMany);
        }

        if (table.Rows.Count > MostRows)
            return RefusedPage.Of(context, TooMany);

        var sheet = new SheetText(table.Name, [.. table.Columns.Select(column => column.Heading)], table.Rows);
        return format switch
        {
            "csv" => TableFiles.Csv(context, sheet, table.Name),
            "xlsx" => TableFiles.Xlsx(context, sheet, table.Name),
            _ => Results.File(
                JsonSerializer.SerializeToUtf8Bytes(table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First.Key, cell => cell.Second)), Readable), "application/json", $"{table.Name}.json"),
        };
    }

    /// <summary>Every row of a list that comes in pages.</summary>
    /// <param name="page">Rows behind a place, and the place behind them; null on the last page.</param>
    public static async Task<IReadOnlyList<TRow>> AllAsync<TRow, TPlace>(Func<TPlace?, Task<(IReadOnlyList<TRow> Rows, TPlace? Next)>> page)
    {
        var rows = new List<TRow>();
        TPlace? place = default;
        do
        {
            var (some, next) = await page(place);
            rows.AddRange(some);
            place = next;
            if (rows.Count > MostRows)
                throw new TooManyRowsException();
        }
        while (place is not null);
        return rows;
    }

    /// <summary>What stands beside a row as a sign on its list.</summary>
    public static string MarksOf(this Words t, bool isSimulated, bool isDemonstration, bool isUnusable = false) =>
        string.Join(' ', new[] { isUnusable ? t.Kit.Unusable : "", isSimulated ? t.Exports.Simulated : "", isDemonstration ? t.Exports.Example : "" }.Where(mark => mark.Length > 0));

    /// <summary>A list longer than a file may be.</summary>
    private sealed class TooManyRowsException : Exception;
}
