using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Standards.Importing;

public static class ImportErrors
{
    /// <summary>What files of every kind may be refused for, under the code of another import: "equipment-import".</summary>
    public static Refusal Of(this Refusal refusal, string import) => refusal with { Code = refusal.Code.Replace("standard-import.", $"{import}.", StringComparison.Ordinal) };

    public static readonly Refusal NotFound = Refusal.Of("standard-import.not-found", "没有这次导入。", "There is no such import.");

    public static readonly Refusal Empty = new(
        "standard-import.empty", new("文件中没有数据行；列名下面须有内容。", "The file has no rows below a heading."), "file");

    public static readonly Refusal TooLarge = new(
        "standard-import.too-large",
        new($"文件过大：至多 8 MB、{SpreadsheetFile.MostRows} 行、{SpreadsheetFile.MostColumns} 列，每格 {SpreadsheetFile.LongestCell} 个字符。请分成几个文件。",
            $"The file is too large: at most 8 MB, {SpreadsheetFile.MostRows} rows, {SpreadsheetFile.MostColumns} columns and {SpreadsheetFile.LongestCell} characters a cell. Divide it."),
        "file");

    public static readonly Refusal NotReadable = new(
        "standard-import.not-readable", new("读不出表格：须为 .xlsx，或 UTF-8、UTF-16、GB 18030 编码的 CSV。旧的 .xls 请另存为 .xlsx。", "No table can be read: the file must be .xlsx, or CSV in UTF-8, UTF-16 or GB 18030. Save older workbooks (.xls) as .xlsx."), "file");

    public static readonly Refusal NoName = new(
        "standard-import.no-name", new("没有一列被认作名称。请指定哪一列是计量标准名称。", "No column is taken for the name. Say which column is the name of the standard."), "columns");

    public static Refusal SideBySide(string left, string right) => new(
        "standard-import.side-by-side", new(
            $"同一张表里并排放着两个表（「{left}」一列和后面的「{right}」一列），无法判断哪一列属于哪个表。请把它们上下放置，或分成两个文件。",
            $"Two tables stand side by side in the sheet (the column “{left}” and, behind it, “{right}”), and it is not known which column belongs to which. Put one below the other, or into two files."), "file");

    public static readonly Refusal NotConfirmed = new(
        "standard-import.not-confirmed", new("有的行带有须由人确认的说明（标有“须确认”）。请核对后勾选“已核对”，再导入。", "Some rows have remarks that a person must confirm (marked “to be confirmed”). Check them, say that you have, and import then."), "confirmed");

    public static Refusal SecondHeading(int first, int second) => new(
        "standard-import.second-heading", new(
            $"第 {first} 行和第 {second} 行是两个列名行，列不相同，无法判断第 {second} 行以下各列是什么。请把两个表分成两个文件。",
            $"Rows {first.ToString(CultureInfo.InvariantCulture)} and {second.ToString(CultureInfo.InvariantCulture)} are two headings with other columns, and it is not known what the columns below row {second.ToString(CultureInfo.InvariantCulture)} are. Put the two tables into two files."), "file");

    public static readonly Refusal ColumnTwice = new(
        "standard-import.column-twice", new("两列被指定为同一内容。请改正。", "Two columns are taken for the same thing. Correct one."), "columns");

    public static readonly Refusal NoOwner = new(
        "standard-import.no-owner", new("有的行没有统计类别。请选择它们属于 A、B、C 还是 D。", "Some rows have no counting class. Choose A, B, C or D for them."), "owner");

    public static readonly Refusal NotOpen = Refusal.Of(
        "standard-import.not-open", "这次导入已经完成或已撤销。", "This import is done or undone already.");

    public static readonly Refusal NotDone = Refusal.Of("standard-import.not-done", "这次导入没有完成，或已撤销，没有可撤销的。", "This import is not done, or undone already; there is nothing to undo.");

    public static readonly Refusal ReasonNeeded = new("standard-import.reason", new("请写明撤销的原因。", "Say why it is undone."), "because");

    public static Refusal Refused(int rows) => Refusal.Of(
        "standard-import.rows-refused", $"{rows} 行不能登记，整个文件未导入。请改正文件后重新上传。",
        $"{rows.ToString(CultureInfo.InvariantCulture)} {(rows == 1 ? "row" : "rows")} cannot be entered, so nothing of the file was. Correct the file and upload it again.");

    public static Refusal InUse(string name) => Refusal.Of(
        "standard-import.in-use", $"「{name}」导入后已被修改或使用，不能撤销整次导入。", $"“{name}” was changed or used since, so the import cannot be undone.");

    /// <summary>Said of a row whose certificate the register has already.</summary>
    public static BilingualText Registered(string number) => new($"登记册中已有证书编号 {number}。", $"The register has the certificate number {number} already.");

    /// <summary>Said of a row whose certificate the register may have.</summary>
    public static BilingualText Alike(string number) => new($"登记册中有一个编号与 {number} 只有分隔符不同：可能是同一张证书，请核对。", $"The register has a number that differs from {number} by its separators only: it may be the same certificate. Check it.");
}
