using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>A table that leaves the system as it is seen.</summary>
/// <param name="Heading">One cell a column.</param>
/// <param name="Rows">Cells are text, numbers, days, or null.</param>
public sealed record SheetText(string Name, IReadOnlyList<string> Heading, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    public IEnumerable<string> CsvLines() => Rows.Select(row => row.Select(Text)).Prepend(Heading).Select(CsvText.Line);

    public static string Text(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.Iso(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}

/// <summary>Writes workbooks (.xlsx). A text is a text whatever it begins with: no cell has a formula.</summary>
public interface IWorkbookWriter
{
    byte[] Write(IReadOnlyList<SheetText> sheets);
}
