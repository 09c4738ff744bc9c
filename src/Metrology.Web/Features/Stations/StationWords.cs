using Metrology.App.Stations;
using Metrology.Core.Words;
using Metrology.Web.Features.Stations;

namespace Metrology.Web.Features.Stations
{
    public sealed class StationWords(Language language) : WordList(language)
    {
        public string Title => Say("站点", "Stations");
        public string Help => Say("离开服务器、就近读取仪器的程序（metrology station）。每个站点有自己的密钥，先存后送；服务器在这里看到它的状态。", "Programs away from the server that read instruments near by (metrology station). Each has a key of its own, keeps first and sends then; here the server shows how it is.");
        public string Name => Say("名称", "Name");
        public string NameHelp => Say("小写字母、数字、连字符。站点的仪器以“名称.”开头，例如 hall-2.reference。", "Small letters, digits, hyphens. Instruments of the station begin with the name and a dot, such as hall-2.reference.");
        public string State => Say("状态", "State");
        public string Online => Say("在线", "online");
        public string Offline => Say("离线", "offline");
        public string Silent => Say("久无消息", "silent");
        public string NeverSeen => Say("尚未连接", "never seen");
        public string Revoked => Say("已吊销", "revoked");
        public string SeenAt => Say("最近联系", "Last heard of");
        public string Version => Say("程序版本", "Version");
        public string Spool => Say("暂存", "Spool");
        public string SpoolOf(int spooled, int limit) => Say($"{spooled} 条待送（上限 {limit}）", $"{spooled} wait ({limit} at most)");
        public string SpoolFull => Say("暂存已满，停止读数", "spool full: nothing is read");
        public string Oldest => Say("最早一条读于", "Oldest read at");
        public string ClockAhead => Say("时钟差（站点减服务器）", "Clock, station less server");
        public string Ports => Say("串口", "Serial ports");
        public string PortsHelp => Say("以插拔不变的名称列出；没有时为设备节点。", "By names that stay when they are plugged in again; without any, device nodes.");
        public string NoPorts => Say("没有发现串口。", "No serial port was found.");
        public string Links => Say("仪器与链路", "Instruments and links");
        public string NoLinks => Say("站点没有说明任何仪器。", "The station names no instrument.");
        public string PlaceOf(PlaceState state) => state switch
        {
            PlaceState.Ready => Say("站点在线，端口可用", "station connected, port there"),
            PlaceState.NotEnrolled => Say("没有登记这个站点。请在“站点”页面登记，或改检定台的链路。", "No such station is enrolled. Enrol it on the page Stations, or change the link of the bench."),
            PlaceState.Revoked => Say("站点已被吊销。请重新登记，或改检定台的链路。", "The station was revoked. Enrol it again, or change the link of the bench."),
            PlaceState.NotConnected => Say("站点未连接。请检查站点的电源、网络和程序（metrology station）。", "Station not connected. Check its power, its network and its program (metrology station)."),
            PlaceState.Gone => Say("端口已拔出，或站点不提供它。请插好接口；不是串口的写入站点 instruments.json 的 ports。", "Port gone, or not offered by the station. Plug it in; what is no serial port has to stand in ports of its instruments.json."),
            PlaceState.Busy => Say("端口正由站点自己读数。请从站点的 instruments.json 中去掉这台仪器，或改用另一个端口。", "Port busy: the station itself reads an instrument there. Take it out of its instruments.json, or use another port."),
        };
        public string Instrument => Say("仪器", "Instrument");
        public string Link => Say("链路", "Link");
        public string Since => Say("起自", "Since");
        public string LastRefusal => Say("最近一次被拒绝（本次启动以来）", "Last refusal, since the server started");
        public string None => Say("还没有登记站点", "No station is enrolled");
        public string NoneHelp => Say("在下面生成登记码，再在站点上运行登记命令。", "Draw a code below, then run the command at the station.");
        public string EnrolledAt => Say("登记于", "Enrolled");
        public string Key => Say("公钥 SHA-256", "SHA-256 of its public key");
        public string Draw => Say("生成登记码", "Draw a code");
        public string DrawHelp => Say("一次有效，一小时内有效，只显示一次；同名的旧码随即作废。", "Good once and for an hour, shown once; an older code of the same name is of no use then.");
        public string DrawnFor(string name) => Say($"站点 {name} 的登记码", $"Code of station {name}");
        public string DrawnHelp => Say("现在抄下：离开本页后无法再显示。在站点上运行：", "Copy it now: it cannot be shown again. Run at the station:");
        public string GoodUntil => Say("有效至", "Good until");
        public string OpenCodes => Say("未用的登记码", "Codes that are not used yet");
        public string DrawnBy => Say("生成人", "Drawn by");
        public string Revoke => Say("吊销站点", "Revoke the station");
        public string RevokeHelp => Say("吊销后服务器不再接受它的消息；未上送的读数留在站点中。不能撤销，只能重新登记。", "The server takes nothing from it any more; what was not sent stays in the station. This cannot be undone; the station can be enrolled again.");
        public string Reason => Say("原因", "Reason");
        public string Events => Say("登记经过", "What was done");
        public string NoEvents => Say("还没有。", "Nothing yet.");
        public string Act => Say("事项", "Act");
        public string By => Say("何人", "By");
        public string At => Say("何时", "At");
        public string Detail => Say("说明", "Detail");
        public string ActOf(StationAct act) => act switch
        {
            StationAct.CodeDrawn => Say("生成登记码", "code drawn"),
            StationAct.Enrolled => Say("登记", "enrolled"),
            StationAct.Revoked => Say("吊销", "revoked"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public StationWords Stations { get; } = new(language);
    }
}
