namespace Metrology.Core.Registers;

/// <summary>The first sheet of a file as texts: a heading and rows of as many cells.</summary>
public sealed record SheetTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Texts of all rows, the first of which is the heading; rows that hold nothing are left out, short ones filled up.</summary>
    public static SheetTable Of(IReadOnlyList<IReadOnlyList<string>> all)
    {
        var headings = all.Count == 0 ? [] : all[0].Select(cell => cell.Trim()).ToList();
        return new(headings,
        [
            .. all.Skip(1).Where(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                .Select(row => (IReadOnlyList<string>)[.. headings.Select((_, i) => i < row.Count ? row[i] : "")]),
        ]);
    }

    /// <summary>Which column of a register each column of the sheet is, by its heading; the first of two that would be the same.</summary>
    public IReadOnlyList<StandardColumn?> GuessedColumns()
    {
        var guessed = new List<StandardColumn?>();
        foreach (var heading in Headings)
            guessed.Add(StandardHeadings.Find(heading) is { } found && !guessed.Contains(found) ? found : null);
        return guessed;
    }

    /// <summary>The rows by the columns that they have.</summary>
    public IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> Under(IReadOnlyList<StandardColumn?> columns) =>
        [.. Rows.Select(row => (IReadOnlyDictionary<StandardColumn, string>)columns.Index().Where(one => one.Item is not null).ToDictionary(one => one.Item!.Value, one => row[one.Index]))];
}
