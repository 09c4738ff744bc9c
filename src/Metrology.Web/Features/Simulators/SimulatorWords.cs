using Metrology.Core.Words;
using Metrology.Web.Features.Simulators;

namespace Metrology.Web.Features.Simulators
{
    public sealed class SimulatorWords(Language language) : WordList(language)
    {
        public string Title => Say("模拟仪器", "Simulators");
        public string Help => Say("在伪终端上说真实字节的仪器，用来试检定台、练习和再现故障。随服务器停止而消失；登记后带“模拟”标记，其证书也带。", "Instruments that speak the real bytes on a pseudo-terminal: to try a bench, to practise, to have a fault again. They end with the server; entered into the register they are marked as simulated, and so are their papers.");
        public string Start => Say("启动", "Start");
        public string StartOne => Say("启动一台", "Start one");
        public string Kind => Say("种类", "Kind");
        public string Name => Say("名称", "Name");
        public string NameHelp => Say("小写字母、数字、连字符；线路以此命名。", "Small letters, digits, hyphens; its line is named after it.");
        public string Address => Say("通信地址或编号", "Address or serial number");
        public string AddressHelp => Say("DL/T 645 十二位，Modbus 1～247；空为该种类的常用值。", "Twelve digits for DL/T 645, 1 to 247 for Modbus; empty takes the usual one.");
        public string Amperes => Say("负载电流", "Current of the load");
        public string AmperesHelp => Say("电能表才有；空为无负载。", "Of meters; empty for no load.");
        public string Seed => Say("种子", "Seed");
        public string SeedHelp => Say("相同的种子得到相同的数值。", "Same seed, same numbers.");
        public string Map => Say("寄存器表（Modbus）", "Register map (Modbus)");
        public string NoMap => Say("无", "None");
        public string Capture => Say("记录的字节", "Recorded bytes");
        public string CaptureHelp => Say("每行“> 十六进制”（发给仪器）或“< 十六进制”（应答），# 后为注释。只用于“已记录的字节”。", "Lines “> HEX” (to the instrument) or “< HEX” (from it), comments after #. Of recorded bytes only.");
        public string Line => Say("线路", "Line");
        public string LineHelp => Say("在检定台登记中选此线路。", "Choose this line where a bench is registered.");
        public string State => Say("状态", "State");
        public string PluggedIn => Say("已插上", "plugged in");
        public string Unplugged => Say("已拔下", "unplugged");
        public string Unplug => Say("拔下插头", "Pull the plug");
        public string PlugIn => Say("插上", "Plug in");
        public string Stop => Say("停止", "Stop");
        public string None => Say("没有正在运行的模拟仪器", "No simulator runs");
        public string NoneHelp => Say("在下面启动一台。", "Start one below.");
        public string Faults => Say("故障", "Faults");
        public string FaultsHelp => Say("从下一次问答起生效，可同时选多个。", "They hold from the next question on; several at once may.");
        public string Apply => Say("应用", "Apply");
        public string Silent => Say("不应答", "Answers nothing");
        public string Garbage => Say("应答前有杂乱字节", "Garbage before answers");
        public string Damaged => Say("校验错误", "Wrong checksum");
        public string Partial => Say("帧不完整", "Half a frame");
        public string Slow => Say("字节间隔很长", "Slow bytes");
        public string NoFix => Say("没有定位（标准时钟）", "No fix (reference clock)");
        public string TellsNumber => Say("报出别的编号", "Tells another serial number");
        public string TellsNumberHelp => Say("地址不变，只有编号不同：检定台应认出不是登记的那台。", "At its own address: a bench must see that it is not the one registered.");
        public string AnswersAs => Say("以别的地址或编号应答", "Answers as another");
        public string AnswersAsHelp => Say("写法与该协议相符；空为本身。", "Written as its protocol has it; empty for itself.");
        public string ValueError => Say("示值误差", "Error of values");
        public string ValueNoise => Say("示值噪声（标准偏差）", "Noise of values (standard deviation)");
        public string ValueDrift => Say("示值漂移", "Drift of values");
        public string Coarse => Say("分辨力低（没有四位小数的寄存器）", "Coarse resolution (no register of four decimals)");
        public string ClockAhead(decimal seconds) => Say($"已快 {seconds:0.0} s；取消漂移后保持不变。", $"Ahead by {seconds:0.0} s by now; it stays so when the drift is taken away.");
        public string Drift => Say("时钟漂移", "Clock drift");
        public string DriftHelp => Say("每小时快的秒数，可为负。", "Seconds gained in an hour, may be negative.");
        public string Bytes => Say("线路上的字节", "Bytes on the line");
        public string BytesHelp => Say("发送与接收按对方（检定台）一侧写；保留最近的若干段，每两秒更新。", "Sent and received as the other side (the bench) sees them; the latest pieces, brought up to date every two seconds.");
        public string NoBytes => Say("还没有字节。", "No bytes yet.");
        public string Register => Say("登记为设备", "Enter as equipment");
        public string NotYours(string roles) => Say($"登记设备须有以下角色之一：{roles}。", $"Equipment is entered by a person with one of these roles: {roles}.");

        public string RegisterHelp => Say("登记为一台模拟设备，以后不能改为真实设备。", "Entered as a simulated instrument; it can never become a real one.");
        public string Maker => Say("模拟", "Simulated");
        public string Running => Say("运行中", "Running");
        public string Good => Say("无故障", "no fault");
        public string Since => Say("启动时间", "Started");
        public string Started(string name) => Say($"“{name}”已启动。", $"“{name}” was started.");
        public string Stopped(string name) => Say($"“{name}”已停止。", $"“{name}” was stopped.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public SimulatorWords Simulators { get; } = new(language);
    }
}
