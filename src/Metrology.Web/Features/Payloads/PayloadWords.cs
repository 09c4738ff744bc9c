using Metrology.Core.Words;
using Metrology.Web.Features.Payloads;

namespace Metrology.Web.Features.Payloads
{
    public sealed class PayloadWords(Language language) : WordList(language)
    {
        public string Title => Say("设备消息绑定", "Device payloads");
        public string Help => Say("设备按厂家自己的约定发布 MQTT 消息时，在这里指明主题属于哪台登记的设备、按哪个映射解读。", "Where a device publishes by the convention of its maker: which topic is which instrument of the register, and by which mapping it is read.");
        public string New => Say("新建绑定", "New binding");
        public string Empty => Say("还没有绑定", "There is no binding yet");
        public string EmptyHelp => Say("先登记设备，再用右上角的“新建绑定”。本系统接口约定的网关不需要绑定，它们接在检定台上。", "Register the instrument first, then use “New binding” at the upper right. Gateways of the wire contract need none; they belong to a bench.");
        public string Topic => Say("主题", "Topic");
        public string TopicHelp => Say("例如 tele/plug-1/SENSOR 或 openWB/chargepoint/2/#。+ 代表一层，# 代表其后各层。", "For example tele/plug-1/SENSOR or openWB/chargepoint/2/#. “+” is one level, “#” all that follow.");
        public string Client => Say("MQTT 用户名", "MQTT user name");
        public string ClientHelp => Say("设备登录的名称；只有它能在这个主题发布。", "By which the device signs in; nobody else may publish on the topic.");
        public string EquipmentHelp => Say("消息记在这台设备名下，以后不能改。", "Messages are kept in its name; it stays.");
        public string Mapping => Say("映射", "Mapping");
        public string MappingHelp => Say("设备所用的约定。自己的映射文件放进数据目录的 payloads 文件夹，不必重启。", "The convention of the device. A file of your own goes into the folder payloads of the data folder; no restart is needed.");
        public string Values => Say("各值的含义", "What the values mean");
        public string ValuesHelp => Say("只在约定本身没有说明时填写，每行一个：", "Only where the convention itself does not say it, one a line:");
        public string Zone => Say("设备时区", "Time zone of the device");
        public string ZoneHelp => Say("设备时间没有时区时填写，例如 +08:00 或 Asia/Shanghai。", "Where the device writes its time without zone, for example +08:00 or Asia/Shanghai.");
        public string GreatestAge => Say("最长时延", "Greatest age");
        public string GreatestAgeHelp => Say("设备时间比接收时刻早过此值即为过期，不采用。", "A message whose time is further before its receipt is stale and not used.");
        public string NotConfirmed => Say("映射未与厂家资料核对", "Mapping not compared with the maker's documentation");
        public string NoKey => Say("还没有密钥，设备连接不上", "No key yet; the device cannot connect");
        public string LastMessage => Say("最近的消息", "Last message");
        public string LastOfTopics => Say("各主题最近的消息", "Last message of each topic");
        public string SinceStart => Say("自服务器启动以来", "Since the server started");
        public string NothingYet => Say("还没有消息", "Nothing yet");
        public string Payload => Say("消息内容", "Payload");
        public string Decoded => Say("解读", "Decoded");
        public string ReceivedAt => Say("接收于", "received");
        public string DeviceTime => Say("设备时间", "time of the device");
        public string Measurement => Say("测量", "Measurement");
        public string Monitored => Say("监视", "Monitored");
        public string MonitoredHelp => Say("没有设备时间（只有到达时刻）、有疑点或分辨力未知：保留，不作为测量结果。", "Without a time of the device (only that of arrival), doubtful, or of unknown resolution: kept, and no measurement.");
        public string NotForRuns => Say("不能用于检定的量", "Does not serve a run");
        public string NotForRunsHelp => Say("这些数字由二进制浮点数写成，分辨力未知。请把映射复制到数据目录的 payloads，按设备资料给各值写明 resolution。", "These numbers come from binary floats and nothing says their resolution. Copy the mapping into payloads of the data folder and give each value its resolution, from the document of the device.");
        public string NotAMeasurement => Say("分辨力未知，不是测量结果", "resolution unknown: not a measurement");
        public string Refused => Say("未采用", "Refused");
        public string NoReading => Say("没有读数", "No reading");
        public string Duplicates => Say("重复", "Duplicates");
        public string Closed => Say("已停用", "Closed");
        public string Close => Say("停用绑定", "Close the binding");
        public string CloseHelp => Say("停用后这个主题的消息不再接收；已保存的消息不变。", "Nothing is taken on the topic any more; what was kept stays.");
        public string Reopen => Say("重新启用", "Open again");
        public string MappingGone => Say("映射文件不在了", "The file of its mapping is gone");

        public string WrongFile(string file) => Say($"文件“{file}”没有采用：", $"The file “{file}” is not taken:");

        public string NothingYetHelp(string client, int port) => Say($"设备以用户名 {client} 和密钥连接端口 {port} 后，这里显示它的消息。", $"Once the device connects to port {port} as {client} with its key, its messages are shown here.");

        public string DrawnKeyHelp(string name, int port) => Say(
            $"只显示这一次。设备以用户名 {name} 和这个密钥连接端口 {port}；旧密钥已失效。",
            $"Shown only this once. The device connects to port {port} with user name {name} and this key; the one before is void.");

        public string Saved(string topic) => Say($"已保存绑定“{topic}”。", $"The binding “{topic}” was saved.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public PayloadWords Payloads { get; } = new(language);
    }
}
