using Metrology.App.Equipment;
using Metrology.App.Verifications;
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
