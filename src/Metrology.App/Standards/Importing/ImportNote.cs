using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards.Importing;

/// <summary>A part of a file that an import leaves out; nothing is left out without one.</summary>
/// <param name="Code">Stable: "column-not-used".</param>
/// <param name="Line">Number of the row in the file, when it is one.</param>
public sealed record ImportNote(string Code, int? Line, BilingualText Text)
{
    public static IReadOnlyList<ImportNote> Of(SheetTable table, IReadOnlyList<StandardColumn?> columns) =>
    [
        .. table.OtherSheets.Select(sheet => new ImportNote("sheet-not-read", null, new($"工作表「{sheet}」没有读；要导入它，请另存为一个文件。", $"The sheet “{sheet}” was not read; to import it, save it as a file of its own."))),
        .. table.Headings.Zip(columns).Where(one => one.Second is null).Select(one => Column(one.First, columns)),
        .. table.Skipped.OrderBy(line => line.Number).Select(line => new ImportNote("row-not-read", line.Number, new($"第 {line.Number} 行不是一项标准（{Word(line.Why).Zh}）：{line.Text}", $"Row {line.Number} is no standard ({Word(line.Why).En}): {line.Text}"))),
    ];

    private static ImportNote Column(string heading, IReadOnlyList<StandardColumn?> columns) => StandardHeadings.Find(heading) is { } twice && columns.Contains(twice)
        ? new("column-twice", null, new($"列「{heading}」与另一列内容相同，没有用。", $"The column “{heading}” says what another one says already and is not used."))
        : heading.Length == 0 ? new("column-not-used", null, new("有一列没有列名，没有用。", "A column without a heading is not used."))
        : new("column-not-used", null, new($"列「{heading}」没有用。", $"The column “{heading}” is not used."));

    private static BilingualText Word(SkipReason why) => why switch
    {
        SkipReason.Title => new("列名上方", "above the heading"),
        SkipReason.Heading => new("列名或列号", "a heading or its numbers"),
        SkipReason.Sum => new("合计", "a sum"),
        SkipReason.Section => new("分类标题", "name of a part"),
        SkipReason.Part => new("上面一项的组成部分", "a part of the standard above"),
        SkipReason.Note => new("注释或签名", "a note or a signature"),
    };
}
