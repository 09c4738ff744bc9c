using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>Why bytes are no message, or text is no data set; one constant a reason.</summary>
internal static class IecRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "报文不完整，后续字节未到。", "The message is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "不是以 SOH、STX、ACK 或“/”开头。", "It begins with neither SOH, STX, ACK nor “/”.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "报文过长，或其后有多余字节。", "The message is too long, or bytes follow it.");

    public static Refusal BadCharacter { get; } = Refusal.Of(
        "bad-character", "报文中有不允许的字符。请检查 7 位偶校验（7E1）的设置。", "It holds a character that is not allowed. Check the line setting 7E1.");

    public static Refusal BadBcc { get; } = Refusal.Of("bad-bcc", "块校验字符错误，该报文在传输中已损坏。", "The block check is wrong; the message was damaged on its way.");

    public static Refusal BadHandshake { get; } = Refusal.Of("bad-handshake", "不是约定形式的请求、标识或确认报文。", "It has not the form of a request, an identification or an acknowledgement.");

    public static Refusal MeterError(string said) => Refusal.Of("meter-error", $"仪表拒绝：{said}。", $"The meter refuses: {said}.");

    public static Refusal NotANumber(string address) => Refusal.Of(
        "not-a-number", $"“{address}”的数值不是十进制数（数字、负号和小数点），不能作为读数。", $"The value of “{address}” is no decimal number (digits, a minus and a point); it cannot be a reading.");

    public static Refusal NoValue(string address) => Refusal.Of("no-value", $"“{address}”没有数值：缺失，不是零。", $"“{address}” has no value: it is missing, not zero.");

    public static Refusal NotADataSet { get; } = Refusal.Of(
        "not-a-data-set", "不是“地址(数值*单位)”形式的数据。", "This is no data of the form “address(value*unit)”.");
}
