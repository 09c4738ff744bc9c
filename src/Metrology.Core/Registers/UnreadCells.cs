using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Traceability;

namespace Metrology.Core.Registers;

/// <summary>
/// What stands in columns that nobody reads. A day outside of those that were read, a number of a certificate of a standard, a state, a yes or no unlike the other rows, and a second column that says something else than the
/// one that was taken are said of their row.
/// </summary>
internal sealed partial class UnreadCells
{
    private readonly SheetTable table;
    private readonly IReadOnlyList<StandardColumn?> columns;
    private readonly IReadOnlySet<int> open, doubted;

    /// <summary>What most rows say in a column of yes and no; null where no answer is that of more than half.</summary>
    private readonly Dictionary<int, string?> usual = [];

    public UnreadCells(SheetTable table, IReadOnlyList<StandardColumn?> columns)
    {
        (this.table, this.columns) = (table, columns);
        open = table.OpenColumns;
        doubted = ColumnOwner.Doubted(table.Headings, columns);
        foreach (var column in Unread.Where(column => !IsKnown(column) && !SheetNotes.IsSerial(table.Headings[column])))
        {
            var answers = table.Rows.Select(row => Answer(row[column])).ToList();
            if (answers.TrueForAll(answer => answer is not null) && answers.Exists(answer => answer!.Length > 0) && !(answers.TrueForAll(answer => answer is "" or "1") && answers.Count > 1))
                usual[column] = answers.GroupBy(answer => answer!).Where(group => group.Count() * 2 > answers.Count && answers.Count > 1).Select(group => group.Key).FirstOrDefault();
        }
    }

    private IEnumerable<int> Unread => Enumerable.Range(0, columns.Count).Where(i => columns[i] is null);

    /// <param name="row">Index of the row in the table.</param>
    /// <param name="isInUse">Whether nothing of an act is entered for the row, so that a state elsewhere matters.</param>
    public IEnumerable<ImportRemark> Of(int row, ImportedStandard cleaned, bool isInUse)
    {
        foreach (var column in doubted.Where(column => table.Rows[row][column].Trim().Length > 0))
            yield return ImportRemarks.OwnerDoubted(columns[column]!.Value, table.Headings[column]);
        foreach (var column in Unread)
        {
            if (Of(row, column, cleaned, isInUse) is { } remark)
                yield return remark;
        }
    }

    private ImportRemark? Of(int row, int column, ImportedStandard cleaned, bool isInUse)
    {
        var (heading, cell) = (table.Headings[column], table.Rows[row][column].Trim());
        if (isInUse && cell.Length > 0 && StateCell.InUnused(heading, cell) is { } state)
            return state;
        if (isInUse && usual.TryGetValue(column, out var most) && Answer(cell) is { } answer && answer != most && !(most is null && answer.Length == 0))
            return ImportRemarks.AnswerUnlikeOthers(heading, cell);
        if (cell.Length == 0)
            return null;
        if (open.Contains(column))
            return ImportRemarks.OwnerOpen(heading, cell);
        if (OfTwin(row, column, cell) is { } twin)
            return twin;
        if (StandardCertificateNumber.HasForm(cell) && !cleaned.Certificates.Any(one => StandardCertificateNumber.Same(one.Number) == StandardCertificateNumber.Same(cell)))
            return ImportRemarks.NumberElsewhere(heading, cell);
        if (DaysIn(cell).FirstOrDefault(day => IsOutside(day, cleaned)) is { First: not null })
            return ImportRemarks.DayElsewhere(heading, cell);
        return isInUse && OfRemarks().IsMatch(StandardHeadings.Plain(heading)) && cell.Any(char.IsLetter) && !StateCell.IsInUse(StandardColumn.State, CellText.Of(cell).Simplified.ToLowerInvariant(), false) && Answer(cell) is null ? ImportRemarks.RemarkNotRead(heading, cell) : null;
    }

    /// <summary>Another column is taken for the same, and says something else.</summary>
    private ImportRemark? OfTwin(int row, int column, string cell)
    {
        if (StandardHeadings.MayBeName(table.Headings, column) && columns.Index().FirstOrDefault(one => one.Item == StandardColumn.NameZh, (-1, null)).Index is >= 0 and var name && !StandardHeadings.SaysName(table.Headings, name, column))
            return CellText.Of(table.Rows[row][name]).Text == CellText.Of(cell).Text ? null : ImportRemarks.NameOpen(table.Headings[name], table.Rows[row][name].Trim(), table.Headings[column], cell);
        if (StandardHeadings.Find(table.Headings[column]) is not ({ } known and not StandardColumn.NameZh) || columns.Index().FirstOrDefault(one => one.Item == known, (-1, null)).Index is not (>= 0 and var taken))
            return null;
        var other = table.Rows[row][taken].Trim();
        return CellText.Of(other).Text == CellText.Of(cell).Text || ColumnOwner.IsOfInstrument(LastName(column), null) ? null
            : RowCleaning.IsNothing(other) ? ImportRemarks.ColumnEmpty(table.Headings[taken], table.Headings[column], cell, known == StandardColumn.Accuracy)
            : ImportRemarks.ColumnsDiffer(table.Headings[taken], other, table.Headings[column], cell);
    }

    /// <summary>The heading of the name that stands before a column.</summary>
    private string LastName(int column) => Enumerable.Range(0, column).Reverse().Select(i => columns[i] == StandardColumn.NameZh ? "-" : table.Headings[i]).FirstOrDefault(heading => heading == "-" || ColumnOwner.IsOfInstrument(heading, null), "-");

    /// <summary>The column is one that a register knows, or its words say of what it is: those are asked elsewhere.</summary>
    private bool IsKnown(int column) => StandardHeadings.Find(table.Headings[column]) is not null;

    /// <summary>The answer of a cell of yes and no; empty where nothing stands, null when it is another text.</summary>
    private static string? Answer(string cell)
    {
        var text = CellText.Of(cell).Simplified.ToLowerInvariant();
        return text.Length == 0 || Nothing().IsMatch(text) ? "" : YesOrNo().IsMatch(text) ? text : null;
    }

    /// <summary>Outside of the days that were read; any day where none was.</summary>
    private static bool IsOutside((DateOnly? First, DateOnly? Last) day, ImportedStandard cleaned)
    {
        List<DateOnly> read = [.. cleaned.Certificates.SelectMany(one => new[] { one.IssuedOn, one.ValidUntil }).Concat([cleaned.SuspendedFrom, cleaned.SuspendedUntil, cleaned.WithdrawnOn]).OfType<DateOnly>()];
        return read.Count == 0 || day.First > read.Max() || day.Last < read.Min();
    }

    /// <summary>Days and months that a text names. A year alone is that of a procedure as often as not.</summary>
    internal static IEnumerable<(DateOnly? First, DateOnly? Last)> DaysIn(string text)
    {
        // 14.03.2028 and 14-Mar-2028; a number alone may be anything.
        if (CellDate.Of(text) is { Form: CellDateForm.Plain or CellDateForm.YearLast or CellDateForm.TwoDigitYear or CellDateForm.Ambiguous } whole && (whole.Day ?? whole.Other) is { } only)
        {
            yield return (only, only);
            yield break;
        }

        foreach (Match match in Day().Matches(CellText.Of(text).Text))
        {
            int Number(string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
            var (year, month) = (Number("y"), Number("m"));
            if (month is < 1 or > 12)
                continue;
            if (!match.Groups["d"].Success)
                yield return (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
            else if (Number("d") is >= 1 and var day && day <= DateTime.DaysInMonth(year, month))
                yield return (new DateOnly(year, month, day), new DateOnly(year, month, day));
        }
    }

    [GeneratedRegex(@"\A[-—–_/\\]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    // What people write beside a row, also under no heading.
    [GeneratedRegex(@"\A(?:|备考|其[他它](?:说明)?|(?:情况)?(?:备注|说明|附注|注)(?:栏|说明|情况)?|remarks?|notes?|comments?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex OfRemarks();

    [GeneratedRegex(@"\A(?:是|否|有|无|能|否能|不能|可|不可|可以|不可以|在|不在|对|错|√|✓|✔|☑|■|×|✗|✘|✕|x|☐|□|○|●|y|n|yes|no|true|false|t|f|0|1)\z", RegexOptions.CultureInvariant)]
    private static partial Regex YesOrNo();

    [GeneratedRegex(@"(?<![0-9A-Za-z〔\[-])(?<y>(?:19|20)[0-9]{2})(?:\s*(?<s>[-/.])\s*(?<m>[0-9]{1,2})\s*\k<s>\s*(?<d>[0-9]{1,2})(?![0-9])|\s*年\s*(?<m>[0-9]{1,2})\s*月(?:\s*(?<d>[0-9]{1,2})\s*[日号])?)", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
