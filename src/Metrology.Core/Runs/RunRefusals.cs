using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Why the run does not take an event, and what to do instead. The codes are stable.</summary>
internal static class RunRefusals
{
    public static readonly Refusal Finished = Refusal.Of(
        "run.finished", "检定已结束，不再接受操作。如需重做，请新建一次检定。", "The run has ended and takes nothing more. Start a new run to do it again.");

    public static readonly Refusal Paused = Refusal.Of(
        "run.paused", "检定已暂停。请先恢复，再继续操作。", "The run is paused. Resume it first.");

    public static readonly Refusal NotPaused = Refusal.Of("run.not-paused", "检定没有暂停，无需恢复。", "The run is not paused; there is nothing to resume.");

    public static readonly Refusal NotWaiting = Refusal.Of(
        "run.not-waiting", "当前步骤已经开始。请等待读数，或说明理由后重测。", "The current step has begun. Wait for its readings, or repeat it with a reason.");

    public static readonly Refusal NotRead = Refusal.Of(
        "run.not-read", "当前步骤尚未读完，不能接受。请先完成读数。", "The current step is not read to its end. Complete its readings before you accept it.");

    public static readonly Refusal NotExpected = Refusal.Of(
        "run.not-expected", "此时不应有这类读数。请先开始当前步骤；步骤已读完时，请说明理由后重测。",
        "No such readings are expected now. Begin the current step first; when it is read, repeat it with a reason.");

    public static readonly Refusal NothingToRepeat = Refusal.Of(
        "run.nothing-to-repeat", "当前步骤还没有开始，无需重测。请直接开始。", "The current step has not begun; there is nothing to repeat. Begin it.");

    public static Refusal NoSuchStep(StepKey step) => Refusal.Of(
        "run.no-such-step", $"本次检定没有步骤“{Short(step)}”。请选择一个已完成的步骤。", $"The run has no step “{Short(step)}”. Choose one of those that are done.");

    public static readonly Refusal NotDone = Refusal.Of(
        "run.not-done", "该步骤尚未完成，无需撤回。请直接完成，或说明理由后重测。", "That step is not done; there is nothing to take back. Complete it, or repeat it with a reason.");

    public static readonly Refusal UnderWay = Refusal.Of(
        "run.under-way", "当前步骤正在进行。请等它读完，或说明理由后重测，再撤回已完成的步骤。", "The current step is under way. Wait until it is read, or repeat it with a reason, and then take the other one back.");

    public static readonly Refusal GateClosed = Refusal.Of(
        "run.gate-closed", "量化误差占最大允许误差的比例过大。请用更大的电能量重测；确需接受时请填写理由。",
        "Quantisation takes too much of the maximum permissible error. Repeat with more energy, or accept with a reason.");

    /// <param name="earlier">Items before it whose accepted readings it uses: those are taken back, a repeat does not change them.</param>
    public static Refusal NoError(Refusal why, IReadOnlyList<BilingualText> earlier) => earlier.Count == 0
        ? Refusal.Of(
            "run.no-error", $"由这些读数得不出误差：{why.Text.Zh}请重测；确需接受时请填写理由。",
            $"No error follows from these readings: {why.Text.En} Repeat them, or accept with a reason.")
        : Refusal.Of(
            "run.no-error",
            $"由这些读数得不出误差：{why.Text.Zh}本步的读数不对时请重测；其中还用到已接受的“{string.Join("”“", earlier.Select(one => one.Zh))}”，那里的数不对时，重测无用：请撤回那一步并重做。",
            $"No error follows from these readings: {why.Text.En} Repeat them if they are wrong. They also use what was accepted in “{string.Join("”, “", earlier.Select(one => one.En))}”; if that is wrong, a repeat cannot help: take that step back and do it again.");

    public static readonly Refusal ReasonMissing = Refusal.Of("run.reason-missing", "请填写理由。", "Give a reason.");

    public static readonly Refusal ReasonTooLong = Refusal.Of(
        "run.reason-too-long", $"文字超过 {RunMachine.LongestReason} 个字符，请缩短。", $"The text is longer than {RunMachine.LongestReason} characters. Shorten it.");

    public static readonly Refusal TooManyReadings = Refusal.Of(
        "run.too-many-readings", $"一次提交的读数超过 {Observing.MostReadings} 个。请分步提交。",
        $"More than {Observing.MostReadings} readings at once. Send them step by step.");

    public static readonly Refusal NotApplied = Refusal.Of(
        "run.not-applied", "负载或激励尚未达到设定值。请调整后再确认，或说明理由后跳过。",
        "The load does not stand at its settings yet. Adjust it and confirm again, or skip the step with a reason.");

    public static readonly Refusal NoSensibleError = Refusal.Of("run.no-sensible-error", "误差大于任何可能的值。", "The error is beyond any possible value.");

    public static Refusal NoReading(IReadOnlyList<string> names) =>
        Refusal.Of("run.no-reading", $"缺少 {string.Join("、", names)} 的读数。", $"The reading of {string.Join(", ", names)} is missing.");

    /// <param name="name">Of a derived quantity; empty for the error.</param>
    public static Refusal NoValue(string name, string formula, Refusal why)
    {
        var what = name.Length == 0 ? formula : $"{name} = {formula}";
        return Refusal.Of("run.no-value", $"「{what}」在这些读数处没有值，{why.Text.Zh}", $"“{what}” has no value at these readings. {why.Text.En}");
    }

    public static Refusal TooShort(decimal seconds)
    {
        var needed = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Refusal.Of(
            "run.too-short", $"等待时间不足 {needed} s。请继续等待。", $"The wait is shorter than {needed} s. Wait on.");
    }

    public static Refusal OutOfRange(string what) => Refusal.Of(
        "run.out-of-range", $"{what} 的读数或分辨力超出可能的范围。请检查仪器。", $"The reading or resolution of {what} is beyond any possible value. Check the instrument.");

    public static Refusal Impossible(string what, Measurand measurand)
    {
        var range = $"{measurand.Minimum?.ToString(CultureInfo.InvariantCulture) ?? "−∞"} … {measurand.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "+∞"}";
        var bounds = Quantity.Written(range, measurand.Unit?.Symbol ?? "");
        return Refusal.Of(
            "quantity.impossible", $"{what} 不可能有这个值：{measurand.Label.Zh}应在 {bounds} 之内。请检查读数和单位。",
            $"{what} cannot have this value: {measurand.Label.En} lies within {bounds}. Check value and unit.");
    }

    public static Refusal ReadingMissing(string what) => Refusal.Of(
        "run.reading-missing", $"缺少读数：{what}。请补齐后一并提交。", $"Readings are missing: {what}. Take all of them together.");

    public static Refusal ReadingUnknown(string what) => Refusal.Of(
        "run.reading-unknown", $"当前步骤不需要这个读数：{what}。请检查角色、被测量和对象。",
        $"The current step knows no such reading: {what}. Check role, measurand and subject.");

    public static Refusal ReadingTwice(string what) => Refusal.Of(
        "run.reading-twice", $"同一读数出现两次：{what}。每个读数只提交一次。", $"The same reading occurs twice: {what}. Send each once.");

    public static Refusal WrongUnit(string what, string unit) => Refusal.Of(
        "run.wrong-unit", $"读数 {what} 的单位「{unit}」与所需量纲不符。请检查仪器设置。",
        $"The unit “{unit}” of {what} is not of the needed dimension. Check the instrument.");

    public static Refusal ReadingFailed(string what) => Refusal.Of(
        "reading.failed", $"{what} 的读数为仪器的失败标志（如 −999）,不是测量值。请检查连接后重新读取。",
        $"The reading of {what} is the instrument's sign of failure (such as -999), not a value. Check the connection and read again.");

    public static Refusal NotAnAnswer(string what) => Refusal.Of(
        "run.not-an-answer", $"检查 {what} 的结果只能为 1(符合)或 0(不符合)。", $"The answer of check {what} is 1 (conforms) or 0 (does not).");

    /// <summary>As much of a name that somebody sent as is worth saying back.</summary>
    private static string Short(StepKey step) => step.ToString() is { Length: > 80 } text ? $"{text[..80]}…" : step.ToString();
}
