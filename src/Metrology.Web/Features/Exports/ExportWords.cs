using Metrology.Core.Words;
using Metrology.Web.Features.Exports;

namespace Metrology.Web.Features.Exports
{
    public sealed class ExportWords(Language language) : WordList(language)
    {
        public string Title => Say("导出所见的列表", "Export the list as seen");
        public string RegisterHelp => Say("MSL 设备登记格式（XML），含溯源证书", "The equipment register format of MSL (XML), with traceability certificates");

        public string Id => Say("标识", "Identifier");
        public string Marks => Say("标记", "Marks");
        public string Simulated => Say("模拟", "simulated");
        public string Example => Say("示例", "example");

        public string As(string format) => Say($"把筛选出的全部行导出为 {format}", $"Export all rows that the filter lets through as {format}");

        public string Layout(string layout) => Say($"按列集 {layout} 导出", $"Export with the columns of {layout}");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ExportWords Exports { get; } = new(language);
    }
}
