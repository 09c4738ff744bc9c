using System.Globalization;
using Metrology.App.Jobs;
using Metrology.Core.Words;
using Metrology.Web.Features.Jobs;

namespace Metrology.Web.Features.Jobs
{
    public sealed class JobWords(Language language) : WordList(language)
    {
        public string Title => Say("任务", "Jobs");
        public string Name => Say("任务", "Job");
        public string Schedule => Say("时间表", "Schedule");
        public string Next => Say("下次运行", "Next run");
        public string NotPlanned => Say("没有安排", "not planned");
        public string Last => Say("上次运行", "Last run");
        public string Never => Say("还没有运行过", "never ran");
        public string RunNow => Say("立即运行", "Run now");
        public string Help => Say("任务可以重复运行：多运行或漏运行一次，结果不变。时间为本机构时区。", "A job may run again: one run more or less changes nothing. Times are in the institution's zone.");
        public string Runs => Say("运行记录", "Runs");
        public string Started => Say("开始", "Started");
        public string Duration => Say("用时", "Duration");
        public string By => Say("由谁启动", "Started by");
        public string Outcome => Say("结果", "Outcome");
        public string BySchedule => Say("时间表", "schedule");
        public string RunningHelp => Say("没有结束的记录：正在运行，或当时服务器停了。", "A run without an end is under way, or the server stopped meanwhile.");
        public string NoRuns => Say("还没有运行记录", "No runs yet");
        public string NoRunsHelp => Say("到点会自动运行，也可以用“立即运行”。", "It runs at its time, or now with “Run now”.");

        public string Standing(JobRunStanding standing) => standing switch
        {
            JobRunStanding.Running => Say("未结束", "Not ended"),
            JobRunStanding.Done => Say("完成", "Done"),
            JobRunStanding.Failed => Say("未完成", "Failed"),
        };

        /// <summary>From milliseconds; no more digits than anybody reads.</summary>
        public string Milliseconds(int duration) => duration < 1000
            ? Say($"{duration} 毫秒", $"{duration} ms")
            : Say(string.Create(CultureInfo.InvariantCulture, $"{duration / 1000m:0.0} 秒"), string.Create(CultureInfo.InvariantCulture, $"{duration / 1000m:0.0} s"));
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public JobWords Jobs { get; } = new(language);
    }
}
