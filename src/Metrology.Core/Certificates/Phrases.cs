using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Values as a certificate says them.</summary>
public static class Phrases
{
    public static readonly BilingualText Dash = BilingualText.Same("—");

    /// <summary>Marks across the pages.</summary>

    public static BilingualText Date(DateOnly date) => new(
        date.ToString("yyyy'年'MM'月'dd'日'", CultureInfo.InvariantCulture), date.Iso());

    public static BilingualText Date(DateOnly? date) => date is { } day ? Date(day) : Dash;

    public static BilingualText Designation(Procedure procedure) => Designation(procedure.Citation, procedure.Title);

    public static BilingualText Designation(string citation, BilingualText title) => new($"{citation}《{title.Zh}》", $"{citation} {title.En}");

    /// <summary>Which transcription of a regulation was used.</summary>
    public static BilingualText Transcription(int revision, bool isCalibration = false) =>
        new($"{Method(isCalibration)}数据：第 {revision} 次转录", $"Procedure data: transcription {revision}");

    /// <summary>A regulation of verification is a 规程, a method of calibration a 规范.</summary>
    private static string Method(bool isCalibration) => isCalibration ? "规范" : "规程";

    /// <summary>The same to the byte, and what evaluated.</summary>
    public static BilingualText ProcedureData(BilingualText transcription, string hash, string software) =>
        new($"{transcription.Zh}，SHA-256 {hash}；数据处理软件：{software}", $"{transcription.En}, SHA-256 {hash}; evaluated with {software}");

    public static BilingualText Contact(BilingualText address, string telephone) => new(
        $"地址：{address.Zh}" + (telephone.Length == 0 ? "" : $"　电话：{telephone}"), $"Address: {address.En}" + (telephone.Length == 0 ? "" : $"   Telephone: {telephone}"));

    /// <summary>Where a stranger checks the paper; the code of the address is left out, for people who type. Where no address is reached the institution answers.</summary>
    public static BilingualText CheckHint(string address)
    {
        if (address.Length == 0)
            return new("真伪查询：请向本机构核对证书编号和校验码。", "To check this document give its number and check code to the institution.");
        var path = address.Split('?')[0];
        return new($"真伪查询：扫描二维码，或在 {path} 输入校验码。", $"To check this document scan the code, or enter the check code at {path}.");
    }

    /// <summary>Where the ledger stood before a certificate: the first sixteen digits of the root are enough to find it.</summary>
    public static BilingualText Ledger(LedgerState state) => new(
        $"签发前的台账：{state.Origin}，{Count(state)} 条，根 {state.Root[..RootShown]}…", $"Ledger before issue: {state.Origin}, {Count(state)} entries, root {state.Root[..RootShown]}…");

    private const int RootShown = 16;

    private static string Count(LedgerState state) => state.Size.ToString(CultureInfo.InvariantCulture);

    public static BilingualText Sampling(string person, string method, DateOnly day) =>
        new($"由 {person} 于 {Date(day).Zh} 抽样；抽样计划或方法：{method}", $"Sampled by {person} on {Date(day).En}; plan or method: {method}");

    public static BilingualText Replaces(Replacement old) =>
        new($"{old.Number}（该证书作废）。原因：{old.Reason}", $"{old.Number}, which is no longer to be used. Reason: {old.Reason}");

    public static BilingualText NotVerified(IReadOnlyList<BilingualText> items, bool isCalibration = false) => new(
        isCalibration ? $"按规范，对本器具不要求：{string.Join('、', items.Select(item => item.Zh))}。" : $"按规程，对本器具和本次检定类别不要求：{string.Join('、', items.Select(item => item.Zh))}。",
        isCalibration
            ? $"Not required by the method for this instrument: {string.Join(", ", items.Select(item => item.En))}."
            : $"Not required by the procedure for this instrument and kind of verification: {string.Join(", ", items.Select(item => item.En))}.");

    public static BilingualText Unjudged(IReadOnlyList<BilingualText> conditions, bool isCalibration) => new(
        $"{string.Join('、', conditions.Select(one => one.Zh))}：{Method(isCalibration)}的限值未经确认，只作记录，未作判定。",
        $"{string.Join(", ", conditions.Select(one => one.En))}: the bounds of the {(isCalibration ? "method" : "regulation")} are not confirmed; recorded and not judged.");

    /// <summary>The file of a certificate of equipment, by its digest.</summary>
    public static BilingualText CertificateFile(string number, string hash) => new($"证书 {number} 的文件：SHA-256 {hash}", $"File of certificate {number}: SHA-256 {hash}");

    public static BilingualText Unconfirmed(IReadOnlyList<BilingualText> facts, bool isCalibration = false) => new(
        $"下列{(isCalibration ? "内容" : "限值和规则")}未经对照{Method(isCalibration)}文本确认：{string.Join("；", facts.Select(fact => fact.Zh))}。",
        $"Not confirmed against the text of the {(isCalibration ? "method" : "regulation")}: {string.Join("; ", facts.Select(fact => fact.En))}.");

    public static BilingualText Kind(VerificationKind kind) => kind switch
    {
        VerificationKind.First => new("首次检定", "First verification"),
        VerificationKind.Subsequent => new("后续检定", "Subsequent verification"),
        VerificationKind.InService => new("使用中检查", "In-service inspection"),
    };

    public static BilingualText Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => new("合格", "Pass"),
        Verdict.ConditionalPass => new("有条件合格", "Conditional pass"),
        Verdict.Fail => new("不合格", "Fail"),
        Verdict.Indeterminate => new("待定", "Indeterminate"),
        Verdict.Aborted => new("中止", "Aborted"),
        Verdict.Error => new("错误", "Error"),
        Verdict.NotSet => Dash,
    };

    public static BilingualText Conforms(bool? conforms) => conforms switch
    {
        true => new("符合", "Conforms"),
        false => new("不符合", "Does not conform"),
        null => Dash,
    };

    /// <summary>"±1.0", "-4.0 ~ +1.0", "≤ 0.2": limits as papers and pages show them, without their unit.</summary>
    public static BilingualText Limit(PermissibleZone zone) => (zone.Lower, zone.Upper) switch
    {
        (null, null) => Dash,
        ({ } lower, null) => BilingualText.Same($"{(zone.LimitPasses ? "≥" : ">")} {Number(lower)}"),
        (null, { } upper) => BilingualText.Same($"{(zone.LimitPasses ? "≤" : "<")} {Number(upper)}"),
        ({ } lower, { } upper) => BilingualText.Same(zone.IsSymmetric ? $"±{Number(upper)}" : $"{SignedText.Of(lower)} ~ {SignedText.Of(upper)}"),
    };

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Signed(decimal value, int decimals) => SignedText.Of(value, decimals);
}
