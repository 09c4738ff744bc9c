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
public sealed record ThingLine(
    int Line, ThingKind? Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator, string Source,
    IReadOnlyList<Refusal> Problems);

/// <summary>A table of counted things: its heading stands below titles, its columns in any order.</summary>
/// <param name="Unused">Headings of columns that nobody reads.</param>
public sealed record ThingSheet(IReadOnlyList<ThingLine> Rows, IReadOnlyList<string> Unused)
{
    /// <summary>Nobody puts more above a table.</summary>
    private const int DeepestLine = 40;

    private static readonly Dictionary<string, ThingColumn> Headings = new (ThingColumn Column, string[] Texts)[]
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
    /// <returns>Null where no row is a heading with a kind, a name and an evidence.</returns>
    public static ThingSheet? Of(IReadOnlyList<SheetLine> lines, bool from1904)
    {
        var place = lines.Take(DeepestLine).Index().FirstOrDefault(line => IsHeading(line.Item), (-1, null!)).Index;
        if (place < 0)
            return null;
        var columns = new Dictionary<ThingColumn, int>();
        var unused = new List<string>();
        foreach (var (column, text) in lines[place].Written)
        {
            // A heading that stands twice: the second is not read, and is named.
            if (!Headings.TryGetValue(SearchForm.Of(text), out var known) || !columns.TryAdd(known, column))
                unused.Add(text);
        }

        return new([.. lines.Skip(place + 1).Where(line => line.Written.Any()).Select(line => Row(line, columns, from1904))], unused);
    }

    private static bool SaysOutOfUse(string text) => CellText.Of(text).Simplified.ToLowerInvariant() is var read && (OutOfUse.IsSaidOf(read) || OutOfUse.In(read) == OutOfUse.Saying.Plain);

    private static bool IsHeading(SheetLine line)
    {
        var known = line.Written.Select(cell => Headings.TryGetValue(SearchForm.Of(cell.Text), out var column) ? column : (ThingColumn?)null).ToHashSet();
        return known.IsSupersetOf([ThingColumn.Kind, ThingColumn.Name, ThingColumn.Source]);
    }

    private static ThingLine Row(SheetLine line, Dictionary<ThingColumn, int> columns, bool from1904)
    {
        var problems = new List<Refusal>();
        var kind = Kinds.TryGetValue(SearchForm.Of(Text(ThingColumn.Kind)), out var known) ? known : (ThingKind?)null;
        if (kind is null)
            problems.Add(new("counted-thing.unknown-kind", new($"没有「{Text(ThingColumn.Kind)}」这个类别；请写系统列表中的名称。", $"There is no kind “{Text(ThingColumn.Kind)}”; write a name of the list."), "Kind"));
        // Whoever writes a state beside a row, or into its name, means something by it.
        foreach (var text in line.Written.Where(cell => !columns.ContainsValue(cell.Column)).Select(cell => cell.Text).Append(Text(ThingColumn.Name)).Where(SaysOutOfUse))
            problems.Add(new("counted-thing.out-of-use", new($"「{text}」：这一行可能已不再计入。请写明终止日期并去掉这句话，或删去这一行。", $"“{text}”: this row may count no more. Write its last day and take these words away, or remove the row."), "Name"));
        return new(
            line.Number, kind, Text(ThingColumn.Name), Kept(ThingColumn.Code), Kept(ThingColumn.District), Day(ThingColumn.From), Day(ThingColumn.Until), Kept(ThingColumn.Definition),
            Number(ThingColumn.Numerator), Number(ThingColumn.Denominator), Text(ThingColumn.Source), problems);

        string Text(ThingColumn column) => columns.TryGetValue(column, out var at) ? line.Cell(at).Trim() : "";

        string? Kept(ThingColumn column) => Text(column) is { Length: > 0 } text ? text : null;

        DateOnly? Day(ThingColumn column)
        {
            var date = CellDate.Of(Text(column), from1904);
            // 长期 is no day; a day that is one of two, or only a month, is not guessed.
            if (date.Form is not (CellDateForm.None or CellDateForm.OpenEnded or CellDateForm.Plain or CellDateForm.Serial))
                problems.Add(new("input.bad-date", new($"「{Text(column)}」不是日期。请写成 年-月-日。", $"“{Text(column)}” is no day. Write year-month-day."), column.ToString()));
            return date.Form is CellDateForm.Plain or CellDateForm.Serial ? date.Day : null;
        }

        decimal? Number(ThingColumn column)
        {
            var text = Kept(column);
            if (text is not null && QuantityText.ParseNumber(text) is null)
                problems.Add(new("input.bad-number", new($"「{text}」不是数。", $"“{text}” is no number."), column.ToString()));
            return text is null ? null : QuantityText.ParseNumber(text);
        }
    }
}
