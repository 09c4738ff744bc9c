using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>Why bytes are no line, no answer or no reading; one constant a reason.</summary>
internal static class RollerRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "报文不完整，后续字节未到。", "The line is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "起始符不是 $。", "It does not start with $.");

    public static Refusal BadText { get; } = Refusal.Of("bad-text", "正文含有不允许的字符。", "The text has a character that may not stand there.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "正文超过 120 个字符或为空。", "The text is empty or longer than 120 characters.");

    public static Refusal BadCheck { get; } = Refusal.Of("bad-check", "校验码错误，该行在传输中已损坏。", "The check is wrong; the line was damaged on its way.");

    public static Refusal BadEnd { get; } = Refusal.Of("bad-end", "校验码之后不是回车换行。", "The check is not followed by CR LF.");

    public static Refusal BadFields { get; } = Refusal.Of("bad-fields", "字段的个数或内容不合约定，不能作为读数。", "Number or content of the fields is against the protocol; it cannot be a reading.");

    public static Refusal NotALatch { get; } = Refusal.Of(
        "not-a-latch", "不是跳字锁存的应答，不能作为读数。", "It does not answer for a latched jump; it cannot be a reading.");

    public static Refusal NotACount { get; } = Refusal.Of(
        "not-a-count", "不是转数和车速的应答，不能作为读数。", "It does not answer with count and speed; it cannot be a reading.");

    public static Refusal NotOfThis { get; } = Refusal.Of("not-of-this", "该行没有这台仪器的这个量。", "The line has no such quantity of that instrument.");

    /// <summary>The device understood and said no.</summary>
    public static Refusal Device(string code) => Refusal.Of("device-refused", $"装置拒绝请求，代码 {code}。", $"The device refused with code {code}.");
}
