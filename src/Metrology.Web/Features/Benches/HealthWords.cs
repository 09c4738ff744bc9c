using Metrology.Core.Words;
using Metrology.Web.Features.Benches;

namespace Metrology.Web.Features.Benches
{
    public sealed class HealthWords(Language language) : WordList(language)
    {
        public string Title => Say("检定台状况", "Bench health");
        public string Help => Say("自服务器启动以来。每两秒更新一次；往返时间取最近 256 次问答，MQTT 网关没有，站点的端口以站点的时钟计、不含到站点的网络；累计的拒绝次数见“运行状况”。", "Since the server started, brought up to date every two seconds. Round trips are of the latest 256 exchanges; MQTT gateways have none; those of ports of a station are by its clock, without the way to it. Refusals over restarts are counted under “Operation”.");
        public string LastFault => Say("最近一次故障", "Latest fault");
        public string SinceLast => Say("距上次数据", "Since last byte");
        public string Bytes => Say("收 / 发（字节）", "Received / sent, bytes");
        public string RoundTrip => Say("往返：最近 / 中位 / 最长", "Round trip: last / median / longest");
        public string Exchanges => Say("问答次数", "Exchanges");
        public string Trouble => Say("问题", "Trouble");
        public string Times => Say("次数", "Times");
        public string None => Say("无", "none");
        public string Untouched => Say("服务器启动以来没有用过。", "Not used since the server started.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public HealthWords Health { get; } = new(language);
    }
}
