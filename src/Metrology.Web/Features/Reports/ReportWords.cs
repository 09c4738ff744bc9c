using Metrology.App.Reports;
using Metrology.Core.Words;
using Metrology.Web.Features.Reports;

namespace Metrology.Web.Features.Reports
{
    public sealed class ReportWords(Language language) : WordList(language)
    {
        public string Title => Say("监督报告", "Supervision reports");
        public string Help => Say("计量标准状态表、与上次报告相比的变化和风险；每月、每季后自动生成，也可以随时生成。生成后不再改变，散列值载入台账。", "Status of standards, changes since the last report and risks; made after each month and quarter, or on demand. A report never changes, and its hashes stand in the ledger.");
        public string Make => Say("生成报告", "Make a report");
        public string From => Say("起", "From");
        public string Until => Say("状态截止日", "Status on");
        public string Period => Say("期间", "Period");
        public string Files => Say("文件与 SHA-256", "Files and SHA-256");
        public string MadeAt => Say("生成", "Made");
        public string ByJob => Say("任务", "job");
        public string Since => Say("比较对象", "Compared with");
        public string Nothing => Say("没有更早的报告", "no earlier report");
        public string Made => Say("报告已生成。", "The report was made.");
        public string Empty => Say("还没有报告", "There is no report yet");
        public string EmptyHelp => Say("填写起止日期后生成，或等下个月初的任务。", "Give the days and make one, or wait for the job after the end of the month.");
        public string RisksNow => Say("项目和目标的风险按生成当时的登记计算。", "Risks of projects and targets are those of the register when it is made.");

        public string PeriodName(ReportPeriod period) => period switch
        {
            ReportPeriod.Month => Say("月报", "Monthly"),
            ReportPeriod.Quarter => Say("季报", "Quarterly"),
            ReportPeriod.Asked => Say("临时", "On demand"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ReportWords Reports { get; } = new(language);
    }
}
