using Metrology.Core.Words;
using Metrology.Web.Features.Reviews;

namespace Metrology.Web.Features.Reviews
{
    public sealed class BulkWords(Language language) : WordList(language)
    {
        public string Title => Say("批量签发", "Bulk issue");
        public string Choose => Say("选择", "Choose");
        public string IssueChosen => Say("签发选中的记录", "Issue the chosen records");
        public string Help => Say("只签发已批准的记录；每份证书单独取号，一份失败不影响其他。", "Only approved records are issued; each draws its number by itself, and one that fails stops no other.");
        public string Issued => Say("已签发", "Issued");
        public string NotIssued => Say("未能签发", "Not issued");
        public string Cancelled => Say("未开始（已取消）", "Not begun (cancelled)");
        public string StartedBy => Say("开始", "Started by");
        public string CancelledBy => Say("取消", "Cancelled by");
        public string EndedAt => Say("结束", "Ended");
        public string Cancel => Say("取消", "Cancel");
        public string CancelHelp => Say("取消后，正在签发的一份会完成，其余不再开始。关闭页面不影响签发。", "When cancelled, the one in hand is finished and no other is begun. Closing the page changes nothing.");
        public string Reload => Say("刷新进度", "Reload");
        public string Why => Say("原因", "Reason");

        public string IssueAll(int count) => Say($"签发全部 {count} 条已批准的记录", count == 1 ? "Issue the one approved record" : $"Issue all {count} approved records");

        public string State(bool isEnded, bool isCancelled) => (isEnded, isCancelled) switch
        {
            (false, false) => Say("正在签发", "Issuing"),
            (false, true) => Say("正在取消", "Cancelling"),
            (true, true) => Say("已取消", "Cancelled"),
            (true, false) => Say("已完成", "Done"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public BulkWords Bulk { get; } = new(language);
    }
}
