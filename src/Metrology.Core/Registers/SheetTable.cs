using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>A sheet of a file as texts: a heading and rows of as many cells. Titles, sums, notes and empty rows around them are told apart and kept in <see cref="Skipped"/>.</summary>
public sealed partial record SheetTable(IReadOnlyList<string> Headings, IReadOnlyList<SheetLine> Lines)
{
    /// <summary>What a part of a register is called when it stands alone in a row.</summary>
    private static readonly string[] Disciplines =
        ["几何量", "长度", "热学", "热工", "力学", "电磁学", "电磁", "电学", "无线电", "时间频率", "光学", "声学", "电离辐射", "物理化学", "理化", "化学", "流量", "衡器", "质量", "压力"];

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; } = [.. Lines.Select(line => line.Cells)];

    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];

    /// <summary>The heading was recognised; otherwise it is the first row of more than one cell.</summary>
    public bool HasKnownHeading { get; init; }

    /// <summary>Its numbers count days from 1904-01-01.</summary>
    public bool CountsFrom1904 { get; init; }

    /// <summary>Two tables stand side by side and their headings are not the same, so that nobody knows which column belongs to which.</summary>
    public bool IsSideBySide { get; init; }

    /// <summary>Other sheets of the file that hold something and are not read.</summary>
    public IReadOnlyList<string> OtherSheets { get; init; } = [];

    /// <summary>Texts of all rows.</summary>
    public static SheetTable Of(IReadOnlyList<IReadOnlyList<string>> all) => OfLines([.. all.Select((cells, i) => new SheetLine(i + 1, cells))]);

    public static SheetTable OfLines(IReadOnlyList<SheetLine> all)
    {
        var lines = all.Where(line => line.Written.Any()).ToList();
        var heading = SheetHeading.Of(lines);
        var below = lines.Skip(heading.First + heading.Lines).ToList();
        var columns = Enumerable.Range(0, heading.Texts.Count).Where(i => heading.Texts[i].Length > 0 || below.Exists(line => line.Cell(i).Trim().Length > 0)).ToList();
        List<string> headings = [.. columns.Select(i => heading.Texts[i])];
        var skipped = lines.Take(heading.First).Select(line => Skip(line, SkipReason.Title)).ToList();
        var rows = new List<SheetLine>();
        foreach (var line in below)
        {
            if (heading.IsKnown && Why(line, heading) is { } why)
                skipped.Add(Skip(line, why));
            else
                rows.Add(line with { Cells = [.. columns.Select(line.Cell)], FromAbove = columns.Index().Where(one => line.FromAbove.Contains(one.Item)).Select(one => one.Index).ToHashSet() });
        }

        return Unfolded(new(headings, rows) { Skipped = skipped, HasKnownHeading = heading.IsKnown });
    }

    /// <summary>A register that was set in two halves side by side, under the same heading twice: the right half comes below the left one.</summary>
    private static SheetTable Unfolded(SheetTable table)
    {
        var texts = table.Headings;
        var places = Enumerable.Range(0, texts.Count);
        var first = places.FirstOrDefault(i => StandardHeadings.Find(texts[i]) == StandardColumn.NameZh, -1);
        var second = first < 0 ? -1 : places.FirstOrDefault(i => i > first && texts[i] == texts[first], -1);
        if (second < 0)
            return table;
        var (width, start) = (second - first, first);
        while (start > 0 && start - 1 + width > first && texts[start - 1] == texts[start - 1 + width])
            start--;
        var blocks = (texts.Count - start) / width;
        if ((texts.Count - start) % width != 0 || Enumerable.Range(start, texts.Count - start - width).Any(i => texts[i] != texts[i + width]))
            return table with { IsSideBySide = true };
        var lines = Enumerable.Range(0, blocks).SelectMany(block => table.Lines.Select(line => Part(line, start, width, block)).Where(line => block == 0 || line.Cells.Skip(start).Any(cell => cell.Trim().Length > 0)));
        return new SheetTable([.. texts.Take(start + width)], [.. lines.Where(line => line.Written.Any())]) { Skipped = table.Skipped, HasKnownHeading = table.HasKnownHeading };
    }

    private static SheetLine Part(SheetLine line, int start, int width, int block) => line with
    {
        Cells = [.. line.Cells.Take(start).Select(cell => block == 0 ? cell : ""), .. line.Cells.Skip(start + (block * width)).Take(width)],
        FromAbove = line.FromAbove.Where(i => i < start || (i - start) / width == block).Select(i => i < start ? i : i - (block * width)).ToHashSet(),
    };

    private static SkippedLine Skip(SheetLine line, SkipReason why) => new(line.Number, why, string.Join(" ", line.Written.Select(cell => cell.Text)));

    /// <summary>Why a row below the heading is none of the register, or null.</summary>
    private static SkipReason? Why(SheetLine line, SheetHeading heading)
    {
        var written = line.Written.Where(cell => !line.FromAbove.Contains(cell.Column)).ToList();
        if (written.Count == 0)
            return SkipReason.Note;
        if (written.Take(3).Any(cell => Sum().IsMatch(cell.Text)))
            return SkipReason.Sum;
        if (written.Count > 1 && (written.TrueForAll(cell => heading.Texts[cell.Column] == cell.Text) || written.Count(cell => StandardHeadings.Find(cell.Text) is not null) * 2 > written.Count))
            return SkipReason.Heading;
        if (written.Count > 2 && written.Index().All(one => one.Item.Text.Trim('(', ')', '（', '）') == $"{one.Index + written[0].Column + 1}" || one.Item.Text == $"{one.Index + 1}"))
            return SkipReason.Heading;
        if (written.TrueForAll(cell => Signature().IsMatch(cell.Text)))
            return SkipReason.Note;
        if (written.Count > 1 || heading.Texts.Count(text => text.Length > 0) < 3)
            return Note().IsMatch(written[0].Text) ? SkipReason.Note : null;
        var (column, text) = written[0];
        if (Section().IsMatch(text) || Disciplines.Contains(SectionMarks().Replace(text, "")))
            return SkipReason.Section;
        return Note().IsMatch(text) || StandardHeadings.Find(heading.Texts[column]) is not (StandardColumn.NameZh or StandardColumn.Range or StandardColumn.Accuracy) ? SkipReason.Note : null;
    }

    /// <summary>Which column of a register each column of the sheet is, by its heading; the first of two that would be the same.</summary>
    public IReadOnlyList<StandardColumn?> GuessedColumns() => StandardHeadings.Of(Headings);

    /// <summary>The rows by the columns that they have.</summary>
    public IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> Under(IReadOnlyList<StandardColumn?> columns) =>
        [.. Rows.Select(row => (IReadOnlyDictionary<StandardColumn, string>)columns.Index().Where(one => one.Item is not null).ToDictionary(one => one.Item!.Value, one => row[one.Index]))];

    [GeneratedRegex(@"\A(?:本页)?(?:合\s*计|小\s*计|总\s*计|共\s*计|总\s*数|汇\s*总)(?:[:：(（0-9\s].*)?\z|\A共\s*[0-9]+\s*[项个套台条]", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\A(?:(?:第)?[一二三四五六七八九十]+(?:[、.．]|部分|类)|[(（][一二三四五六七八九十]+[)）]).{0,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(@"[\s(（].*\z|[类室部科]\z", RegexOptions.CultureInvariant)]
    private static partial Regex SectionMarks();

    [GeneratedRegex(@"\A(?:备?\s*注|说\s*明|附|数据来源|※|\*)\s*(?:[:：;；.、0-9(（]|[一二三]).*", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Note();

    // 填表人：张三, 日期：2024年1月5日, 单位（盖章）
    [GeneratedRegex(@"\A(?:(?:填表|制表|填报|编制|审核|批准|校核|联系|负责)(?:人|单位)?|电\s*话|联系电话|日\s*期|填报日期|制表日期|(?:填报)?单位\s*[(（]?盖章[)）]?|第\s*[0-9]+\s*页.*)\s*(?:[:：].*)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Signature();
}
