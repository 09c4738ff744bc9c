using Metrology.App.Notifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Notifications;

namespace Metrology.Web.Features.Notifications
{
    public sealed class NotificationWords(Language language) : WordList(language)
    {
        public string Title => Say("消息", "Notifications");
        public string Help => Say("到期、断链、故障和风险会写在这里；每件事在每个阶段只说一次。", "What lapses, has gaps, fails or is at risk stands here; each thing is said once a stage.");
        public string At => Say("时间", "Time");
        public string What => Say("内容", "What");
        public string Kind => Say("类别", "Kind");
        public string Unread => Say("未读", "Unread");
        public string Read => Say("已读", "Read");
        public string MarkRead => Say("标为已读", "Mark as read");
        public string ReadAll => Say("全部标为已读", "Mark all as read");
        public string Open => Say("查看", "Open");
        public string Empty => Say("没有消息", "No notifications");
        public string EmptyHelp => Say("有需要您知道的事情时，会写在这里。", "What you need to know will stand here.");
        public string Choice => Say("怎样通知我", "How I am told");
        public string Mail => Say("邮件地址", "Address of mail");
        public string MailHelp => Say("留空不发邮件。", "Empty sends no mail.");
        public string MailOff => Say("服务器没有配置邮件，目前只在这里显示。", "The server has no mail; messages are shown here only.");
        public string MailLanguage => Say("邮件语言", "Language of mail");
        public string Lead => Say("提前多少天提醒到期", "Days before something lapses");
        public string Saved => Say("已保存。", "Saved.");
        public string Channels => Say("渠道和发送记录", "Channels and what was sent");
        public string ChannelsHelp => Say(
            "邮件和网络通知由启动服务器的环境变量配置（docs/operation.md）；密码和密钥不显示。",
            "Mail and webhooks are configured by the environment in which the server is started (docs/operation.md); passwords and keys are not shown.");
        public string Channel => Say("渠道", "Channel");
        public string MailChannel => Say("邮件", "Mail");
        public string WebhookChannel => Say("网络通知", "Webhook");
        public string On => Say("已配置", "Configured");
        public string Off => Say("未配置", "Not configured");
        public string To => Say("收件地址", "To");
        public string State => Say("状态", "State");
        public string Attempts => Say("次数", "Attempts");
        public string Next => Say("下次", "Next");
        public string Why => Say("原因", "Why");
        public string SentAt => Say("发出", "Sent");
        public string Retry => Say("重试", "Try again");
        public string Test => Say("发送测试", "Send a test");
        public string TestHooks => Say("测试网络通知", "Test the webhooks");
        public string Queued => Say("已写入待发队列，结果见下表。", "Written to be sent; see the table below for what came of it.");
        public string AnyState => Say("全部", "All");
        public string NoDeliveries => Say("没有发送记录", "Nothing was sent");
        public string NoDeliveriesHelp => Say("发出的邮件和网络通知会列在这里。", "Mail and webhooks will be listed here.");

        public string UnreadCount(int count) => Say($"{count} 条未读消息", count == 1 ? "1 unread notification" : $"{count} unread notifications");

        public string LeadHelp(int days) => Say($"留空为 {days} 天。之后在 30 天、7 天、到期次日和过期后每 30 天各说一次。", $"Empty is {days}. It is said again 30 and 7 days before, on the day after, and every 30 days while it stays lapsed.");

        public string Limit(int attempts) => Say($"每条最多发送 {attempts} 次，间隔逐次加长；仍不成功则放弃并列在这里。", $"Each is tried at most {attempts} times, with longer waits between; what fails still is given up and listed here.");

        public string KindName(NoticeKind kind) => kind switch
        {
            NoticeKind.Expiry => Say("证书到期", "Certificates that lapse"),
            NoticeKind.KeepingDue => Say("保持到期", "Tests that are due"),
            NoticeKind.ChainGap => Say("溯源不连续", "Gaps of traceability"),
            NoticeKind.Fault => Say("系统故障", "Failure"),
            NoticeKind.ProjectAtRisk => Say("项目风险", "Project at risk"),
            NoticeKind.TargetAtRisk => Say("目标风险", "Target at risk"),
            NoticeKind.Case => Say("失准告知", "Notice to an owner"),
            NoticeKind.Report => Say("定期报告", "Periodic report"),
            NoticeKind.Account => Say("账户变更", "Your account"),
            NoticeKind.Test => Say("测试", "Test"),
        };

        public string StateName(DeliveryState state) => state switch
        {
            DeliveryState.Waiting => Say("待发", "Waiting"),
            DeliveryState.Trying => Say("发送中", "Under way"),
            DeliveryState.Sent => Say("已送达服务器", "Taken by the server"),
            DeliveryState.Failed => Say("已放弃", "Given up"),
        };

        public string ChannelName(DeliveryChannel channel) => channel == DeliveryChannel.Mail ? MailChannel : WebhookChannel;
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public NotificationWords Notifications { get; } = new(language);
    }
}
