using System.Text;
using Metrology.App.Storage;

namespace Metrology.Web.Features.Exports;

/// <summary>A table as a file to keep.</summary>
internal static class TableFiles
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="name">Of the file, without its ending.</param>
    public static IResult Csv(HttpContext context, SheetText table, string name)
    {
        var text = string.Join("\r\n", table.CsvLines()) + "\r\n";
        // Spreadsheets take the text for Chinese only with the mark in front.
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"{name}.csv");
    }

    public static IResult Xlsx(HttpContext context, SheetText table, string name) =>
        Results.File(context.RequestServices.GetRequiredService<IWorkbookWriter>().Write([table]), XlsxType, $"{name}.xlsx");
}
