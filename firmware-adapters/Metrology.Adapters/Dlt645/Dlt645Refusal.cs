using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>Why bytes are no frame, no value or no answer; one constant a reason.</summary>
internal static class Dlt645Refusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "帧不完整，后续字节未到。", "The frame is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "起始符不是 68H。", "It does not start with 68H.");

    public static Refusal BadSecondStart { get; } = Refusal.Of("bad-second-start", "地址域之后的起始符不是 68H。", "There is no second 68H after the address.");

    public static Refusal BadAddress { get; } = Refusal.Of("bad-address", "地址域不是 BCD 码，也不是通配符 AAH。", "The address is neither BCD nor the wildcard AAH.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "数据域长度超出规定或与帧长不符。", "The length is over the limit or does not fit the frame.");

    public static Refusal BadEnd { get; } = Refusal.Of("bad-end", "结束符不是 16H。", "It does not end with 16H.");

    public static Refusal BadChecksum { get; } = Refusal.Of("bad-checksum", "校验码错误，该帧在传输中已损坏。", "The checksum is wrong; the frame was damaged on its way.");

    public static Refusal BadBcd { get; } = Refusal.Of("bad-bcd", "数据不是 BCD 码，不能作为读数。", "The data is not BCD and cannot be a reading.");

    public static Refusal BadInstant { get; } = Refusal.Of("bad-date-time", "日期或时间不存在。", "There is no such date or time.");

    public static Refusal NoData { get; } = Refusal.Of("no-data-ff", "数据全为 FFH，表示电能表没有该数据。", "All bytes are FFH: the meter has no such data.");

    public static Refusal DataLength { get; } = Refusal.Of(
        "data-length", "数据长度与数据标识的规定不符，不能作为读数。", "The data length is not that of the identifier; it cannot be a reading.");

    public static Refusal UnknownIdentifier { get; } = Refusal.Of(
        "unknown-identifier", "本系统不认识该数据标识，不解释其数据。", "This data identifier is not known here; its data is not interpreted.");

    public static Refusal NotAReply { get; } = Refusal.Of("not-a-reply", "不是对该请求的应答。", "This is no reply to that request.");

    public static Refusal AddressMismatch { get; } = Refusal.Of(
        "address-mismatch", "应答来自另一只电能表。请核对通信地址。", "Another meter answered. Check the address.");

    public static Refusal IdentifierMismatch { get; } = Refusal.Of(
        "di-mismatch", "应答的数据标识与请求不同，可能是上一次请求的迟到应答。", "The data identifier is not the one asked for; it may be a late answer.");

    /// <summary>Meaning of the bits as recalled from DL/T 645-2007; to be confirmed on the purchased text.</summary>
    public static Refusal MeterError(byte error) => Refusal.Of(
        "meter-error",
        $"电能表拒绝请求，错误信息字 {error:X2}H。位1：无请求数据；位2：密码错或未授权。",
        $"The meter refused with error byte {error:X2}H. Bit 1: no such data; bit 2: password or authority.");
}
