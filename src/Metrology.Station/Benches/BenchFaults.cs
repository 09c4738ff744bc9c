using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;

namespace Metrology.Station.Benches;

public static class BenchFaults
{
    public static readonly Refusal Restarted = Refusal.Of(
        "bench.restarted",
        "程序在这一步中途重新启动，本步已读的数保留，请重新开始这一步。",
        "The program restarted in the middle of this step. What was read stays; begin the step again.");

    public static readonly Refusal TrialTooLong = Refusal.Of(
        "bench.trial-too-long", "试连超过二十秒没有结果。请检查仪器电源、链路和通信地址。", "The trial took more than twenty seconds. Check that the instrument is on, its link and its address.");

    public static readonly Refusal StillReading = Refusal.Of(
        "bench.still-reading", "检定台正在为这一步读数，请稍候。", "The bench is still reading for this step; wait for it.");

    public static readonly Refusal NotReached = Refusal.Of(
        "bench.not-reached", "检定台的仪器没有在时限内读数，填写的内容没有保存。请在“检定台状态”查看链路，再保存一次。", "The instruments of the bench did not read in time; nothing was saved. Look at the links on Bench health and save again.");

    /// <summary>A person typed what an instrument of the bench measures.</summary>
    public static Refusal ReadsItself(Bench bench, ObservedReading overtyped)
    {
        var item = bench.Gives(overtyped.Role, overtyped.Reading.Measurand)?.Equipment;
        var who = item is null ? bench.Code : $"{item.Code} {item.Model} {item.SerialNumber}";
        return new(
            "bench.reads-itself",
            new($"这个量由检定台的仪器（{who}）读取，不能填写。仪器坏了请修好，或在检定台登记中改为人工读数。", $"An instrument of the bench ({who}) measures this; it is not typed. Mend the instrument, or have it read by a person in the register of benches."),
            "Readings");
    }

    /// <summary>Nobody could see that the output is off.</summary>
    public static Refusal MaybeOn(BenchRole role, Refusal why) => new(
        "bench.maybe-on",
        new($"无法确认负载或电源已断开（{role}：{why.Text.Zh}）。请到现场断开。", $"It could not be seen that load or source is off ({role}: {why.Text.En}). Switch it off at the bench."), "");

    public static readonly Refusal NoTimeZone = Refusal.Of(
        "bench.no-time-zone",
        "不知道实验室的时区：服务器用的是 UTC，照它校时电能表会差几个小时。没有发送。请由管理服务器的人设置 METROLOGY_TIME_ZONE（例如 Asia/Shanghai）后重新启动。",
        "The time zone of the laboratory is not known: the server has UTC, and meters set by it would be hours wrong. Nothing was sent. Have whoever runs the server set METROLOGY_TIME_ZONE, such as Asia/Shanghai, and start it again.");

    public static Refusal NothingToTry(BenchRole role) => new(
        "bench.nothing-to-try", new("这台仪器由人工读数或由本程序模拟，没有链路可试。", "This instrument is read by a person or simulated by this program; there is no link to try."), $"{role}");

    public static Refusal NoCommands(string protocol) => new(
        "bench.no-commands", new($"用 {protocol} 的仪器不接受校时和冻结命令；DL/T 645 的电能表才接受。", $"An instrument that speaks {protocol} takes no command of time or freeze; meters of DL/T 645 do."), "");

    public static InstrumentFault NotWired(BenchRole role) => new(
        FaultKind.Unreachable,
        "bench.not-wired",
        new($"检定台登记册没有这台仪器的链路（{role}）。请在检定台登记中补充。", $"The register of benches has no link for this instrument ({role}). Add it to the bench."));

    public static InstrumentFault NoMap(EquipmentItem item) => new(
        FaultKind.Unreachable,
        "bench.no-map",
        new($"没有“{item.Manufacturer} {item.Model}”的寄存器表。请核对设备登记，或在数据目录的 maps 中放入它的表（不必重启）。",
            $"There is no register map of “{item.Manufacturer} {item.Model}”. Check the register, or put its map into the folder maps of the data folder; no restart is needed."));

    public static InstrumentFault NoKey(string unit) => new(
        FaultKind.Unreachable,
        "bench.no-meter-key",
        new($"被检器具 {unit} 没有登记签名电能表的公钥，签名示值无法核验。请在被检器具登记中填写。", $"The unit {unit} has no public key of its signing meter, so its signed display cannot be verified. Enter it with the unit."));

    public static InstrumentFault NoType(EquipmentItem item) => new(
        FaultKind.Unreachable,
        "bench.no-type",
        new($"没有“{item.Manufacturer} {item.Model}”的仪器类型文件。请核对设备登记，或在数据目录的 types 中放入它的文件（不必重启）。",
            $"There is no type file of “{item.Manufacturer} {item.Model}”. Check the register, or put its file into the folder types of the data folder; no restart is needed."));

    public static InstrumentFault WrongSerial(string expected, string got) => new(
        FaultKind.WrongIdentity,
        "bench.wrong-serial",
        got.Length == 0
            ? new(
                $"仪器没有报出编号，登记的是 {expected}。已停止。请核对铭牌，并在检定台登记中勾选“已核对铭牌”。",
                $"The instrument tells no number; registered is {expected}. Stopped. Compare its plate and tick “plate compared” in the register of benches.")
            : new(
                $"仪器回答的编号是 {got}，登记的是 {expected}。已停止。请核对接线与登记。",
                $"The instrument answers as {got}; registered is {expected}. Stopped. Check wiring and register."));
}
