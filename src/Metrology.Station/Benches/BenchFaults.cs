using Metrology.Core.Words;
using Metrology.Instruments.Faults;

namespace Metrology.Station.Benches;

internal static class BenchFaults
{
    public static readonly Refusal Restarted = Refusal.Of(
        "bench.restarted",
        "程序在这一步中途重新启动，本步已读的数保留，请重新开始这一步。",
        "The program restarted in the middle of this step. What was read stays; begin the step again.");

    public static InstrumentFault WrongSerial(string expected, string got) => new(
        FaultKind.WrongIdentity,
        "bench.wrong-serial",
        new(
            $"仪器回答的编号是 {got}，登记的是 {expected}。已停止。请核对接线与登记。",
            $"The instrument answers as {got}; registered is {expected}. Stopped. Check wiring and register."));
}
