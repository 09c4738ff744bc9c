using Metrology.Core.Words;
using Metrology.Web.Features.Operation;

namespace Metrology.Web.Features.Operation
{
    public sealed class OperationWords(Language language) : WordList(language)
    {
        public string Title => Say("运行状况", "Operation");
        public string Help => Say(
            "连接从服务器启动起计数；被拒绝的消息和请求连同原因留在数据库中。", "Connections are counted since the server started; refused messages and requests are kept in the database with their reason.");
        public string Endpoint(int port) => Say($"仪器的 MQTT 端点，端口 {port}", $"MQTT endpoint of the instruments, port {port}");
        public string Unsettled => Say("数据库被恢复到较早的状态：编号待确认", "The database was set back: numbers wait to be settled");
        public string Restored(string source, long entries, long missing, bool isKnown) => Say(
            $"来源：{source}；台账 {entries} 条；{(isKnown ? $"缺少 {missing} 条" : "没有见证可比较，不知道缺少多少")}。",
            $"From: {source}; {entries} entries of the ledger; {(isKnown ? $"{missing} are missing" : "nothing to compare with, so nobody knows how many are missing")}.");
        public string LastNumbers => Say("各号段最后给出的编号（每行一个）", "Last number of each range that was given, one a line");
        public string LastNumbersHelp => Say("照证书和记录上的写，例如 JD-2026-00042。留空表示之后没有编过号。", "As on papers and records, for example JD-2026-00042. Empty says that none was given since.");
        public string Compared => Say("怎样核对的", "How they were compared");
        public string Settle => Say("确认编号", "Settle the numbers");
        public string What => Say("项目", "What");
        public string Count => Say("次数", "Count");
        public string Code => Say("原因代码", "Reason code");
        public string Status => Say("HTTP 状态", "HTTP status");
        public string Open => Say("当前连接", "Connections open");
        public string Accepted => Say("接受的连接", "Connections accepted");
        public string ConnectionsRefused => Say("拒绝的连接（名称或密钥不对）", "Connections refused (wrong name or key)");
        public string Violations => Say("报文不合协议，已断开", "Packets against the protocol, connection closed");
        public string AccessesRefused => Say("越权的主题，已断开", "Topics that are not theirs, connection closed");
        public string MessagesIn => Say("收到的消息", "Messages in");
        public string MessagesOut => Say("发出的消息", "Messages out");
        public string Dropped => Say("丢弃的消息", "Messages dropped");
        public string Batches => Say("提交的批次", "Batches committed");
        public string BatchesFailed => Say("没有提交成功的批次", "Batches that failed");
        public string RefusedMessages => Say("被拒绝的消息和应答", "Messages and answers refused");
        public string RefusedRequests => Say("被拒绝或失败的请求", "Requests refused or failed");
        public string LatestRefused => Say("最近被拒绝的消息和应答", "Latest messages and answers refused");
        public string At => Say("时间", "Time");
        public string LastAt => Say("最近一次", "Last time");
        public string Source => Say("主题或链路", "Topic or link");
        public string Reason => Say("原因", "Reason");
        public string NoneRefused => Say("没有", "None");
        public string RefusedHelp => Say("主题、内容或序号不合约定的消息，以及串口上损坏或不能采用的应答，记在这里。", "Messages whose topic, content or number is against the contract, and answers on a line that were damaged or could not be taken, are counted here.");
        public string RequestsHelp => Say("表单和接口的错误请求记在这里。", "Wrong forms and wrong calls of the API are counted here.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public OperationWords Operation { get; } = new(language);
    }
}
