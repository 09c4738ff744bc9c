using Metrology.App.Projects;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;
using Metrology.Web.Features.Projects;

namespace Metrology.Web.Features.Projects
{
    public sealed class ProjectWords(Language language) : WordList(language)
    {
        public string Title => Say("建标项目", "Building projects");
        public string New => Say("新建项目", "New project");
        public string Board => Say("看板", "Board");
        public string Gantt => Say("甘特图", "Gantt chart");
        public string List => Say("列表", "List");
        public string Views => Say("视图", "View");
        public string Finished => Say("已建成", "Finished");
        public string Stopped => Say("已停止", "Stopped");
        public string Stop => Say("停止或并入别的项目", "Stop, or merge into another");
        public string ResumeProject => Say("恢复项目", "Resume the project");
        public string MergeNumber => Say("并入项目（编号）", "Merged into (number)");
        public string MergeHelp => Say("项目地址最后的数字；放弃的留空。", "The number at the end of its address; leave empty when it is given up.");
        public string Papers => Say("生成的文件（草稿）", "Papers made here (drafts)");
        public string PapersHelp => Say("由登记册生成；没有登记的内容标为“未登记”。", "Made from the register; what is not recorded is marked.");

        public string StoppedOn(string day, string because) => Say($"{day} 停止：{because}。", $"Stopped on {day}: {because}.");

        public string MergedInto(int id) => Say($"并入项目 {id}", $"merged into project {id}");

        public string Kind => Say("项目类别", "Kind of project");
        public string Institution => Say("建标单位", "Institution");
        public string Jurisdiction => Say("时限适用地区", "Jurisdiction of the limits");
        public string JurisdictionHelp => Say("CN 为全国通用；地区另有规定的同时适用。", "CN holds everywhere; rules of a region hold besides.");
        public string Standard => Say("计量标准", "Standard");
        public string StandardHelp => Say("提升改造项目必选；新建项目留空，结束时自动登记。", "Needed for an upgrade; leave empty for a new one, which is entered when it is finished.");
        public string NoStandardYet => Say("尚未成为计量标准", "Not a standard yet");
        public string NeededAtEnd => Say("结束最后阶段前须填写。", "Needed before the last stage ends.");
        public string Stage => Say("阶段", "Stage");
        public string Stages => Say("阶段", "Stages");
        public string CurrentStage => Say("当前阶段", "Present stage");
        public string Planned => Say("计划", "Plan");
        public string Actual => Say("实际", "Actual");
        public string BarDone => Say("已完成", "Done");
        public string BarRunning => Say("进行中", "In progress");
        public string BarLate => Say("拖期", "Late");
        public string PlannedFrom => Say("计划开始", "Planned start");
        public string PlannedTo => Say("计划结束", "Planned end");
        public string ActualFrom => Say("实际开始", "Actual start");
        public string ActualTo => Say("实际结束", "Actual end");
        public string NotNeeded => Say("不需要这个阶段", "This stage is not needed");
        public string NotNeededShort => Say("不需要", "not needed");
        public string Owner => Say("责任人", "Owner");
        public string Blocker => Say("障碍", "Blocker");
        public string BlockerHelp => Say("什么使它不能继续；没有就留空。", "What keeps it from going on; leave empty when nothing does.");
        public string Budget => Say("预算", "Budget");
        public string BudgetUnit => Say("万元", "×10⁴ CNY");
        public string Estimate => Say("估计工期（天）", "Estimated days");
        public string EstimateHelp => Say("最短、最可能、最长，日历天；预测按三角分布抽取。不知道就全部留空。", "Least, most likely, greatest, in calendar days; the forecast draws from a triangular distribution. Leave all empty when not known.");
        public string Least => Say("最短", "Least");
        public string Likely => Say("最可能", "Most likely");
        public string Greatest => Say("最长", "Greatest");
        public string NoEstimate => Say("无从估计", "nothing known");
        public string Limits => Say("时限", "Time limits");
        public string LimitOf => Say("时限内容", "Limit");
        public string LimitDue => Say("界限日", "Limit day");
        public string LimitUsed => Say("已用", "Used");
        public string Unconfirmed => Say("未确认", "not confirmed");
        public string UnconfirmedHelp => Say("未确认的时限是凭记忆写下的，没有与现行文本核对；使用前请核对。", "Limits that are not confirmed were written from memory and not compared with the text in force; compare them before relying on them.");
        public string Holidays => Say("节假日", "Holidays");
        public string HolidaysHelp => Say("产品不附带节假日安排。没有登记的年份只按周末计算，并在时限旁说明。请按国务院办公厅当年的通知登记。", "No calendar of holidays comes with the product. In years that are not entered only weekends are free, and limits say so. Enter the official notice of the year.");
        public string Year => Say("年份", "Year");
        public string HolidaySource => Say("依据（通知名称与文号）", "Source (notice and number)");
        public string DaysOff => Say("放假的工作日", "Weekdays that are free");
        public string WorkedWeekends => Say("上班的周末", "Weekends that are worked");
        public string DaysHelp => Say("每个日期写成 2026-10-01，以空格或换行分开。", "Write each day as 2026-10-01, with spaces or new lines between.");
        public string NoHolidays => Say("还没有登记任何年份", "No year is entered yet");
        public string Documents => Say("文件集", "File set");
        public string DocumentName => Say("文件", "Document");
        public string IfApplicable => Say("如适用", "if applicable");
        public string DocumentPlace => Say("存放位置", "Location");
        public string DocumentForm => Say("形式", "Form");
        public string Retention => Say("保存期限", "Retention");
        public string History => Say("变更历史", "History");
        public string Changed => Say("变更", "Change");
        public string ChangedBy => Say("变更人", "By");
        public string ChangedAt => Say("时间", "At");
        public string NoHistory => Say("还没有变更", "Nothing was changed yet");
        public string Empty => Say("还没有建标项目", "There are no building projects yet");
        public string EmptyHelp => Say("用“新建项目”登记要建的计量标准，再填写各阶段的计划。", "Enter the standard to be built with “New project”, then plan its stages.");
        public string PlanEntry => Say("规划条目", "Entry of the plan");
        public string QuoteSource => Say("原文出处", "Source of the sentence");
        public string QuoteTitle => Say("规划原文", "Sentence of the plan");
        public string InventedStages => Say("阶段、日期、预算和责任人是示例，规划原文没有写。", "Stages, days, budget and owners are invented; the plan names none.");
        public string EditStage => Say("修改阶段", "Change the stage");
        public string Keys => Say("键盘：←→ 换列，↑↓ 换项目，Enter 打开。", "Keys: ←→ column, ↑↓ project, Enter opens.");
        public string BoardHelp => Say("每一列是一个阶段；项目在它第一个没有结束的阶段里。", "Each column is a stage; a project stands in its first that is not finished.");
        public string ToEnd => Say("预计建成", "Expected end");
        public string Late => Say("已拖期", "late");
        public string Today => Say("今天", "today");
        public string BackToStandard => Say("打开计量标准", "Open the standard");
        public string CertificatesNext => Say("项目已建成。请在计量标准页登记两张证书的编号和日期：它们不由项目推出。", "The project is finished. Enter number and days of both certificates on the page of the standard: they are not derived from the project.");
        public string History5 => Say($"本登记册中同一阶段至少完成 {StageDuration.Observed.Fewest} 次后，按历史抽取。", $"History is drawn from once {StageDuration.Observed.Fewest} projects have finished the stage.");

        public string DaysLate(int days) => Say($"拖期 {days} 天", days == 1 ? "1 day late" : $"{days} days late");

        public string Saved(string name) => Say($"已保存“{name}”。", $"“{name}” was saved.");

        public string BecameStandard(string name) => Say($"“{name}”已建成，并登记为计量标准。", $"“{name}” is finished and stands in the register of standards.");

        public string DocumentsThere(int there, int all) => Say($"已说明 {there} / {all} 份", $"{there} of {all} accounted for");

        public string KindOf(ProjectKind kind) => kind switch
        {
            ProjectKind.New => Say("新建", "New standard"),
            ProjectKind.Upgrade => Say("提升改造", "Upgrade"),
        };

        public string FormOf(DocumentForm form) => form switch
        {
            App.Projects.DocumentForm.Paper => Say("纸质", "paper"),
            App.Projects.DocumentForm.Electronic => Say("电子", "electronic"),
            App.Projects.DocumentForm.Both => Say("纸质和电子", "both"),
        };

        public string Limit(StageLimit limit) => (limit.Unit, limit.IsMinimum) switch
        {
            (LimitUnit.WorkingDays, false) => Say($"≤ {limit.Count} 个工作日", $"≤ {limit.Count} working days"),
            (LimitUnit.WorkingDays, true) => Say($"≥ {limit.Count} 个工作日", $"≥ {limit.Count} working days"),
            (LimitUnit.Months, false) => Say($"≤ {limit.Count} 个月", $"≤ {limit.Count} months"),
            (LimitUnit.Months, true) => Say($"≥ {limit.Count} 个月", $"≥ {limit.Count} months"),
        };

        public string WorkingDays(int days) => Say($"{days} 个工作日", days == 1 ? "1 working day" : $"{days} working days");

        public string WeekendsOnly(IReadOnlyList<int> years) => Say($"{string.Join("、", years)} 年未登记节假日，只按周末计算", $"no holidays entered for {string.Join(", ", years)}: weekends only");

        public string State(LimitState state) => state switch
        {
            LimitState.NotBegun => Say("未开始", "Not begun"),
            LimitState.Running => Say("进行中", "Running"),
            LimitState.Kept => Say("符合", "Kept"),
            LimitState.Broken => Say("超出", "Broken"),
        };

        public string Duration(StageDuration? duration) => duration switch
        {
            StageDuration.Stated stated => Say($"估计 {stated.Least} / {stated.Likely} / {stated.Greatest} 天", $"stated {stated.Least} / {stated.Likely} / {stated.Greatest} days"),
            StageDuration.Observed observed => Say($"历史 {observed.Days.Count} 次，{observed.Days[0]}–{observed.Days[^1]} 天", $"{observed.Days.Count} finished before, {observed.Days[0]}–{observed.Days[^1]} days"),
            StageDuration.Planned planned => Say($"按计划 {planned.Days} 天，没有离散", $"as planned, {planned.Days} days, without spread"),
            _ => NoEstimate,
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ProjectWords Projects { get; } = new(language);
    }
}
