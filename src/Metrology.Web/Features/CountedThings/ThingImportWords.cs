using Metrology.App.CountedThings;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Metrology.Web.Features.CountedThings;

namespace Metrology.Web.Features.CountedThings
{
    public sealed class ThingImportWords(Language language) : WordList(language)
    {
        public string Title => Say("导入计数对象", "Import counted things");
        public string FileHelp => Say(
            "列名在表的前 40 行，至少有：类别、名称、依据；还可有编码、区县、起始日期、终止日期、分子分母的定义、分子、分母。类别写系统列表中的名称。列表导出的文件可以直接作样子。先检查，登记不变。",
            "The heading stands in the first 40 rows, with kind, name and evidence at least; also code, district, first day, last day, what is divided by what, numerator, denominator. The kind is a name of the list. A file exported from the list shows how. It is checked first, and nothing changes.");
        public string NoneHelp => Say("检查过的文件列在这里。", "Files that were checked stand here.");
        public string TakeHelp => Say("全部行一起登记，或一行也不登记；已有的行不再登记。", "All rows are entered together, or none; rows that are there already are passed over.");
        public string UndoHelp => Say("把这次导入的全部行作废；它们保留但不计数。其中有已修改的就不能撤销。", "Makes all rows of this import void: they stay and count nowhere. Not possible when one was changed since.");

        public string Unused(string columns) => Say($"没有用的列：{columns}", $"Columns that are not used: {columns}");

        public string OtherSheets(string sheets) => Say($"没有读的工作表：{sheets}", $"Sheets that were not read: {sheets}");

        public string Summary(int rows, int entered, int refused) => Say(
            $"共 {rows} 行：{entered} 行将登记，{rows - entered - refused} 行已有，{refused} 行不能登记。", $"{rows} rows: {entered} would be entered, {rows - entered - refused} are there already, {refused} cannot be entered.");

        public string ColumnsHelp => Say("按列名猜出；可以更改，再看结果。类别、名称、依据三列必须有。", "Guessed from the headings; change them and look again. Kind, name and evidence are needed.");

        public string Column(ThingColumn column) => column switch
        {
            ThingColumn.Kind => Say("类别", "Kind"),
            ThingColumn.Name => Say("名称", "Name"),
            ThingColumn.Code => Say("编码", "Code"),
            ThingColumn.District => Say("区县", "District"),
            ThingColumn.From => Say("起始日期", "First day"),
            ThingColumn.Until => Say("终止日期", "Last day"),
            ThingColumn.Definition => Say("分子 ÷ 分母是什么", "What is divided by what"),
            ThingColumn.Numerator => Say("分子", "Numerator"),
            ThingColumn.Denominator => Say("分母", "Denominator"),
            ThingColumn.Source => Say("依据", "Evidence"),
        };

        public string DecisionOf(ThingDecision decision) => decision switch
        {
            ThingDecision.Enter => Say("登记", "Enter"),
            ThingDecision.Present => Say("已有", "There already"),
            ThingDecision.Refuse => Say("不能登记", "Cannot be entered"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ThingImportWords ThingImports { get; } = new(language);
    }
}
