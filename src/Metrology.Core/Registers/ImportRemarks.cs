using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>What cleaning a row can remark. The codes are stable.</summary>
internal static class ImportRemarks
{
    public static readonly ImportRemark NameMissing = new("name-missing", StandardColumn.NameZh, new("没有名称，不能登记。", "There is no name, so it cannot be entered."), Refuses: true);

    public static readonly ImportRemark NameTrimmed = new("name-trimmed", StandardColumn.NameZh, new("去掉了名称首尾的空白。", "Blanks around the name were removed."));

    public static readonly ImportRemark CodeMissing = new("code-missing", StandardColumn.Code, new("没有分类编码；留空，不由名称推出。", "There is no code; it stays empty and is not derived from the name."));

    public static readonly ImportRemark Narrowed = new("fullwidth-normalised", StandardColumn.Range, new("全角的数字、字母或括号已转为半角。", "Full-width digits, letters or brackets became half-width."));

    public static readonly ImportRemark MixedBrackets = new("bracket-mixed-width", StandardColumn.Range, new("一对括号一半全角一半半角。", "One bracket of a pair is full-width, the other half-width."));

    public static readonly ImportRemark UnbalancedBrackets = new("bracket-unbalanced", StandardColumn.Range, new("括号不成对。", "Brackets do not come in pairs."));

    public static readonly ImportRemark RangeMissing = new("range-missing", StandardColumn.Range, new("没有测量范围。", "There is no measuring range."));

    public static readonly ImportRemark RangeNotUnderstood = new("range-not-understood", StandardColumn.Range, new("未能读出测量范围的上下限；按原文保留。", "The ends of the measuring range were not understood; the text is kept as it is."));

    public static ImportRemark ParameterAsText(BilingualText why) => new(
        "parameter-as-text", StandardColumn.Range, new($"测量范围和准确度只按文字登记：{why.Zh}需要按数字查找时，请登记后补充。", $"Range and accuracy are entered as text alone: {why.En} Add the numbers afterwards where they are to be found by them."));

    public static readonly ImportRemark QuantityOpen = new(
        "parameter-quantity-open", StandardColumn.Quantity, new("文件没有写明这个范围是什么量，未作推断；登记后请补充，或把一列指定为“被测的量”。", "The file does not say of which quantity the range is, and none is made up. Complete it afterwards, or take a column for the quantity."));

    public static readonly ImportRemark RangeWithAccuracy = new("range-and-accuracy-in-one-cell", StandardColumn.Range, new("测量范围一格里还写了不确定度，已分开。", "The cell of the range also holds the uncertainty; they were taken apart."));

    public static readonly ImportRemark AccuracyAgainstRange = new(
        "accuracy-conflicts-with-range-cell", StandardColumn.Accuracy, new("准确度一栏与测量范围格中所写不一致，采用后者。", "The accuracy column says something else than the cell of the range; the latter was taken."));

    public static readonly ImportRemark AccuracyAgainstName = new("accuracy-conflicts-with-name", StandardColumn.Accuracy, new("准确度等级与名称中的等级不一致。", "The class differs from the one in the name."));

    public static readonly ImportRemark AccuracyMissing = new("accuracy-missing", StandardColumn.Accuracy, new("没有不确定度、准确度等级或最大允许误差。", "There is no uncertainty, class or MPE."));

    public static readonly ImportRemark AccuracyDefault = new(
        "accuracy-looks-like-default", StandardColumn.Accuracy, new("许多行的准确度完全相同，可能是默认值。", "Many rows have this very accuracy; it may be a default of the column."));

    public static readonly ImportRemark AccuracyBare = new("accuracy-without-unit-or-class", StandardColumn.Accuracy, new("准确度只有数字，没有单位或等级。", "The accuracy is a bare number without unit or class."));

    public static readonly ImportRemark NoCoverageFactor = new("coverage-factor-missing", StandardColumn.Accuracy, new("给出了 U，没有给出 k。", "U is stated without k."));

    public static readonly ImportRemark OwnerUnknown = new("owner-class-unknown", StandardColumn.OwnerClass, new("统计类别须为 A、B、C 或 D。", "The counting class is A, B, C or D."), Refuses: true);

    public static readonly ImportRemark SuspensionReversed = new("suspension-reversed", StandardColumn.SuspendedUntil, new("封存止早于封存起。", "The suspension ends before it begins."), Refuses: true);

    public static readonly ImportRemark RankUnknown = new("rank-not-understood", StandardColumn.Rank, new("标准性质须为高标（最高）或次标（次级）；留空。", "The rank is 高标 (highest) or 次标 (secondary); it stays empty."));

    public static readonly ImportRemark ValueUnknown = new("value-not-understood", StandardColumn.OriginalValue, new("原值不是非负的数；留空。", "The value is no number of zero or more; it stays empty."));

    public static readonly ImportRemark TraditionalKept = new(
        "traditional-kept", StandardColumn.NameZh, new("名称中有繁体字，其中有的字简体写法取决于词义；按原文登记，请核对。", "The name has traditional characters, one of them with a simplified form that depends on the word; it is entered as written. Check it."));

    public static readonly ImportRemark Unbroken = new("line-break-removed", StandardColumn.NameZh, new("名称中的换行已去掉。", "Line breaks inside the name were removed."));

    public static readonly ImportRemark Joined = new("rows-joined", StandardColumn.Range, new("下面没有名称和证书的行是同一项的其他测量范围，已合并。", "Rows below without a name and a certificate are further ranges of the same standard and were joined."));

    public static readonly ImportRemark Hidden = new("row-hidden", null, new("这一行在表格中是隐藏的。", "The spreadsheet hides this row."));

    public static readonly ImportRemark SuspensionUndated = new(
        "suspension-without-day", StandardColumn.SuspendedFrom, new("这一项已封存，但没有封存的起始日期。请在“封存起”一列写明日期，或从文件中去掉这一行。", "It is suspended, and since when is not said. Give the day in a column 封存起, or leave the row out."), Refuses: true);

    public static readonly ImportRemark WithdrawalUndated = new(
        "withdrawal-without-day", StandardColumn.WithdrawnOn, new("这一项已撤销，但没有撤销日期。请在“撤销日期”一列写明日期，或从文件中去掉这一行。", "It is withdrawn, and since when is not said. Give the day in a column 撤销日期, or leave the row out."), Refuses: true);

    public static readonly ImportRemark ValueBare = new(
        "value-unit-missing", StandardColumn.OriginalValue, new("没有写明金额是元还是万元；留空。请在列名中写明（万元）或（元）。", "Whether the value is in 元 or 万元 is not said; it stays empty. Write (万元) or (元) into the heading."));

    public static ImportRemark StateUnknown(StandardColumn column, string text) => new(
        "state-not-understood", column, new(
            $"「{text}」没有说明这一项是在用、封存还是撤销。请写「正常」（或「否」），或写明封存、撤销的日期。",
            $"“{text}” does not say whether the standard is in use, suspended or withdrawn. Write 正常 (or 否), or the day of the suspension or withdrawal."), Refuses: true);

    public static ImportRemark NameIsHeading(string name) => new(
        "name-is-heading", StandardColumn.NameZh, new($"「{name}」是列名，不是计量标准的名称；表格可能是横放的。请转置后再导入。", $"“{name}” is a heading and no name of a standard; the table may lie on its side. Turn it and import again."), Refuses: true);

    public static ImportRemark Ditto(StandardColumn column, string text) => new("ditto", column, new($"按上一行读作「{text}」。", $"Read as in the row above: “{text}”."));

    public static ImportRemark DittoOfNothing(StandardColumn column) => new(
        "ditto-of-nothing", column, new("写着“同上”，而上面没有内容。请写明。", "The cell says “as above”, and nothing stands above. Write it out."), Refuses: true);

    public static ImportRemark WithMore(StandardColumn column, string text, DateOnly day) => new(
        "date-with-words", column, new($"「{text}」读作 {day:yyyy-MM-dd}；其余文字不登记。", $"“{text}” is read as {day:yyyy-MM-dd}; the words beside it are not entered."))
    { Asks = text.EndsWith('前') };

    public static ImportRemark CellError(StandardColumn column, string text) => new(
        "cell-error", column, new($"单元格是公式错误或没有计算的公式：{text}", $"The cell holds an error or a formula that was not computed: {text}"), Refuses: true);

    public static ImportRemark LeadingZero(string code) => new(
        "code-leading-zero-restored", StandardColumn.Code, new($"编码少了首位 0，已补为 {code}。", $"The code had lost its leading zero and became {code}."));

    public static ImportRemark CodeCleaned(string text, string code) => new(
        "code-cleaned", StandardColumn.Code, new($"「{text}」读作 {code}。", $"“{text}” is read as {code}."));

    public static ImportRemark StateExpired(StandardColumn column, string text) => new(
        "state-says-expired", column, new($"这一格写着「{text}」；是否有效只看证书的日期，请核对。", $"The cell says “{text}”; whether it is in force follows from the dates of its certificates alone. Check them."));

    /// <summary>A column that is not used says that the standard may not be in use: it is not entered as if it were.</summary>
    public static ImportRemark StateElsewhere(string heading, string text) => new(
        "state-in-unused-column", null, new(
            $"没有使用的列「{Named(heading).Zh}」写着「{text}」：这一项可能已封存或撤销。请把这一列指定为“状态”（或把列名改为“状态”）并写明日期，或在这一格写「正常」，或从文件中去掉这一行。",
            $"The column “{Named(heading).En}”, which is not used, says “{text}”: the standard may be suspended or withdrawn. Take the column as the state (or call it 状态) and give the day, write 正常 into the cell, or leave the row out."), Refuses: true);

    /// <summary>What people wrote beside a row, without a word that is known: nothing of it is entered.</summary>
    public static ImportRemark RemarkNotRead(string heading, string text) => new(
        "remark-not-read", null, new(
            $"列「{Named(heading).Zh}」写着「{text}」，没有登记；若它说明这一项不在使用，请加一列“状态”写明。",
            $"The column “{Named(heading).En}” says “{text}”, and nothing of it is entered. If it says that the standard is out of use, add a column 状态 that says so."));

    /// <summary>Two columns may hold the name of the standard, and neither heading says so.</summary>
    public static ImportRemark NameOpen(string taken, string name, string heading, string text) => new(
        "name-column-open", StandardColumn.NameZh, new(
            $"列「{taken}」写着「{name}」，列「{heading}」写着「{text}」，列名没有写明哪一列是计量标准的名称；采用前者，导入前须确认。",
            $"The column “{taken}” says “{name}”, and the column “{heading}” says “{text}”. The headings do not say which is the name of the standard; the former is taken. Confirm that before the import."))
    { Asks = true };

    public static readonly ImportRemark NameWithoutWords = new(
        "name-without-words", StandardColumn.NameZh, new("名称里没有文字，可能不是计量标准的名称；导入前须确认。", "The name has no letter and may be none. Confirm that before the import."))
    { Asks = true };

    /// <summary>Words of a remark that may speak of something else.</summary>
    /// <param name="asks">Nothing beside them says that it is in use again.</param>
    public static ImportRemark StateMentioned(string heading, string text, bool asks = false) => new(
        "state-mentioned", null, new($"没有使用的列「{Named(heading).Zh}」提到「{text}」；按在用登记，请核对。", $"The column “{Named(heading).En}”, which is not used, says “{text}”; the standard is entered as in use. Check it."))
    { Asks = asks };

    /// <summary>A day, number or issuer behind the name of an instrument, under a heading that does not say whose it is.</summary>
    public static ImportRemark OwnerOpen(string heading, string text) => new(
        "column-owner-open", null, new(
            $"列「{Named(heading).Zh}」写着「{text}」，它在器具的列后面，没有写明是计量标准的还是器具的：没有采用。若是计量标准的，请把这一列指定为相应的列。",
            $"The column “{Named(heading).En}” says “{text}”. It stands behind columns of an instrument and does not say whether it is the standard's, so it was not taken. If it is, say which column it is."))
    { Asks = true };

    /// <summary>A range or an accuracy behind the name of an instrument.</summary>
    public static ImportRemark OwnerDoubted(StandardColumn column, string heading) => new(
        "column-owner-doubted", column, new($"列「{heading}」紧接在器具的列后面，可能是器具的；按计量标准的登记，请核对。", $"The column “{heading}” stands right behind columns of an instrument and may be of that; it is entered as the standard's. Check it."));

    /// <summary>Two columns that mean the same say two things.</summary>
    public static ImportRemark ColumnsDiffer(string taken, string text, string twin, string other) => new(
        "columns-differ", null, new($"列「{taken}」写着「{text}」，意思相同的列「{twin}」写着「{other}」；采用前者，请核对。", $"The column “{taken}” says “{text}”, and the column “{twin}”, which means the same, says “{other}”; the former was taken. Check it."));

    /// <summary>Of two columns that mean the same the one that is read is empty.</summary>
    /// <param name="isTaken">The other is read instead.</param>
    public static ImportRemark ColumnEmpty(string empty, string twin, string other, bool isTaken) => new(
        "columns-differ", null, isTaken
            ? new($"列「{empty}」没有填写；采用意思相同的列「{twin}」所写的「{other}」，请核对。", $"The column “{empty}” is empty; what the column “{twin}” of the same meaning says is taken: “{other}”. Check it.")
            : new($"列「{empty}」没有填写，意思相同的列「{twin}」写着「{other}」；没有采用后者，请核对。", $"The column “{empty}” is empty, and the column “{twin}” of the same meaning says “{other}”. The latter is not taken. Check it."));

    /// <summary>In a column of yes and no the row says something else than most rows.</summary>
    public static ImportRemark AnswerUnlikeOthers(string heading, string text) => new(
        "answer-unlike-others", null, new(
            $"没有使用的列「{Named(heading).Zh}」只有是、否一类的内容，这一行写着「{(text.Length == 0 ? "（空）" : text)}」，与多数行不同：若它说的是是否在用，请把这一列指定为“状态”；按在用登记，请核对。",
            $"The column “{Named(heading).En}”, which is not used, holds answers of yes and no, and this row says “{(text.Length == 0 ? "(empty)" : text)}” unlike most. If it asks whether the standard is in use, take it as the state; the standard is entered as in use. Check it."))
    { Asks = true };

    public static ImportRemark NumberElsewhere(string heading, string text) => new(
        "certificate-number-in-unused-column", null, new($"没有使用的列「{Named(heading).Zh}」中有计量标准证书的编号 {text}；没有登记，请核对。", $"The column “{Named(heading).En}”, which is not used, holds the number of a certificate of a standard, {text}. It is not entered. Check it."));

    /// <summary>A day that nobody reads lies outside of those that were read.</summary>
    public static ImportRemark DayElsewhere(string heading, string text) => new(
        "date-in-unused-column", null, new($"没有使用的列「{Named(heading).Zh}」写着「{text}」，其中的日期早于或晚于登记的日期；没有采用，请核对。", $"The column “{Named(heading).En}”, which is not used, says “{text}”, a day before or after those that are entered. It is not taken. Check it."));

    /// <summary>A note around the table speaks of the row.</summary>
    public static ImportRemark NoteOfRow(string text, bool refuses) => refuses
        ? new("note-of-row", null, new(
            $"表外的注释「{text}」说的是这一行：可能已封存或撤销。请加一列“状态”，写「正常」或写明封存、撤销的日期，或从文件中去掉这一行。",
            $"A note says of this row “{text}”: the standard may be suspended or withdrawn. Add a column 状态 with 正常 or the day of the suspension or withdrawal, or leave the row out."), Refuses: true)
        : new("note-of-row", null, new($"表外的注释「{text}」说的是这一行；没有采用，请核对。", $"A note says of this row “{text}”; nothing of it is entered. Check it."));

    /// <summary>A note speaks of standards that are out of use and names none.</summary>
    public static ImportRemark NoteToConfirm(string text) => new(
        "note-to-confirm", null, new($"表外的注释「{text}」没有写明是哪一行；按在用登记，导入前须确认。", $"The note “{text}” does not say of which row it is; the standard is entered as in use. Confirm that before the import."))
    { Asks = true };

    /// <summary>Rows below a standard list what it consists of.</summary>
    public static ImportRemark PartsBelow(int count, string text) => new(
        "rows-below-not-read", null, new($"下面 {count} 行（「{text}」等）编在这一项之下，视为它的组成器具，没有登记。若是另外的计量标准，请给它们单独的序号。", $"{count} rows below (“{text}” …) are numbered under this one and count as its instruments; they are not entered. Give them numbers of their own if they are standards."))
    { Asks = true };

    /// <summary>The other rows have numbers.</summary>
    public static readonly ImportRemark Unnumbered = new(
        "row-without-number", null, new("其他行有序号，这一行没有，也没有计量标准证书编号：可能是上一项的器具；按计量标准登记，请核对。", "The other rows have numbers, and this one has none, nor the number of a certificate of a standard: it may be an instrument of the one above. It is entered as a standard. Check it."))
    { Asks = true };

    public static ImportRemark UnitOfHeading(StandardColumn column, string heading, string text) => new(
        "unit-from-heading", column, new($"列名「{heading}」写明了单位，读作「{text}」。", $"The heading “{heading}” says the unit; the cell is read as “{text}”."));

    public static ImportRemark NumbersInOneCell(StandardColumn column, string text) => new(
        "certificate-numbers-in-one-cell", column, new($"一格里有几个证书编号：「{text}」。请分成几列，各写一个。", $"The cell holds several numbers of certificates: “{text}”. Put each into a column of its own."), Refuses: true);

    public static ImportRemark NumberWithWords(StandardColumn column, string text, string number) => new(
        "certificate-number-with-words", column, new($"「{text}」读作 {number}；其余文字不登记。", $"“{text}” is read as {number}; the words beside it are not entered."));

    public static ImportRemark CodeInName(string code) => new("code-in-name", StandardColumn.Code, new($"编码 {code} 写在名称后面，已分开。", $"The code {code} stood behind the name; they were taken apart."));

    public static readonly ImportRemark NameMarked = new("name-marked", StandardColumn.NameZh, new("名称带有记号（*、▲ 等），照原文登记；请核对它的含义。", "The name has a mark (*, ▲), and is entered as it is written. Look what the mark means."));

    /// <summary>同第1行, 见上: the cell points elsewhere.</summary>
    public static ImportRemark Reference(StandardColumn column, string text) => new(
        "reference-elsewhere", column, new($"「{text}」指向别处，不能确定是哪一格；按没有填写处理。请写明。", $"“{text}” points to another cell, and it is not certain which; the cell counts as empty. Write it out."));

    private static BilingualText Named(string heading) => heading.Length > 0 ? BilingualText.Same(heading) : new("（没有列名）", "(without a heading)");

    /// <summary>The name or the number itself says that the standard is out of use.</summary>
    public static ImportRemark StateInCell(StandardColumn column, string text) => new(
        "state-in-cell", column, new(
            $"「{text}」：这一项可能已封存或撤销。请在“封存起”或“撤销日期”一列写明日期，或去掉这几个字，或从文件中去掉这一行。",
            $"“{text}”: the standard may be suspended or withdrawn. Give the day in a column 封存起 or 撤销日期, take these words out, or leave the row out."), Refuses: true);

    public static ImportRemark StateMentionedIn(StandardColumn column, string text) => new(
        "state-mentioned", column, new($"「{text}」可能是说这一项不在使用；按在用登记，请核对。", $"“{text}” may say that the standard is out of use; it is entered as in use. Check it."));

    /// <summary>A title, a part of the table or the name of the sheet says it of all rows below it.</summary>
    public static ImportRemark StateAbove(string text, bool refuses) => refuses
        ? new("state-in-title", null, new(
            $"这一行在「{text}」之下：可能已封存或撤销。请加一列“状态”，写「正常」或写明封存、撤销的日期，或从文件中去掉这一行。",
            $"The row stands under “{text}”: the standard may be suspended or withdrawn. Add a column 状态 with 正常 or the day of the suspension or withdrawal, or leave the row out."), Refuses: true)
        : new("state-mentioned", null, new($"这一行在「{text}」之下；按在用登记，请核对。", $"The row stands under “{text}”; the standard is entered as in use. Check it."));

    public static ImportRemark NumberAlike(StandardColumn column, string number, string other) => new(
        "certificate-number-alike", column, new($"{number} 与 {other} 只有分隔符不同：可能是同一张证书，请核对。", $"{number} and {other} differ by their separators only: they may be one certificate. Check them."));

    public static readonly ImportRemark Struck = new("row-struck-through", null, new("这一行在表格中划了删除线：这一项可能已撤销。请从文件中去掉这一行，或去掉删除线。", "The spreadsheet strikes this row through: the standard may be withdrawn. Leave the row out, or take the line off."), Refuses: true);

    public static ImportRemark CodeUnknown(string code) => new(
        "code-unknown", StandardColumn.Code, new($"「{code}」不是 JJF 1022 的 8 位编码。", $"“{code}” is no code of eight digits of JJF 1022."), Refuses: true);

    public static ImportRemark CodeTwice(string code) => new(
        "code-duplicate-different-name", StandardColumn.Code, new($"编码 {code} 在文件中还属于另一个名称。", $"The file gives the code {code} to another name as well."));

    public static ImportRemark UnitUnknown(string unit, string? suggestion) => new(
        "unit-not-recognised", StandardColumn.Range,
        new($"单位表中没有「{unit}」{(suggestion is null ? "，" : $"；是否为 {suggestion}？")}未作更正。", $"“{unit}” is not in the list of units{(suggestion is null ? "." : $"; is it {suggestion}?")} It was not corrected."));

    /// <summary>What is to be said of a day as it was written; null where there is no doubt of it.</summary>
    public static ImportRemark? OfDay(CellDate date, StandardColumn column, string text, bool from1904) => date switch
    {
        { Form: CellDateForm.Impossible } => Impossible(column, text),
        { Form: CellDateForm.Ambiguous } => Ambiguous(column, text),
        { Form: CellDateForm.Serial, Day: { } day } => Serial(column, day, from1904),
        { Form: CellDateForm.TwoDigitYear, Day: { } day } => ShortYear(column, day, date.Other),
        { Form: CellDateForm.YearLast, Day: { } day } => YearLast(column, day),
        { Form: CellDateForm.Period, Day: { } day, From: { } from } => Period(column, from, day),
        { Form: CellDateForm.WithoutDay } => WithoutDay(column, text),
        { Form: CellDateForm.WithMore, Day: { } day } => WithMore(column, text, day),
        { Form: CellDateForm.OpenEnded } => OpenEnded(column, text),
        _ => null,
    };

    public static ImportRemark Serial(StandardColumn column, DateOnly day, bool from1904) => new(
        "excel-serial-date", column, from1904
            ? new($"日期是电子表格的序号，这份文件从 1904-01-01 起数，即 {day:yyyy-MM-dd}。", $"The date was the serial number of a spreadsheet, and this file counts from 1904-01-01: {day:yyyy-MM-dd}.")
            : new($"日期是电子表格的序号，即 {day:yyyy-MM-dd}。", $"The date was the serial number of a spreadsheet: {day:yyyy-MM-dd}."));

    public static ImportRemark ShortYear(StandardColumn column, DateOnly day, DateOnly? other) => new(
        "date-two-digit-year", column,
        new($"年份只有两位，读作 {day:yyyy-MM-dd}{(other is { } also ? $"；若是 {also:yyyy-MM-dd}，请写四位年份" : "")}。",
            $"The year has two digits; it is read as {day:yyyy-MM-dd}{(other is { } too ? $". If {too:yyyy-MM-dd} is meant, write four digits" : "")}."));

    public static ImportRemark YearLast(StandardColumn column, DateOnly day) => new(
        "date-year-last", column, new($"年份写在最后，读作 {day:yyyy-MM-dd}。", $"The year stood last; it is read as {day:yyyy-MM-dd}."));

    public static ImportRemark Ambiguous(StandardColumn column, string text) => new(
        "date-ambiguous", column, new($"「{text}」可以是两个日期。请写成 年-月-日。", $"“{text}” can be two days. Write year-month-day."), Refuses: true);

    public static ImportRemark WithoutDay(StandardColumn column, string text) => new(
        "date-without-day", column, new($"「{text}」没有写到日；按未知登记。", $"“{text}” says no day; it is entered as unknown."));

    public static ImportRemark OpenEnded(StandardColumn column, string text) => new(
        "valid-until-open", column, new($"「{text}」不是日期；有效期按未知登记，不算有效。", $"“{text}” is no day; the end is entered as unknown and does not count as in force."));

    public static ImportRemark Period(StandardColumn column, DateOnly from, DateOnly until) => new(
        "period-in-one-cell", column, new($"一格里写了起止两个日期，读作 {from:yyyy-MM-dd} 至 {until:yyyy-MM-dd}。", $"The cell holds two days, read as {from:yyyy-MM-dd} to {until:yyyy-MM-dd}."));

    public static ImportRemark Impossible(StandardColumn column, string text) => new(
        "date-impossible", column, new($"「{text}」不是日期。", $"“{text}” is no date."), Refuses: true);

    public static ImportRemark IssueMissing(StandardColumn column) => new("issue-date-missing", column, new("没有发证日期；按未知登记。", "There is no day of issue; it is entered as unknown."));

    public static ImportRemark ValidityMissing(StandardColumn column) => new("valid-until-missing", column, new("没有有效期；不算有效。", "There is no last day of validity; it does not count as in force."));

    public static ImportRemark IssuerMissing(StandardColumn column) => new("issuer-missing", column, new("没有发证机关。", "There is no issuer."));

    public static ImportRemark Reversed(StandardColumn column) => new("expiry-before-issue", column, new("有效期早于发证日期。", "It expires before it was issued."), Refuses: true);

    public static ImportRemark NumberMissing(StandardColumn column) => new(
        "certificate-number-missing", column, new("有日期而没有证书编号；这张证书不登记。", "There are dates and no number; this certificate is not entered."));

    public static ImportRemark RegionWithoutNumber(StandardColumn column, string text) => new(
        "certificate-region-without-number", column, new(
            $"「{text}」写在没有编号的社会公用计量标准证书下；没有证书可登记，这一格不登记。请补上证书编号。",
            $"“{text}” belongs to a public standard certificate that has no number; without it there is no certificate to enter, and this cell is not entered. Add the number."));

    public static ImportRemark TermUnusual(StandardColumn column, BilingualText said) => new("certificate-term-unusual", column, said);

    public static ImportRemark NumberForm(StandardColumn column) => new(
        "certificate-number-form", column, new("证书编号不是已知的形式；按原文登记。", "The number of the certificate has no known form; it is entered as it is."));

    public static ImportRemark TwoDigitYear(StandardColumn column, int year) => new(
        "certificate-two-digit-year", column, new($"证书编号中的年份是两位数，视为 {year}。", $"The year in the number has two digits and is taken for {year}."));

    public static ImportRemark OtherKind(StandardColumn column) => new(
        "certificate-kind-differs-from-column", column, new("按编号，这是另一种证书，不属于这一栏；按编号登记。", "By its number the certificate is of the other kind than its column; it is entered by its number."));

    public static ImportRemark NumberTwice(StandardColumn column, string number) => new(
        "certificate-number-twice", column, new($"文件中另一行也有证书编号 {number}。", $"Another row of the file has the certificate number {number} as well."), Refuses: true);

    public static readonly ImportRemark CertificateMissing = new("certificate-missing", null, new("没有任何证书编号；不算有效。", "There is no certificate number at all; it does not count as in force."));

    public static readonly ImportRemark Traditional = new("traditional-converted", StandardColumn.NameZh, new("名称中的繁体字已转为简体。", "Traditional characters of the name became simplified."));
}
