using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>
/// What lines around a table say of its rows: 注：第1项已停用, *为已封存标准, 乙装置已报废. Whatever a note says of a row is said of that row; what speaks of being out of use and names no row must be confirmed by a person.
/// </summary>
internal sealed partial class SheetNotes
{
    /// <summary>Letters that a name has at least, so that it names one row and not a kind.</summary>
    private const int ShortestName = 4;

    private readonly SheetTable table;
    private readonly IReadOnlyList<string> numbers, names;
    private readonly ILookup<int, (string Clause, bool IsOutOfUse)> ofRows;

    public SheetNotes(SheetTable table, IReadOnlyList<StandardColumn?> columns)
    {
        this.table = table;
        var (serial, name) = (table.Headings.Index().FirstOrDefault(one => columns[one.Index] is null && IsSerial(one.Item), (Index: -1, Item: "")).Index, columns.Index().FirstOrDefault(one => one.Item == StandardColumn.NameZh, (-1, null)).Index);
        numbers = [.. table.Rows.Select((row, i) => serial >= 0 ? row[serial].Trim().TrimEnd('*', '＊', '.', '、') : $"{(i + 1).ToString(CultureInfo.InvariantCulture)}")];
        names = [.. table.Rows.Select(row => name >= 0 ? Joined(row[name]) : "")];
        var (said, toConfirm) = (new List<(int Row, string Clause, bool IsOutOfUse)>(), new List<SkippedLine>());
        var last = table.Lines.Count == 0 ? 0 : table.Lines.Max(line => line.Number);
        foreach (var line in table.Skipped.Where(line => line.Why is SkipReason.Note or SkipReason.Title || (line.Why == SkipReason.Section && line.Number > last)))
        {
            foreach (var clause in Clauses().Split(line.Text).Select(text => text.Trim()).Where(text => text.Length > 0))
            {
                var (rows, left) = Named(clause, line.Why != SkipReason.Title);
                var state = OutOfUse.In(CellText.Of(left).Simplified.ToLowerInvariant());
                said.AddRange(rows.Select(row => (row, clause, state == OutOfUse.Saying.Plain)));
                if (rows.Count == 0 && state != OutOfUse.Saying.Nothing && line.Why != SkipReason.Title)
                    toConfirm.Add(line);
            }
        }

        ofRows = said.ToLookup(one => one.Row, one => (one.Clause, one.IsOutOfUse));
        ToConfirm = [.. toConfirm.Distinct()];
    }

    /// <summary>The heading is that of the numbers of rows.</summary>
    public static bool IsSerial(string heading) => Serial().IsMatch(StandardHeadings.Plain(heading));

    /// <summary>Most rows have a number, and this one has none.</summary>
    public bool IsUnnumbered(int row) => numbers[row].Length == 0 && numbers.Count(number => number.Length > 0) * 2 > numbers.Count && !table.Lines[row].FromAbove.Any();

    /// <summary>Lines that speak of being out of use and do not say of which row.</summary>
    public IReadOnlyList<SkippedLine> ToConfirm { get; }

    /// <param name="row">Index of the row in the table.</param>
    /// <param name="saysItself">The row says itself how it stands, which goes before.</param>
    public IEnumerable<ImportRemark> Of(int row, bool saysItself) =>
        ofRows[row].Distinct().Select(one => ImportRemarks.NoteOfRow(one.Clause, one.IsOutOfUse && !saysItself)).Concat(saysItself ? [] : ToConfirm.Select(line => ImportRemarks.NoteToConfirm(line.Text)));

    /// <summary>The rows that a clause names, and what it says of them.</summary>
    private (List<int> Rows, string Left) Named(string clause, bool byNumber)
    {
        var found = new SortedSet<int>();
        var rest = CellText.Of(clause).Simplified;
        if (Mark().Match(rest) is { Success: true } mark)
        {
            found.UnionWith(Enumerable.Range(0, table.Rows.Count).Where(row => table.Rows[row].Any(cell => CellText.Of(cell).Text is var text && text.Length > mark.Groups["mark"].Length && text.Contains(mark.Groups["mark"].Value, StringComparison.Ordinal))));
            rest = rest[(mark.Index + mark.Length)..];
        }

        foreach (Match item in byNumber ? Items().Matches(rest) : Enumerable.Empty<Match>())
        {
            var asked = Listed(item.Groups["list"].Value);
            found.UnionWith(Enumerable.Range(0, numbers.Count).Where(row => asked.Contains(numbers[row]) || (item.Value.EndsWith('行') && asked.Contains($"{table.Lines[row].Number.ToString(CultureInfo.InvariantCulture)}"))));
        }

        rest = Items().Replace(rest, "");
        foreach (var (row, name) in names.Index().Where(one => one.Item.Length >= ShortestName && Joined(clause).Contains(one.Item, StringComparison.Ordinal) && byNumber))
        {
            found.Add(row);
            rest = Joined(rest).Replace(name, "", StringComparison.Ordinal);
        }

        return ([.. found], Start().Replace(rest, ""));
    }

    /// <summary>"1、3～5" → 1, 3, 4, 5; 第一 is 1.</summary>
    private static HashSet<string> Listed(string list)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match part in Part().Matches(list))
        {
            var (first, last) = (Whole(part.Groups["a"].Value), part.Groups["b"].Success ? Whole(part.Groups["b"].Value) : Whole(part.Groups["a"].Value));
            for (var i = first; i <= last && i - first < MostListed; i++)
                all.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        return all;
    }

    private const int MostListed = 500;

    private const string Figures = "〇一二三四五六七八九";

    private static int Whole(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
            return Figures.IndexOf(text[^1], StringComparison.Ordinal);
        return (10 * (ten == 0 ? 1 : Figures.IndexOf(text[ten - 1], StringComparison.Ordinal))) + (ten + 1 < text.Length ? Figures.IndexOf(text[ten + 1], StringComparison.Ordinal) : 0);
    }

    private static string Joined(string text) => Blanks().Replace(SimplifiedChinese.Of(CellText.Of(text).Text), "");

    [GeneratedRegex(@"\A(?:序号?|项次|顺序号?|编号|no\.?|#|item(?:no\.?)?|s或n|sn)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Serial();

    [GeneratedRegex(@"[。；;\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Clauses();

    // *为已封存标准, 注：带▲者已停用, 表中加“※”的已停用
    [GeneratedRegex(@"\A\s*(?:备?注\s*[0-9]*\s*[:：.、]?)?\s*(?:表中|其中|名称|序号|上)*(?:带有?|标有?|标注|加有?|注有?|打|有)?\s*[“""'‘「]?(?<mark>[*※#△▲★☆○●◎◆◇■□†‡✓√①-⑳]+)[”""'’」]?\s*(?:号|标记|符号)?(?:者|的|项)?", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    private const string Number = "(?:[0-9]{1,5}|[一二三四五六七八九十]{1,3})", List = Number + @"(?:\s*(?:[-~～—–至到]|[、,，和及与]|至第|和第|及第|、第|，第)\s*" + Number + ")*";

    [GeneratedRegex(@"(?:第|序号(?:为|第)?|编号(?:为)?)\s*(?<list>" + List + @")\s*(?:项|号|行|条|个|台|套)?|(?<![0-9.])(?<list>" + List + @")\s*(?:号(?!证|文|楼|院|线)|项(?=标准|装置|已|于|的|因|为|，|,|:|：))|(?:\b(?:nos?\.?|items?|rows?|lines?)|#)\s*(?<list>[0-9]{1,5}(?:\s*(?:-|to|,|and|&)\s*[0-9]{1,5})*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Items();

    [GeneratedRegex(@"(?<a>[0-9]{1,5}|[一二三四五六七八九十]{1,3})(?:\s*(?:[-~～—–至到]|至第|to)\s*(?<b>[0-9]{1,5}|[一二三四五六七八九十]{1,3}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"\A\s*(?:备?\s*注|说\s*明|附注?)\s*[0-9]*\s*[:：.、]?\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
