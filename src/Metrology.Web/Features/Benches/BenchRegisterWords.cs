using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Station.Benches;
using Metrology.Web.Features.Benches;

namespace Metrology.Web.Features.Benches
{
    public sealed class BenchRegisterWords(Language language) : WordList(language)
    {
        public string Title => Say("检定台登记", "Bench register");
        public string New => Say("登记检定台", "New bench");
        public string Empty => Say("还没有检定台", "There is no bench yet");
        public string EmptyHelp => Say("先登记标准器及其溯源证书，再用右上角的“登记检定台”写明仪器和链路。", "Register the reference instrument with its certificate first, then enter the bench and its links with “New bench” at the upper right.");
        public string Code => Say("编号", "Code");
        public string CodeHelp => Say("记录中写的编号，例如 ev-ac-1；开过单后不能改。", "Records name the bench by it, for example ev-ac-1. It stays once a record was opened.");
        public string Place => Say("地点", "Place");
        public string Verifies => Say("用于规程", "Procedures");
        public string VerifiesHelp => Say("不选则不限。按住 Ctrl 可多选。", "None chosen means any. Hold Ctrl to choose several.");
        public string Any => Say("不限", "Any");
        public string Simulated => Say("仪器是模拟的", "The instruments are simulated");
        public string SimulatedHelp => Say("模拟检定台的记录另用编号段，并在每页标明“模拟”，不能当作真实检定。开过单后不能改。", "Records of a simulated bench have numbers of their own and are marked on every page; they never pass as real. It stays once a record was opened.");
        public string Instruments => Say("仪器与链路", "Instruments and links");
        public string Protocol => Say("协议", "Protocol");
        public string Link => Say("链路", "Link");
        public string LinkHelp => Say("串口写路径，例如 /dev/serial/by-id/…；串口服务器写 主机:端口，支持 RFC 2217 的加 ?rfc2217=on&baud=9600&format=8N1；站点的串口写 station:站点名/tty:路径（可从列表选）。", "A serial port by its path, such as /dev/serial/by-id/…; a serial server as HOST:PORT, with ?rfc2217=on&baud=9600&format=8N1 when it speaks RFC 2217; a port of a station as station:NAME/tty:PATH (offered in the list).");
        public string GatewayHelp => Say("网关在主题 metrology/v1/名称/… 中的名称；与标准器同一装置的（滚轮装置）留空。", "Name of the gateway in the topics metrology/v1/NAME/…; empty for what is one device with the reference (rollers).");
        public string Baud => Say("波特率", "Bit rate");
        public string Format => Say("字符格式", "Character format");
        public string FormatHelp => Say("数据位、校验（N 无 E 偶 O 奇）、停止位。只用于串口。", "Data bits, parity (N, E, O), stop bits. For serial ports only.");
        public string Address => Say("通信地址", "Address");
        public string AddressHelp => Say("DL/T 645 为十二位数字；Modbus 为 1 至 247；网关留空。", "Twelve digits for DL/T 645, 1 to 247 for Modbus, empty for a gateway.");
        public string Equipment => Say("登记的设备", "Equipment of the register");
        public string NoEquipment => Say("不指定", "None");
        public string ByPlate => Say("已核对铭牌", "Plate compared");
        public string ByPlateHelp => Say("仪表报不出编号时：我已核对铭牌上的出厂编号与登记一致。", "For a meter that tells no number: I compared the serial number on its plate with the register.");
        public string State => Say("状态", "State");
        public string Open => Say("在用", "In use");
        public string Closed => Say("已关闭", "Closed");
        public string Close => Say("关闭检定台", "Close the bench");
        public string CloseHelp => Say("关闭后不能再开单，记录保留。可以重新启用。", "Nothing is opened on a closed bench; its records stay. It can be opened again.");
        public string Reopen => Say("重新启用", "Open again");
        public string Try => Say("试连", "Try the link");
        public string TryHelp => Say("问仪器的编号和一个值，并显示往来的字节；不作为读数。", "Asks the instrument who it is and for one value, and shows the bytes. Nothing of it is a reading.");
        public string TriedValue => Say("一个值", "One value");
        public string TriedNoValue => Say("没有读到值", "No value was read");
        public string Further => Say("其他仪器", "Further instruments");
        public string FurtherHelp => Say("接上的仪器能测的量，检定时由它读取并连同报文记录，不再填写；类型按设备登记的制造厂和型号选择。", "What a linked instrument measures is taken from it with its bytes in a run, and not typed. Its type is chosen by manufacturer and model in the register of equipment.");
        public string Tried => Say("试连结果", "What the trial found");
        public string Answered => Say("仪器已应答", "The instrument answered");
        public string ServerAhead(decimal seconds) => Say($"服务器时钟减去标准时钟：{seconds.ToString("+0.000;-0.000", System.Globalization.CultureInfo.InvariantCulture)} s。", $"Clock of the server less the reference clock: {seconds.ToString("+0.000;-0.000", System.Globalization.CultureInfo.InvariantCulture)} s.");
        public string FarApart => Say($"相差超过 {Core.Runs.ClockComparison.LargestOffset} s：请先查明哪个时钟不对", $"more than {Core.Runs.ClockComparison.LargestOffset} s apart: find out first which of the two is wrong");
        public string NotShown(long bytes) => Say($"之后还有 {bytes} 字节，未显示。", $"{bytes} more bytes came after these; they are not shown.");
        public string NotAnswered => Say("没有得到登记的仪器", "Not the instrument that is registered");
        public string NoNumber => Say("没有报出编号", "tells no number");
        public string Key => Say("MQTT 密钥", "MQTT key");
        public string HasKey => Say("已有密钥", "Has a key");
        public string NoKey => Say("还没有密钥，网关连接不上", "No key yet; the gateway cannot connect");
        public string DrawKey => Say("生成新密钥", "Draw a new key");
        public string DrawnKey => Say("新密钥", "New key");
        public string ReadBy => Say("读数方式", "Read by");
        public string Wiring => Say("链路", "Link");
        public string ByHandMark => Say("人工读数", "Read by persons");
        public string DrivenMark => Say("自动采集", "Read by the program");
        public string MapNotConfirmed => Say("寄存器表未与厂家资料核对", "Register map not compared with the maker's data sheet");

        public string DrawnKeyHelp(string name, int port) => Say(
            $"只显示这一次。网关以用户名 {name} 和这个密钥连接端口 {port}；旧密钥已失效。",
            $"Shown only this once. The gateway connects to port {port} with user name {name} and this key; the one before is void.");

        public string Saved(string code) => Say($"已保存检定台“{code}”。", $"Bench “{code}” was saved.");

        public string ClosedOn(string day) => Say($"{day} 关闭", $"closed on {day}");

        public string LaboratoryTime(string? time, string zone) => time is null
            ? Say($"实验室的时区未设置（服务器为 {zone}）：不能校时。", $"The time zone of the laboratory is not set (the server has {zone}): clocks cannot be set.")
            : Say($"现在是 {time}（{zone}）。", $"It is {time} now ({zone}).");

        public string Act(MeterAct act) => act == MeterAct.SetClocks ? Say("广播校时", "Set the clocks of the line") : Say("冻结电能表", "Freeze the meter");

        public string ActHelp(MeterAct act) => act == MeterAct.SetClocks
            ? Say("把线路上每一只 DL/T 645 电能表的时钟设为实验室当地的时间，没有应答。会改变仪表；写明原因，永久留在历史中。", "Sets every DL/T 645 meter on the line to the local time of the laboratory; nobody answers. It changes meters: the reason stays in the history.")
            : Say("让标准电能表立即冻结一次数据（功能码 16H）。会改变仪表；写明原因，永久留在历史中。", "Has the reference meter keep its registers as they are now (function 16H). It changes the meter: the reason stays in the history.");

        public string Role(BenchRole role) => role switch
        {
            BenchRole.Reference => Say("标准器", "Reference"),
            BenchRole.Unit => Say("被检器具", "Unit under test"),
            BenchRole.Load => Say("负载或电源", "Load or source"),
            BenchRole.Clock => Say("时钟", "Clock"),
            BenchRole.Environment => Say("环境条件", "Ambient conditions"),
            BenchRole.Multimeter => Say("数字多用表", "Multimeter"),
            BenchRole.Balance => Say("天平", "Balance"),
            BenchRole.Source => Say("信号源", "Source"),
            BenchRole.Display => Say("被检充电桩的签名示值", "Signed display of the unit"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public BenchRegisterWords BenchRegister { get; } = new(language);
    }
}
