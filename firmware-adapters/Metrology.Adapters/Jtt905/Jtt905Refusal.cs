using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>Why bytes are no frame or their content is no fact; one constant a reason.</summary>
internal static class Jtt905Refusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "帧不完整，后续字节未到。", "The frame is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "起始标志不符（串口 55AAH，网络 7EH）。", "It does not begin with its mark (serial 55AAH, TCP 7EH).");

    public static Refusal BadEnd { get; } = Refusal.Of("bad-end", "按长度找到的位置没有结束标志。", "There is no end mark where the length puts it.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "长度域与帧长不符或超出范围。", "The length does not fit the frame or is out of range.");

    public static Refusal BadXor { get; } = Refusal.Of("bad-xor", "异或校验错误，该帧在传输中已损坏。", "The exclusive-or check is wrong; the frame was damaged on its way.");

    public static Refusal BadEscape { get; } = Refusal.Of("bad-escape", "7DH 之后不是 01H 或 02H。", "7DH is followed by neither 01H nor 02H.");

    public static Refusal BadBcd { get; } = Refusal.Of("bad-bcd", "数据不是 BCD 码，不能采用。", "The data is not BCD and cannot be used.");

    public static Refusal BadRange { get; } = Refusal.Of(
        "bad-range", "日期或时间不存在；异或校验发现不了字节错位。", "There is no such date or time; the check cannot see swapped bytes.");

    public static Refusal DataLength { get; } = Refusal.Of(
        "data-length", "数据长度与该命令的规定不符，不解释其内容。", "The data length is not that of the command; its content is not interpreted.");
}
