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

    /// <summary>Headings of two tables that stand side by side and are not the same, so that nobody knows which column belongs to which.</summary>
    public (string Left, string Right)? SideBySide { get; init; }

    public bool IsSideBySide => SideBySide is not null;

    /// <summary>Numbers of two heading rows whose columns cannot be told from each other; nothing below the second is read under the first.</summary>
    public (int First, int Second)? UnclearHeadings { get; init; }

    /// <summary>Of the sheet; empty where the file has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Other sheets of the file that hold something and are not read.</summary>
    public IReadOnlyList<string> OtherSheets { get; init; } = [];

    /// <summary>Texts of all rows.</summary>
    public static SheetTable Of(IReadOnlyList<IReadOnlyList<string>> all) => OfLines([.. all.Select((cells, i) => new SheetLine(i + 1, cells))]);

    public static SheetTable OfLines(IReadOnlyList<SheetLine> all)
    {
        var lines = all.Where(line => line.Written.Any()).ToList();
        var heading = SheetHeading.Of(lines);
        var skipped = lines.Take(heading.First).Select(line => Skip(line, SkipReason.Title)).ToList();
        var (parts, section, unclear) = (new List<(SheetHeading Heading, List<SheetLine> Lines)> { (heading, []) }, "", ((int, int)?)null);
        var above = "";
        var titles = lines.Take(heading.First).SelectMany(line => line.Written).Select(cell => TitleKey(cell.Text)).Where(key => key.Length > 1).ToHashSet();
        for (var i = heading.First + heading.Lines; i < lines.Count; i++)
        {
            var (line, current) = (lines[i], parts[^1].Heading);
            if (heading.IsKnown && IsHeading(line, current))
            {
                var next = SheetHeading.At(lines, i, heading.Texts.Count);
                skipped.AddRange(lines.Skip(i).Take(next?.Lines ?? 1).Select(one => Skip(one, SkipReason.Heading)));
                i += (next?.Lines ?? 1) - 1;
                // On every printed page it is the same; one with other columns begins a table of its own.
                if (next is not null && !next.Texts.SequenceEqual(current.Texts))
                    parts.Add((next, []));
                else if (next is null && line.Written.Any(cell => StandardHeadings.Find(cell.Text) != StandardHeadings.Find(current.Texts[cell.Column])))
                    unclear ??= (lines[current.First].Number, line.Number);
            }
            else if (heading.IsKnown && IsPageTop(line, titles))
            {
                // The title again, as on every printed page; one that says more is the name of a part.
                var isPart = OutOfUse.InTitle(string.Join(" ", line.Written.Select(cell => cell.Text))) != OutOfUse.Saying.Nothing;
                skipped.Add(Skip(line, isPart ? SkipReason.Section : SkipReason.Heading));
                if (isPart)
                    section = line.Written.First().Text;
            }
            else if (heading.IsKnown && Why(line, current) is { } why)
            {
                skipped.Add(Skip(line, why));
                if (why == SkipReason.Section || (why == SkipReason.Note && IsOfPart(line)))
                    section = line.Written.First().Text;
            }
            else if (heading.IsKnown && IsPart(line, current, ref above))
            {
                skipped.Add(Skip(line, SkipReason.Part));
            }
            else
            {
                parts[^1].Lines.Add(line with { Section = section });
            }
        }

        var table = Together([.. parts.Select(part => Unfolded(Of(part.Heading, part.Lines))).Select(part => part with { SideBySide = part.SideBySide ?? SecondBlock(part) })], [.. parts.Select(part => lines.Count == 0 ? 0 : lines[part.Heading.First].Number)]);
        return table with { Skipped = skipped, HasKnownHeading = heading.IsKnown, UnclearHeadings = unclear ?? table.UnclearHeadings };
    }

    private static SheetTable Of(SheetHeading heading, List<SheetLine> lines)
    {
        var columns = Enumerable.Range(0, heading.Texts.Count).Where(i => heading.Texts[i].Length > 0 || lines.Exists(line => line.Cell(i).Trim().Length > 0)).ToList();
        return new([.. columns.Select(i => heading.Texts[i])], [.. lines.Select(line => line with { Cells = [.. columns.Select(line.Cell)], FromAbove = columns.Index().Where(one => line.FromAbove.Contains(one.Item)).Select(one => one.Index).ToHashSet() })]);
    }

    /// <summary>Tables one below the other, each under its own heading: columns that mean the same are one, others are added.</summary>
    private static SheetTable Together(List<SheetTable> tables, List<int> rows)
    {
        if (tables.Count == 1)
            return tables[0];
        var (headings, lines, meant) = (new List<string>(), new List<SheetLine>(), new List<(int Row, List<int> Places, IReadOnlyList<StandardColumn?> Columns)>());
        foreach (var (table, row) in tables.Zip(rows))
        {
            var (own, columns, places) = (StandardHeadings.Of(headings), StandardHeadings.Of(table.Headings), new List<int>());
            foreach (var (i, text) in table.Headings.Index())
            {
                var at = own.Index().FirstOrDefault(one => !places.Contains(one.Index) && one.Item == columns[i] && (columns[i] is not null || headings[one.Index] == text), (-1, null)).Index;
                if (at < 0)
                {
                    at = headings.Count;
                    headings.Add(text);
                }

                places.Add(at);
            }

            lines.AddRange(table.Lines.Select(line => line with { Cells = Placed(line.Cells, places), FromAbove = line.FromAbove.Select(i => places[i]).ToHashSet() }));
            meant.Add((row, places, columns));
        }

        var all = StandardHeadings.Of(headings);
        var other = meant.Find(one => one.Places.Index().Any(place => all[place.Item] != one.Columns[place.Index]));
        return new(headings, [.. lines.Select(line => line with { Cells = [.. line.Cells, .. Enumerable.Repeat("", headings.Count - line.Cells.Count)] })])
        {
            SideBySide = tables.Find(table => table.IsSideBySide)?.SideBySide,
            UnclearHeadings = other.Places is null ? null : (rows[0], Math.Max(other.Row, rows[1])),
        };
    }

    private static string[] Placed(IReadOnlyList<string> cells, List<int> places)
    {
        var placed = Enumerable.Repeat("", places.Max() + 1).ToArray();
        foreach (var (i, place) in places.Index())
            placed[place] = cells[i];
        return placed;
    }

    /// <summary>A register that was set in two halves side by side, under headings that mean the same twice: the right half comes below the left one.</summary>
    private static SheetTable Unfolded(SheetTable table)
    {
        var texts = table.Headings;
        var meant = texts.Select(StandardHeadings.Find).ToList();
        var keys = texts.Select((text, i) => meant[i]?.ToString() ?? StandardHeadings.Plain(text)).ToList();
        var first = meant.IndexOf(StandardColumn.NameZh);
        if (first < 0)
            return table;
        var second = Enumerable.Range(first + 1, texts.Count - first - 1)
            .FirstOrDefault(i => meant[i] == StandardColumn.NameZh && (StandardHeadings.Plain(texts[i]) == StandardHeadings.Plain(texts[first]) || (Numbers(first, i).Any() && Numbers(i, texts.Count).Any())), -1);
        if (second < 0)
        {
            // The certificates of instruments may stand behind their names; those of standards there are a second table under a name that nobody knows.
            var foreign = Enumerable.Range(first + 1, texts.Count - first - 1).FirstOrDefault(i => meant[i] is null && StandardHeadings.IsName(texts[i]) && Numbers(first, i).Any(), -1);
            var isSecond = foreign >= 0 && Numbers(foreign, texts.Count).Where(j => meant.IndexOf(meant[j]) < foreign).Any(HasNumbersOfStandards);
            return isSecond ? table with { SideBySide = (texts[first], texts[foreign]) } : table;
        }

        var isOfInstruments = StandardHeadings.Plain(texts[second]) != StandardHeadings.Plain(texts[first]) && Numbers(first, second).Any(HasNumbersOfStandards) && !Numbers(second, texts.Count).Any(HasNumbersOfStandards);
        if (isOfInstruments)
            return table;
        var (width, start) = (second - first, first);
        while (start > 0 && start - 1 + width > first && keys[start - 1] == keys[start - 1 + width])
            start--;
        var blocks = (texts.Count - start) / width;
        if ((texts.Count - start) % width != 0 || Enumerable.Range(start, texts.Count - start - width).Any(i => keys[i] != keys[i + width]))
            return table with { SideBySide = (texts[first], texts[second]) };
        var lines = Enumerable.Range(0, blocks).SelectMany(block => table.Lines.Select(line => Part(line, start, width, block)).Where(line => block == 0 || line.Cells.Skip(start).Any(cell => cell.Trim().Length > 0)));
        return new([.. texts.Take(start + width)], [.. lines.Where(line => line.Written.Any())]);

        IEnumerable<int> Numbers(int from, int to) => Enumerable.Range(from, to - from).Where(i => meant[i] is StandardColumn.AssessmentNumber or StandardColumn.PublicNumber);
        bool HasNumbersOfStandards(int column) => table.Rows.Any(row => Traceability.StandardCertificateNumber.HasForm(row[column]));
    }

    /// <summary>
    /// A second block of columns that mean the same as columns before them and say something else, or a second certificate of the same kind behind other columns: two tables, whatever stands above their names.
    /// </summary>
    private static (string Left, string Right)? SecondBlock(SheetTable table)
    {
        var (texts, columns) = (table.Headings, StandardHeadings.Of(table.Headings));
        var instrument = Enumerable.Range(0, texts.Count).FirstOrDefault(i => ColumnOwner.IsOfInstrument(texts[i], columns[i]), texts.Count);
        var twins = columns.Index().Where(one => one.Item is null && one.Index < instrument)
            .Select(one => (Twin: one.Index, Kind: StandardHeadings.Find(texts[one.Index]))).Where(one => one.Kind is { } kind && OfBlock.Contains(kind))
            .Select(one => (one.Twin, Taken: columns.ToList().IndexOf(one.Kind))).Where(one => one.Taken >= 0 && table.Rows.Any(row => row[one.Twin].Trim() is { Length: > 0 } text && text != row[one.Taken].Trim())).ToList();
        if (twins.Count > 1)
            return (texts[twins[0].Taken], texts[twins[0].Twin]);
        var (left, right) = (columns.ToList().IndexOf(StandardColumn.AssessmentNumber), columns.ToList().IndexOf(StandardColumn.PublicNumber));
        var isSecond = left >= 0 && right > left && right < instrument && StandardHeadings.Find(texts[right]) == StandardColumn.AssessmentNumber && ColumnOwner.HasNumbersOfStandards(table.Rows, right)
            && Enumerable.Range(left + 1, right - left - 1).Any(i => columns[i] is null && texts[i].Length > 0)
            && table.Rows.Any(row => row[right].Trim() is { Length: > 0 } text && !text.Contains('社', StringComparison.Ordinal) && !row[left].Contains('社', StringComparison.Ordinal));
        return isSecond ? (texts[left], texts[right]) : null;
    }

    private static readonly StandardColumn[] OfBlock =
    [
        StandardColumn.Code, StandardColumn.Range, StandardColumn.AssessmentNumber, StandardColumn.AssessmentIssuedOn, StandardColumn.AssessmentValidUntil,
        StandardColumn.PublicNumber, StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil,
    ];

    private static SheetLine Part(SheetLine line, int start, int width, int block) => line with
    {
        Cells = [.. line.Cells.Take(start).Select(cell => block == 0 ? cell : ""), .. line.Cells.Skip(start + (block * width)).Take(width)],
        FromAbove = line.FromAbove.Where(i => i < start || (i - start) / width == block).Select(i => i < start ? i : i - (block * width)).ToHashSet(),
    };

    private static SkippedLine Skip(SheetLine line, SkipReason why) => new(line.Number, why, string.Join(" ", line.Written.Select(cell => cell.Text)));

    /// <summary>What stands on top of a page, and nothing else: the title, its number, who filled it in.</summary>
    private static bool IsPageTop(SheetLine line, HashSet<string> titles)
    {
        var written = line.Written.Where(cell => !line.FromAbove.Contains(cell.Column)).Select(cell => CellText.Of(cell.Text).Simplified).ToList();
        return written.Exists(text => titles.Contains(TitleKey(text)) || (written.Count < 3 && Title().IsMatch(text))) && written.TrueForAll(text => titles.Contains(TitleKey(text)) || Title().IsMatch(text) || Page().IsMatch(text) || Signature().IsMatch(text));
    }

    /// <summary>A title without its numbers and 续.</summary>
    private static string TitleKey(string text) => PageNumbers().Replace(CellText.Of(text).Simplified.ToLowerInvariant(), "");

    /// <summary>The heading again, or that of another table.</summary>
    private static bool IsHeading(SheetLine line, SheetHeading heading)
    {
        var written = line.Written.Where(cell => !line.FromAbove.Contains(cell.Column)).ToList();
        if (written.Count < 2)
            return false;
        var known = written.Select(cell => StandardHeadings.Find(cell.Text)).OfType<StandardColumn>().ToList();
        return written.TrueForAll(cell => heading.Texts[cell.Column] == cell.Text) || known.Count * 2 > written.Count || (known.Count > 1 && known.Contains(StandardColumn.NameZh));
    }

    /// <summary>A row numbered 1.1 or (1) below 1, or one that says 主标准器：…, lists what the standard above consists of.</summary>
    /// <param name="above">The number of the last standard.</param>
    private static bool IsPart(SheetLine line, SheetHeading heading, ref string above)
    {
        var serial = heading.Texts.Index().FirstOrDefault(one => SheetNotes.IsSerial(one.Item), (Index: -1, Item: "")).Index;
        var (number, name) = (serial < 0 ? "" : CellText.Of(line.Cell(serial)).Text, heading.Texts.Index().Where(one => StandardHeadings.Find(one.Item) == StandardColumn.NameZh).Select(one => line.Cell(one.Index).Trim()).FirstOrDefault(""));
        if (PartNumber().Match(number) is { Success: true } part && above.Length > 0 && (!part.Groups["of"].Success || part.Groups["of"].Value == above))
            return true;
        if (number.Length > 0)
            above = number.All(char.IsAsciiDigit) ? number : "";
        return number.Length == 0 && PartName().IsMatch(name);
    }

    /// <summary>A row of one text that is no note: 停用标准：</summary>
    private static bool IsOfPart(SheetLine line) => line.Written.ToList() is [var (_, text)] && text.Any(char.IsLetter) && !Note().IsMatch(text) && !Signature().IsMatch(text);

    /// <summary>Why a row below the heading is none of the register, or null.</summary>
    private static SkipReason? Why(SheetLine line, SheetHeading heading)
    {
        var written = line.Written.Where(cell => !line.FromAbove.Contains(cell.Column)).ToList();
        if (written.Count == 0)
            return SkipReason.Note;
        var (first, plain) = (CellText.Of(written[0].Text).Simplified, written.ConvertAll(cell => CellText.Of(cell.Text).Simplified));
        if (plain.Take(3).Any(text => Sum().IsMatch(text)) || IsCount(written, heading))
            return SkipReason.Sum;
        if (written.Count > 2 && written.Index().All(one => one.Item.Text.Trim('(', ')', '（', '）') == $"{one.Index + written[0].Column + 1}" || one.Item.Text == $"{one.Index + 1}"))
            return SkipReason.Heading;
        if (plain.TrueForAll(text => Signature().IsMatch(text) || Page().IsMatch(text)))
            return SkipReason.Note;
        if (written.Count > 1 || heading.Texts.Count(text => text.Length > 0) < 3)
            return Note().IsMatch(first) ? SkipReason.Note : null;
        var (column, text) = (written[0].Column, first);
        if (Section().IsMatch(text) || Disciplines.Contains(SectionMarks().Replace(text, "")) || text[^1] is ':' or '：' || (!Note().IsMatch(text) && OutOfUse.InTitle(text) != OutOfUse.Saying.Nothing))
            return SkipReason.Section;
        return Note().IsMatch(text) || StandardHeadings.Find(heading.Texts[column]) is not (StandardColumn.NameZh or StandardColumn.Range or StandardColumn.Accuracy) ? SkipReason.Note : null;
    }

    /// <summary>其中：社会公用, 1项: below a sum, words where the number of a row stands and a count where its name does.</summary>
    private static bool IsCount(List<(int Column, string Text)> written, SheetHeading heading) =>
        written is [var (label, text), var (at, count)] && text.Any(char.IsLetter) && Count().IsMatch(CellText.Of(count).Simplified) && StandardHeadings.Find(heading.Texts[label]) is null && at > label;

    /// <summary>Which column of a register each column of the sheet is, by its heading; the first of two that would be the same. None where nobody knows whether it is of the standard or of an instrument.</summary>
    public IReadOnlyList<StandardColumn?> GuessedColumns() => OpenColumns is var open ? [.. StandardHeadings.Of(Headings).Select((column, i) => open.Contains(i) ? null : column)] : [];

    /// <summary>Columns of which a person says whose they are.</summary>
    internal IReadOnlySet<int> OpenColumns => ColumnOwner.Open(Headings, StandardHeadings.Of(Headings), Rows);

    /// <summary>The rows by the columns that they have.</summary>
    public IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> Under(IReadOnlyList<StandardColumn?> columns) =>
        [.. Rows.Select(row => (IReadOnlyDictionary<StandardColumn, string>)columns.Index().Where(one => one.Item is not null).ToDictionary(one => one.Item!.Value, one => row[one.Index]))];

    [GeneratedRegex(@"\A(?:本页)?(?:合\s*计|小\s*计|总\s*计|共\s*计|总\s*数|汇\s*总)(?:[:：(（0-9\s].*)?\z|\A共\s*[0-9]+\s*[项个套台条]", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\A[0-9]+\s*[项个套台条种件]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(@"\A(?:第\s*[0-9一二三四五六七八九十]+\s*页|共\s*[0-9一二三四五六七八九十]+\s*页|page\s*[0-9]+|[\s,，/、()]|of\s*[0-9]+)+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"(?:一览表|明细表|汇总表|统计表|登记表|情况表|台账|目录|清单|名录)\s*(?:[(（][^()（）]*[)）])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"[0-9〇一二三四五六七八九十续\s()（）]", RegexOptions.CultureInvariant)]
    private static partial Regex PageNumbers();

    [GeneratedRegex(@"\A(?:(?:第)?[一二三四五六七八九十]+(?:[、.．]|部分|类)|[(（][一二三四五六七八九十]+[)）]).{0,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(@"\A(?:(?<of>[0-9]{1,4})\s*[.\-–—_]\s*[0-9]{1,3}|\([0-9]{1,2}\)|[①-⑳]|[a-zA-Z][).]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartNumber();

    [GeneratedRegex(@"\A\s*(?:其中|主标准器|主要标准器|标准器|配套设备|主要配套设备|配套|附属设备|附件)\s*[:：]", RegexOptions.CultureInvariant)]
    private static partial Regex PartName();

    [GeneratedRegex(@"[\s(（].*\z|[类室部科]\z", RegexOptions.CultureInvariant)]
    private static partial Regex SectionMarks();

    [GeneratedRegex(@"\A(?:备?\s*注|说\s*明|附|数据来源|※|\*)\s*(?:[:：;；.、0-9(（]|[一二三]).*|\A(?:备?\s*注|说\s*明|附\s*注)\s*\z|\A[“\""(（]?[*＊※#△▲★☆◎◆■†‡]+[”\"")）]?\s*(?:号|标记)?(?:为|表示|指|是|代表|者|的|标|项|[:：])", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Note();

    // 填表人：张三, 日期：2024年1月5日, 单位（盖章）
    [GeneratedRegex(@"\A(?:(?:填表|制表|填报|编制|审核|批准|校核|联系|负责)(?:人|单位)?|电\s*话|联系电话|日\s*期|填报日期|制表日期|(?:填报)?单位\s*[(（]?盖章[)）]?|第\s*[0-9]+\s*页.*)\s*(?:[:：].*)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Signature();
}
