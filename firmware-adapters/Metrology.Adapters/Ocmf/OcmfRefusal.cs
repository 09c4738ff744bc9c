using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>Why a text is no signed record, no good one, or no reading; one constant a reason.</summary>
internal static class OcmfRefusal
{
    public static Refusal BadForm { get; } = Refusal.Of("bad-form", "不是 OCMF 记录：须为 OCMF|数据|签名 三段，两段为 JSON 对象。", "This is no OCMF record: it has three parts, OCMF|payload|signature, and two of them are JSON objects.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "不是以 OCMF| 开头的字节。", "The bytes do not begin with OCMF|.");

    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "记录不完整，行尾未到。", "The record is not complete; the end of its line is missing.");

    public static Refusal TooLong { get; } = Refusal.Of("too-long", "记录长于 65536 字节，不予采用。", "The record is longer than 65536 bytes and is not taken.");

    public static Refusal BadField(string field) => Refusal.Of("bad-field", $"字段 {field} 缺失或内容不合 OCMF。", $"The field {field} is missing or not as OCMF has it.");

    public static Refusal NoReadings { get; } = Refusal.Of("no-readings", "记录中没有读数。", "The record has no readings.");

    public static Refusal Algorithm(string given) => Refusal.Of("unknown-algorithm", $"不认识签名算法“{given}”。", $"The signature algorithm “{given}” is not known here.");

    public static Refusal BadKey { get; } = Refusal.Of("bad-key", "公钥不是 DER（十六进制或 base64）或 PEM 的椭圆曲线公钥。", "The key is no public key of an elliptic curve as DER in hexadecimal or base64, or PEM.");

    public static Refusal CurveNotHere(string curve) => Refusal.Of("curve-not-here", $"本机的密码库不支持曲线 {curve}，签名没有核验。", $"The cryptographic library of this machine has no curve {curve}; the signature was not verified.");

    public static Refusal OtherCurve(string wanted) => Refusal.Of("other-curve", $"公钥不在签名所用的曲线 {wanted} 上。", $"The key is not on the curve {wanted} of the signature.");

    public static Refusal BadSignature { get; } = Refusal.Of("bad-signature", "签名与收到的字节不符：记录被改动，或公钥不是该电能表的。", "The signature does not fit the bytes that were received: the record was changed, or the key is not that of the meter.");

    public static Refusal NotChecked { get; } = Refusal.Of("signature-not-checked", "没有给出电能表的公钥，签名没有核验，不能作为读数。", "No key of the meter was given, so the signature was not verified; it cannot be a reading.");

    public static Refusal NotGood(string state) => Refusal.Of("state-not-good", $"电能表把该读数标为“{state}”，不能作为读数。", $"The meter marks the value as “{state}”; it cannot be a reading.");

    public static Refusal Decreased { get; } = Refusal.Of("register-decreased", "同一记录中电能示值变小，不能作为读数。", "The energy register goes backwards within the record; it cannot be a reading.");

    public static Refusal NoEnergy { get; } = Refusal.Of("no-energy", "最后一条读数不是以 Wh 或 kWh 表示的正向有功电能（OBIS 1-b:1.8.0）。", "The last reading is no imported active energy (OBIS 1-b:1.8.0) in Wh or kWh.");
}
