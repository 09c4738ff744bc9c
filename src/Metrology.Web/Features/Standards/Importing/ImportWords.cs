using Metrology.App.Standards.Importing;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Web.Features.Standards.Importing;

namespace Metrology.Web.Features.Standards.Importing
{
    public sealed class ImportWords(Language language) : WordList(language)
    {
        public static readonly BilingualText NoFile = new("请选择一个文件。", "Choose a file.");

        public string Title => Say("导入登记册", "Import a register");
        public string Open => Say("导入", "Import");
        public string File => Say("表格文件（.xlsx 或 .csv）", "Table (.xlsx or .csv)");
        public string FileHelp => Say("列名可以在标题之下，可以有两行；取第一张有列名的工作表。先检查，登记册不变；看过之后再决定是否导入。", "The heading may stand below a title and in two rows; the first sheet with one counts. It is checked first and the register stays as it is; you decide after you have seen it.");
        public string Check => Say("检查", "Check");
        public string Earlier => Say("历次导入", "Imports so far");
        public string None => Say("还没有导入过", "Nothing was imported yet");
        public string NoneHelp => Say("选择一个表格文件，先检查再导入。", "Choose a table; it is checked before anything is entered.");
        public string State => Say("状态", "State");
        public string By => Say("经办", "By");
        public string Rows => Say("登记行数", "Rows entered");
        public string Columns => Say("各列的含义", "What the columns are");
        public string ColumnsHelp => Say("按列名猜出；可以更改，再看结果。不用的列不进登记册，原文仍随文件保存。", "Guessed from the headings; change them and look again. Columns that are not used stay in the file only.");
        public string NotUsed => Say("不用", "Not used");
        public string Owner => Say("没有统计类别的行属于", "Rows without a counting class are");
        public string Apply => Say("按此重新检查", "Check again with these");
        public string Take => Say("全部导入", "Enter all rows");
        public string Confirmed => Say("已核对标有“须确认”的说明", "I have checked the remarks marked “to be confirmed”");
        public string Asks => Say("须确认", "to be confirmed");
        public string TakeHelp => Say("全部行一起登记，或一行也不登记。", "All rows are entered together, or none.");
        public string Undo => Say("撤销这次导入", "Undo this import");
        public string UndoHelp => Say("取出这次导入的全部计量标准；其中有已修改或已使用的就不能撤销。", "Takes all standards of this import out again; not possible when one was changed or used.");
        public string Because => Say("原因", "Reason");
        public string Row => Say("行", "Row");
        public string Cleaned => Say("将登记为", "Would be entered as");
        public string Entered => Say("登记为", "Entered as");
        public string AsNumbers => Say("按数字登记", "As numbers");
        public string Written => Say("原文", "As written");
        public string Remarks => Say("说明", "Remarks");
        public string Checked => Say("已检查，登记册未变。", "Checked; the register is unchanged.");
        public string Done => Say("已导入。", "Imported.");
        public string Undone => Say("已撤销这次导入。", "The import was undone.");

        public string Summary(int rows, int warned, int refused) => Say(
            $"共 {rows} 行：{rows - warned - refused} 行无说明，{warned} 行有说明，{refused} 行不能登记。",
            $"{rows} rows: {rows - warned - refused} without remarks, {warned} with remarks, {refused} that cannot be entered.");

        public string LeftOut(int count) => Say($"文件中没有用的部分：{count} 处", $"Left out of the file: {count}");

        public string First(int shown, int all) => Say($"下面是前 {shown} 行，共 {all} 行；不能登记的行排在前面。", $"The first {shown} of {all} rows; rows that cannot be entered come first.");

        public string StateOf(ImportState state) => state switch
        {
            ImportState.Checked => Say("已检查，未导入", "Checked, not entered"),
            ImportState.Imported => Say("已导入", "Imported"),
            ImportState.Undone => Say("已撤销", "Undone"),
        };

        public string DecisionOf(ImportDecision decision) => decision switch
        {
            ImportDecision.Import => Say("登记", "Enter"),
            ImportDecision.ImportWithWarning => Say("登记，有说明", "Enter, with remarks"),
            ImportDecision.Refuse => Say("不能登记", "Cannot be entered"),
        };

        public string Column(StandardColumn column) => column switch
        {
            StandardColumn.Code => Say("分类编码", "Code"),
            StandardColumn.NameZh => Say("名称", "Name"),
            StandardColumn.NameEn => Say("英文名称", "English name"),
            StandardColumn.Responsible => Say("负责人", "Responsible person"),
            StandardColumn.Place => Say("保存地点", "Place"),
            StandardColumn.OwnerClass => Say("统计类别", "Counting class"),
            StandardColumn.Range => Say("测量范围", "Measuring range"),
            StandardColumn.Accuracy => Say("不确定度、等级或最大允许误差", "Uncertainty, class or MPE"),
            StandardColumn.AssessmentNumber => Say("考核证书编号", "Assessment certificate number"),
            StandardColumn.AssessmentIssuer => Say("考核证书发证机关", "Assessment certificate issuer"),
            StandardColumn.AssessmentIssuedOn => Say("考核证书发证日期", "Assessment certificate issued on"),
            StandardColumn.AssessmentValidUntil => Say("考核证书有效期至", "Assessment certificate valid until"),
            StandardColumn.PublicNumber => Say("社会公用证书编号", "Public certificate number"),
            StandardColumn.PublicIssuer => Say("社会公用证书发证机关", "Public certificate issuer"),
            StandardColumn.PublicIssuedOn => Say("社会公用证书发证日期", "Public certificate issued on"),
            StandardColumn.PublicValidUntil => Say("社会公用证书有效期至", "Public certificate valid until"),
            StandardColumn.SuspendedFrom => Say("封存起", "Suspended from"),
            StandardColumn.SuspendedUntil => Say("封存止", "Suspended until"),
            StandardColumn.WithdrawnOn => Say("撤销日期", "Withdrawn on"),
            StandardColumn.Institution => Say("建标单位", "Institution"),
            StandardColumn.Rank => Say("最高或次级", "Highest or secondary"),
            StandardColumn.OriginalValue => Say("原值（万元）", "Value (10 000 CNY)"),
            StandardColumn.OriginalValueYuan => Say("原值（元）", "Value (CNY)"),
            StandardColumn.OriginalValueBare => Say("原值（没有写明元或万元）", "Value (unit not stated)"),
            StandardColumn.IsSuspended => Say("是否封存", "Suspended or not"),
            StandardColumn.IsWithdrawn => Say("是否撤销", "Withdrawn or not"),
            StandardColumn.State => Say("状态", "State"),
            StandardColumn.PublicRegion => Say("社会公用证书有效区域", "Region of the public certificate"),
            StandardColumn.PublicAuthorisation => Say("授权证书号", "Authorisation number"),
            StandardColumn.Quantity => Say("被测的量", "Quantity measured"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ImportWords Imports { get; } = new(language);
    }
}
