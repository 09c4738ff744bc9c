using System.Text.RegularExpressions;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.Core.Planning.Things;

/// <summary>What a column of a table of counted things tells.</summary>
public enum ThingColumn
{
    Kind,
    Name,
    Code,
    District,
    From,
    Until,
    Definition,
    Numerator,
    Denominator,
    Source,
}

/// <summary>A row of a table of counted things as it was read. Nothing is filled in.</summary>
/// <param name="Line">Number of its row in the file.</param>
/// <param name="Kind">Null when the cell names none.</param>
/// <param name="Problems">What cannot be read in it; the field of each is that of the form.</param>
/// <param name="Remarks">What was read in a way that a person should know.</param>
public sealed record ThingLine(
    int Line, ThingKind? Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator, string Source,
    IReadOnlyList<Refusal> Problems, IReadOnlyList<ThingRemark> Remarks);

/// <summary>Something that a reader of a row should know; the row is entered.</summary>
/// <param name="Code">Stable: "excel-serial-date".</param>
public sealed record ThingRemark(string Code, ThingColumn? Column, BilingualText Text);

/// <summary>A table of counted things: its heading stands below titles, its columns in any order.</summary>
/// <param name="Headings">Of every column; empty where it has none.</param>
/// <param name="Columns">What each column is taken for; null for one that nobody reads.</param>
public sealed partial record ThingSheet(IReadOnlyList<ThingLine> Rows, IReadOnlyList<string> Headings, IReadOnlyList<ThingColumn?> Columns)
{
    /// <summary>Columns without which no row can be entered.</summary>
    public static readonly IReadOnlyList<ThingColumn> Needed = [ThingColumn.Kind, ThingColumn.Name, ThingColumn.Source];

    /// <summary>Headings of columns that nobody reads.</summary>
    public IReadOnlyList<string> Unused => [.. Headings.Zip(Columns).Where(one => one.Second is null && one.First.Length > 0).Select(one => one.First)];

    public IReadOnlyList<ThingColumn> Missing => [.. Needed.Where(column => !Columns.Contains(column))];


    /// <summary>Nobody puts more above a table.</summary>
    private const int DeepestLine = 40;

    private static readonly Dictionary<string, ThingColumn> ByHeading = new (ThingColumn Column, string[] Texts)[]
    {
        (ThingColumn.Kind, ["类别", "计数类别", "kind"]),
        (ThingColumn.Name, ["名称", "姓名", "单位名称", "企业名称", "站点名称", "平台名称", "name"]),
        (ThingColumn.Code, ["编码", "代码", "统一社会信用代码", "证书编号", "注册编号", "code"]),
        (ThingColumn.District, ["区县", "县区", "县(市、区)", "district"]),
        (ThingColumn.From, ["起始日期", "设立日期", "发证日期", "服务日期", "统计日期", "日期", "first day", "from"]),
        (ThingColumn.Until, ["终止日期", "有效期至", "last day", "until"]),
        (ThingColumn.Definition, ["分子 ÷ 分母是什么", "分子分母的定义", "指标定义", "what is divided by what", "definition"]),
        (ThingColumn.Numerator, ["分子", "numerator"]),
        (ThingColumn.Denominator, ["分母", "denominator"]),
        (ThingColumn.Source, ["依据", "依据文件", "evidence", "source"]),
    }.SelectMany(one => one.Texts.Select(text => (Text: SearchForm.Of(text), one.Column))).ToDictionary(one => one.Text, one => one.Column);

    private static readonly Dictionary<string, ThingKind> Kinds = Enum.GetValues<ThingKind>()
        .SelectMany(kind => new[] { ThingFacts.Of(kind).Name.Zh, ThingFacts.Of(kind).Name.En, kind.ToString() }.Select(text => (Text: SearchForm.Of(text), Kind: kind)))
        .DistinctBy(one => one.Text).ToDictionary(one => one.Text, one => one.Kind);

    /// <param name="from1904">Numbers of the sheet count days from 1904-01-01.</param>
    /// <param name="mapped">What a person took the columns for; null guesses by their headings.</param>
    /// <returns>Null where no row is a heading.</returns>
    public static ThingSheet? Of(IReadOnlyList<SheetLine> lines, bool from1904, IReadOnlyList<ThingColumn?>? mapped = null)
    {
        var place = Heading(lines, IsHeading) is >= 0 and var whole ? whole : Heading(lines, line => line.Written.Count() > 1 && line.Written.Any(cell => Known(cell.Text) is not null));
        if (place < 0)
            return null;
        List<SheetLine> below = [.. lines.Skip(place + 1).Where(line => line.Written.Any())];
        List<string> headings = [.. Enumerable.Range(0, below.Append(lines[place]).Max(line => line.Cells.Count)).Select(i => lines[place].Cell(i).Trim())];
        var columns = mapped is not null && mapped.Count == headings.Count ? mapped : Guessed(headings);
        return new([.. below.Select(line => Row(line, headings, columns, from1904, isGuessed: columns != mapped))], headings, columns);
    }

    private static int Heading(IReadOnlyList<SheetLine> lines, Func<SheetLine, bool> isHeading) => lines.Take(DeepestLine).Index().FirstOrDefault(line => isHeading(line.Item), (-1, null!)).Index;

    private static ThingColumn? Known(string heading) => ByHeading.TryGetValue(SearchForm.Of(heading), out var column) ? column : null;

    /// <summary>The first of two columns that mean the same.</summary>
    private static List<ThingColumn?> Guessed(List<string> headings)
    {
        var columns = new List<ThingColumn?>();
        foreach (var heading in headings)
            columns.Add(Known(heading) is { } known && !columns.Contains(known) ? known : null);
        return columns;
    }

    private static bool SaysOutOfUse(string text) => CellText.Of(text).Simplified.ToLowerInvariant() is var read && (OutOfUse.IsSaidOf(read) || OutOfUse.In(read) == OutOfUse.Saying.Plain);

    private static bool IsHeading(SheetLine line) => line.Written.Select(cell => Known(cell.Text)).OfType<ThingColumn>().ToHashSet().IsSupersetOf(Needed);

    private static ThingLine Row(SheetLine line, List<string> headings, IReadOnlyList<ThingColumn?> columns, bool from1904, bool isGuessed)
    {
        var (problems, remarks) = (new List<Refusal>(), new List<ThingRemark>());
        var places = columns.Index().Where(one => one.Item is not null).DistinctBy(one => one.Item).ToDictionary(one => one.Item!.Value, one => one.Index);
        var kind = Kinds.TryGetValue(SearchForm.Of(Text(ThingColumn.Kind)), out var known) ? known : (ThingKind?)null;
        if (kind is null)
            problems.Add(new("counted-thing.unknown-kind", new($"没有「{Text(ThingColumn.Kind)}」这个类别；请写系统列表中的名称。", $"There is no kind “{Text(ThingColumn.Kind)}”; write a name of the list."), "Kind"));
        var unread = line.Written.Where(cell => !places.ContainsValue(cell.Column)).ToList();
        // Whoever writes a state beside a row, or into its name, means something by it.
        foreach (var text in unread.Select(cell => cell.Text).Append(Text(ThingColumn.Name)).Where(SaysOutOfUse))
            problems.Add(new("counted-thing.out-of-use", new($"「{text}」：这一行可能已不再计入。请写明终止日期并去掉这句话，或删去这一行。", $"“{text}”: this row may count no more. Write its last day and take these words away, or remove the row."), "Name"));
        var (from, until) = (Day(ThingColumn.From), Day(ThingColumn.Until));
        foreach (var (column, text) in unread.Where(cell => cell.Column < headings.Count))
        {
            if (isGuessed && Known(headings[column]) is { } twin && SearchForm.Of(text) != SearchForm.Of(Text(twin)))
                problems.Add(new("counted-thing-import.columns-differ", new($"列「{headings[places[twin]]}」写着「{Text(twin)}」，意思相同的列「{headings[column]}」写着「{text}」。请指定用哪一列。", $"The column “{headings[places[twin]]}” says “{Text(twin)}”, and “{headings[column]}”, which means the same, says “{text}”. Say which column it is."), twin.ToString()));
            else if (UnreadCells.DaysIn(text).Any(day => (from is null && until is null) || day.First > (until ?? from) || day.Last < (from ?? until)))
                remarks.Add(new("date-in-unused-column", null, new($"没有使用的列「{headings[column]}」写着「{text}」，其中的日期早于或晚于登记的日期；没有采用，请核对。", $"The column “{headings[column]}”, which is not used, says “{text}”, a day before or after those that are entered. It is not taken. Check it.")));
        }

        return new(
            line.Number, kind, Text(ThingColumn.Name), Kept(ThingColumn.Code), Kept(ThingColumn.District), from, until, Kept(ThingColumn.Definition),
            Number(ThingColumn.Numerator), Number(ThingColumn.Denominator), Text(ThingColumn.Source), problems, remarks);

        string Text(ThingColumn column) => places.TryGetValue(column, out var at) ? line.Cell(at).Trim() : "";

        string? Kept(ThingColumn column) => Text(column) is { Length: > 0 } text ? text : null;

        DateOnly? Day(ThingColumn column)
        {
            var date = CellDate.Of(Text(column), from1904);
            // 长期 is no day; a day that is one of two, or only a month, is not guessed.
            if (date.Day is not { } day || date.Form is CellDateForm.Period)
            {
                if (date.Form is not (CellDateForm.None or CellDateForm.OpenEnded))
                    problems.Add(new("input.bad-date", new($"「{Text(column)}」不是日期。请写成 年-月-日。", $"“{Text(column)}” is no day. Write year-month-day."), column.ToString()));
                return null;
            }

            if (ImportRemarks.OfDay(date, StandardColumn.AssessmentIssuedOn, Text(column), from1904) is { } remark)
                remarks.Add(new(remark.Code, column, remark.Text));
            return day;
        }

        decimal? Number(ThingColumn column)
        {
            if (Kept(column) is not { } text)
                return null;
            var digits = Thousands().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;
            var number = QuantityText.ParseNumber(digits);
            if (number is null)
                problems.Add(new("input.bad-number", new($"「{text}」不是数。", $"“{text}” is no number."), column.ToString()));
            else if (digits != text)
                remarks.Add(new("number-with-commas", column, new($"「{text}」读作 {digits}。", $"“{text}” is read as {digits}.")));
            return number;
        }
    }

    [GeneratedRegex(@"\A[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
