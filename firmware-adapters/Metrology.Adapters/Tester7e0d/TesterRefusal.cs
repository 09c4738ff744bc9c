using Metrology.Core.Words;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>Why bytes are no frame or no reading; one constant a reason.</summary>
internal static class TesterRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "帧不完整，后续字节未到。", "The frame is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "起始符不是 7EH。", "It does not start with 7EH.");

    public static Refusal BadType { get; } = Refusal.Of("bad-type", "类型不是读 01H、写 03H 或应答 41H。", "The type is neither read 01H, write 03H nor answer 41H.");

    public static Refusal BadEnd { get; } = Refusal.Of("bad-end", "数据之后没有结束符 0DH。", "There is no end 0DH after the data.");

    public static Refusal BadCrc { get; } = Refusal.Of("bad-crc", "CRC 错误，该帧在传输中已损坏。", "The CRC is wrong; the frame was damaged on its way.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "帧后有非填充字节。", "After the frame there are bytes that are no padding.");

    public static Refusal NotAReply { get; } = Refusal.Of("not-a-reply", "不是应答（类型 41H）。", "This is no answer (type 41H).");

    public static Refusal CommandMismatch { get; } = Refusal.Of(
        "command-mismatch", "应答的命令与请求不同，不能作为读数。", "It answers another command; it cannot be a reading.");

    public static Refusal FailedRead { get; } = Refusal.Of(
        "failed-read", "数值为 -999：检定装置以此表示读取失败，不是测量值。", "The value is -999, by which such benches mark a failed read; it is no measurement.");
}
