using Metrology.Core.Words;
using Metrology.Station.Benches;
using Metrology.Web.Features.Bench;

namespace Metrology.Web.Features.Bench
{
    public sealed class BenchWords(Language language) : WordList(language)
    {
        public string Title => Say("检定台", "Bench");
        public string Leave => Say("返回队列", "Back to the queue");
        public string Record => Say("记录", "Record");
        public string Instruments => Say("仪器", "Instruments");
        public string Point => Say("当前检定点", "Current test point");
        public string Desk => Say("操作", "Action");
        public string Lost => Say("与服务器的连接中断，正在重新连接。屏幕上的数可能不是现在的；检定和记录在服务器上继续。", "The connection to the server is lost; connecting again. The figures may not be of now. The run and its record go on at the server.");
        public string Begin => Say("开始这一步", "Begin this step");
        public string Accept => Say("确认", "Accept");
        public string AcceptWithReason => Say("说明原因后确认", "Accept with a reason");
        public string GateClosed => Say("分辨力引起的误差占最大允许误差的比例过大。请重测，或说明原因后确认。", "Resolution takes too much of the maximum permissible error. Repeat, or accept with a reason.");
        public string Pause => Say("暂停", "Pause");
        public string Resume => Say("恢复", "Resume");
        public string Repeat => Say("重测", "Repeat");
        public string RepeatHelp => Say("本次读数保留并划线，不会被替换。", "The reading stays, struck through; it is not replaced.");
        public string Skip => Say("跳过", "Skip");
        public string SkipHelp => Say("跳过的项目结论为“待定”，这条记录将不能提交。", "A skipped item is indeterminate, and the record cannot be submitted.");
        public string TakeBack => Say("撤回一步", "Take a step back");
        public string TakeBackHelp => Say("该步骤重新测量；先前的读数保留在记录中，标明已撤回。使用其读数的步骤要重新确认。", "That step is measured again; its readings stay in the record, marked as taken back. Steps that use them are decided on again.");
        public string StepDone => Say("已完成的步骤", "Step that is done");
        public string Comment => Say("备注", "Comment");
        public string Bytes => Say("报文", "Raw bytes");
        public string BytesHelp => Say("最近提交的报文。全部报文在记录中。", "The bytes committed last. All of them are in the record.");
        public string Off => Say("关断输出", "Outputs off");
        public string Keys => Say("按键", "Keys");
        public string Abort => Say("终止", "Abort");
        public string Cancel => Say("取消", "Cancel");
        public string Close => Say("关闭", "Close");
        public string Confirm => Say("确定", "Confirm");
        public string Paused => Say("已暂停，负载已断开。", "Paused; the load is off.");
        public string Reading => Say("正在读数", "Reading the instruments");
        public string Loading => Say("正在加载", "The load is applied");
        public string OfBench => Say("由检定台的仪器读取", "Read by instruments of the bench");
        public string OfBenchHelp => Say("保存下面的内容时，仪器同时读数，一起记录；这些量不能填写。", "When what is typed below is saved, the instruments read at the same time and both are recorded together. These are not typed.");
        public string ReadAgain => Say("重新读取", "Read again");
        public string ProbeReads => Say("温湿度探头正在读数；也可人工填写。", "The probe reads temperature and humidity; they may be typed as well.");

        public string Turning => Say("滚轮运行，标准计数器同时计数", "The rollers run; the reference counts with them");

        public string CountingPulses => Say("负载运行，正在计脉冲", "The load runs; pulses are counted");

        public string Rolling => Say("滚轮运行，等待跳字", "The rollers run; waiting for the jump of the display");
        public string Jumps => Say("跳字锁存", "Latched jumps");
        public string Jump => Say("跳字", "Jump");
        public string Shown => Say("显示里程", "Displayed distance");
        public string ShownAmount => Say("显示金额", "Displayed amount");
        public string Turns => Say("主滚轮转数", "Revolutions");
        public string Cumulative => Say("累计误差", "Error so far");
        public string Increment => Say("区间误差", "Error of the stretch");
        public string ByTariff => Say("按运价应为", "By the tariff");
        public string More(int count) => Say($"，另有 {count} 处", $"; {count} more");
        public string Waiting => Say("等待开始", "Waiting to begin");
        public string Read => Say("已读完，等待确认", "Read; waiting for your decision");
        public string Asked => Say("请填写", "Please fill in");
        public string Other => Say("等待检定台", "Waiting for the bench");
        public string Over => Say("测量已完成", "The measurement is complete");
        public string ToRecord => Say("查看记录", "See the record");
        public string ThisError => Say("示值误差（本次）", "Error of indication (this repeat)");
        public string Delivered => Say("已通过", "Delivered");
        public string Remaining => Say("还剩", "Remaining");
        public string Environment => Say("记录环境条件", "Record the ambient conditions");
        public string Checks => Say("逐项检查", "Inspect each item");
        public string ChecksHelp => Say("焦点在某一项时，按 Y 符合，按 N 不符合。", "With the focus on an item, Y says it conforms and N that it does not.");
        public string Values => Say("读数", "Readings");
        public string ValuesHelp => Say("检定台没有采集这些读数的仪器，请读取后填写。数字按显示的位数填写。", "No instrument of the bench takes these readings. Read them and type every digit that is shown.");
        public string OneOrZero => Say("1 是，0 否", "1 for yes, 0 for no");
        public string SaveEntries => Say("写入记录", "Enter into the record");
        public string Load => Say("负载", "Load");
        public string LoadOn => Say("已接通", "On");
        public string LoadOff => Say("已断开", "Off");
        public string LastByte => Say("距上次数据", "Since last data");
        public string NoData => Say("无新数据", "No new data");
        public string Registered => Say("登记编号", "Registered");
        public string Moved => Say("检定已进行到下一步。您输入的内容还在下面，但已不能提交到那一步。", "The run has moved on. What you typed is still below, but that step takes it no longer.");
        public string ShowPresent => Say("显示现在的步骤", "Show the present step");
        public string Settings => Say("设定", "Settings");
        public string Earlier => Say("以前的读数", "Earlier readings");
        public string Limit => Say("最大允许误差", "MPE");
        public string OnlyLooking => Say("这项检定由另一位检定员负责，您只能查看。", "Another verifier is responsible for this run; you may look.");

        public string Constant(string k, string predicted) => Say(
            $"常数 k 建议值 {k} r/km，预计误差 {predicted}（以 −1.5 %，即误差限中值为目标；此做法未经规程条文证实）。设定检定卡后，在被检器具中登记新的 k，再检一次。",
            $"Suggested constant k: {k} r/km, predicted error {predicted} (aimed at −1.5 %, the middle of the limits; that practice is not confirmed by the text of the regulation). Set the card, enter the new k at the unit, and verify it again.");

        public string Attempt(int number) => Say($"第 {number} 次尝试", $"attempt {number}");

        public string Setting(string name) => name switch
        {
            "current" => Say("电流", "Current"),
            "voltage" => Say("电压", "Voltage"),
            "energy" => Say("电能", "Energy"),
            "distance" => Say("距离", "Distance"),
            "speed" => Say("速度", "Speed"),
            "power" => Say("功率", "Power"),
            "frequency" => Say("频率", "Frequency"),
            "time" => Say("时间", "Time"),
            _ => Say($"设定 {name}", $"Setting {name}"),
        };

        public string Connection(BenchConnection connection) => connection switch
        {
            BenchConnection.Detached => Say("未连接", "Not connected"),
            BenchConnection.Connecting => Say("正在连接", "Connecting"),
            BenchConnection.Ready => Say("在线", "Online"),
            BenchConnection.Faulted => Say("故障", "Fault"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public BenchWords Bench { get; } = new(language);
    }
}
