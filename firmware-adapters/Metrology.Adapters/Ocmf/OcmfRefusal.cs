using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

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

    public static Refusal BadKey { get; } = Refusal.Of("bad-key", "公钥不是椭圆曲线公钥：须为 DER（十六进制或 base64）、PEM，或曲线上的点。", "The key is no public key of an elliptic curve: DER in hexadecimal or base64, PEM, or a point of the curve.");

    public static Refusal CurveNotHere(string curve) => Refusal.Of("curve-not-here", $"本机的密码库不支持曲线 {curve}，签名没有核验。", $"The cryptographic library of this machine has no curve {curve}; the signature was not verified.");

    public static Refusal OtherCurve(string wanted) => Refusal.Of("other-curve", $"公钥不在签名所用的曲线 {wanted} 上。", $"The key is not on the curve {wanted} of the signature.");

    public static Refusal BadSignature { get; } = Refusal.Of("bad-signature", "签名与收到的字节不符：记录被改动，或公钥不是该电能表的。", "The signature does not fit the bytes that were received: the record was changed, or the key is not that of the meter.");

    public static Refusal NotChecked { get; } = Refusal.Of("signature-not-checked", "没有给出电能表的公钥，签名没有核验，不能作为读数。", "No key of the meter was given, so the signature was not verified; it cannot be a reading.");

    /// <summary>A letter of ST (table 10) or the letters of EF (table 7).</summary>
    public static Refusal NotGood(string state) => Refusal.Of(
        "state-not-good",
        $"电能表把该读数标为“{state}”{States.GetValueOrDefault(state)?.Zh}，不能作为读数。",
        $"The meter marks the value as “{state}”{States.GetValueOrDefault(state)?.En}; it cannot be a reading.");

    public static Refusal SessionError { get; } = Refusal.Of("session-error", "充电过程中电能表记有错误（TX 为 X），此后的电能不能作为读数。请重新充电。", "The meter recorded an error during the session (TX is X); the energy after it cannot be a reading. Charge again.");

    public static Refusal Decreased { get; } = Refusal.Of("register-decreased", "同一记录中电能示值变小，不能作为读数。", "The energy register goes backwards within the record; it cannot be a reading.");

    public static Refusal NoEnergy { get; } = Refusal.Of("no-energy", "记录中没有以 Wh 或 kWh 表示的正向有功电能（OBIS 1-b:1.8.0 或 B0～B3.8.0）。", "The record has no imported active energy (OBIS 1-b:1.8.0, or B0 to B3.8.0) in Wh or kWh.");

    public static Refusal TwoRegisters { get; } = Refusal.Of("two-registers", "记录中有几个同等的正向有功电能寄存器，不知以哪个为准。", "The record has several registers of imported active energy of the same kind; which of them is meant is not known.");

    public static Refusal UnknownVersion { get; } = Refusal.Of("unknown-version", "记录的格式版本（FV）不是 0.x 或 1.x，本程序不认识。", "The format version of the record (FV) is neither 0.x nor 1.x; it is not known here.");

    public static Refusal OtherFormat(string name) => Refusal.Of(
        "other-signed-format", $"这是另一种签名记录（{name}），不是 OCMF，本程序不读取。XML 中含 OCMF 的，请取出其中 OCMF| 开头的文本。",
        $"This is a signed record of another format ({name}), not OCMF; it is not read here. Of an XML file with OCMF in it take out the text that begins with OCMF|.");

    public static Refusal Repeated { get; } = Refusal.Of("record-repeated", "与已收到的记录逐字节相同，显示的仍是从前的记录，不能作为读数。请让充电桩给出新的记录。", "The record is byte for byte one that came before: the display still shows it. It cannot be a reading; have the pile sign a new one.");

    public static Refusal PageNotGrown(OcmfPage before, OcmfPage now) => Refusal.Of(
        "page-not-grown", $"记录序号 {now} 没有在上一份 {before} 之后，是从前的记录，不能作为读数。", $"The pagination {now} is not after {before} of the record before; the record is an earlier one and cannot be a reading.");

    public static Refusal OtherMeter(string expected, string got) => Refusal.Of(
        "other-meter", $"签名的是编号“{got}”的电能表，应为“{expected}”。请核对充电桩和被检器具登记。", $"The meter that signs is “{got}”; it should be “{expected}”. Check the pile and the register of units.");

    public static Refusal TimeNotGood { get; } = Refusal.Of("time-not-good", "电能表自己标明其时间有误（EF 含 t），不知记录是何时的，不能作为读数。", "The meter itself marks its time as wrong (t in EF): when the record was made is not known, and it cannot be a reading.");

    public static Refusal TimeNotProven(string time) => Refusal.Of(
        "time-not-proven", $"电能表的时间没有同步（{time}），又没有上一份记录可比序号，不知是否为现在的记录。请让充电桩再给出一份新的记录。", $"The time of the meter is not synchronised ({time}), and there is no record before it whose pagination it could follow. Have the pile sign another record.");

    public static Refusal OutsideStep(string time) => Refusal.Of(
        "outside-step", $"记录的时间 {time} 不在本步之内（按检定台时钟，容许相差 {OcmfSeen.ClockTolerance.TotalSeconds:0} s），不能作为读数。请让充电桩给出新的记录，或校对其时钟。",
        $"The time of the record, {time}, is not within the step (by the clock of the bench, {OcmfSeen.ClockTolerance.TotalSeconds:0} s allowed); it cannot be a reading. Have the pile sign a new record, or set its clock.");

    public static Refusal WrongTransaction(SessionPoint point, string reason) => point switch
    {
        SessionPoint.Begin => Refusal.Of("wrong-transaction", $"本步要开始时的示值（TX 为 B 或 C），记录的是“{reason}”。请先开始充电。", $"The step begins and needs a value of the begin (TX B or C); the record says “{reason}”. Begin to charge first."),
        SessionPoint.End => Refusal.Of("wrong-transaction", $"本步要结束时的示值（TX 为 E、L、R、A 或 P），记录的是“{reason}”。请先结束充电。", $"The step ends and needs a value of the end (TX E, L, R, A or P); the record says “{reason}”. End the charging first."),
        _ => Refusal.Of("wrong-transaction", $"本步要现在的示值，记录的只是充电开始时的（TX 为“{reason}”）。", $"The step needs the value of now; the record has that of the begin of charging (TX “{reason}”)."),
    };

    /// <summary>What stands in the way although the signature is good.</summary>
    public static Refusal ButSigned(Refusal why) => why with { Text = new($"签名有效，但：{why.Text.Zh}", $"The signature is good, but: {why.Text.En}") };

    public static Refusal AndNotChecked(Refusal why) => why with { Text = new($"{why.Text.Zh}签名没有核验（没有公钥）。", $"{why.Text.En} The signature was not verified: there is no key.") };

    public static Refusal Both(Refusal first, Refusal also) => first with { Text = new($"{first.Text.Zh}并且：{also.Text.Zh}", $"{first.Text.En} And: {also.Text.En}") };

    private static readonly Dictionary<string, BilingualText> States = new()
    {
        ["N"] = new("（未找到电能表）", " (meter not present)"),
        ["T"] = new("（电能表超时）", " (timeout of the meter)"),
        ["D"] = new("（电能表与签名部件断开）", " (meter disconnected from what signs)"),
        ["R"] = new("（电能表不再可见）", " (meter no longer found)"),
        ["M"] = new("（发现被改动）", " (manipulation detected)"),
        ["X"] = new("（电能表被更换）", " (meter exchanged)"),
        ["I"] = new("（电能表与签名部件不匹配）", " (meter not compatible with what signs)"),
        ["O"] = new("（超出量程）", " (value out of range)"),
        ["S"] = new("（替代值）", " (substitute value)"),
        ["E"] = new("（错误）", " (error)"),
        ["F"] = new("（寄存器读取错误）", " (register not read correctly)"),
        ["Et"] = new("（电能和时间有误）", " (energy and time are wrong)"),
    };
}
