using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Stations;

public static class StationErrors
{
    public static readonly Refusal NotFound = Refusal.Of("station.not-found", "没有这个站点。请从站点列表重新打开。", "There is no such station. Open it again from the list of stations.");

    public static readonly Refusal NameForm = new(
        "station.name-form", new("站点名称为 1 至 32 个小写字母、数字或连字符，例如 hall-2；不能是 station。", "The name of a station has 1 to 32 small letters, digits or hyphens, for example hall-2; it is not “station”."), "Name");

    public static readonly Refusal NameTaken = new(
        "station.name-taken", new("已有站点以这个名称登记。请换一个名称，或先吊销那个站点。", "A station is enrolled by this name. Choose another name, or revoke that station first."), "Name");

    public static readonly Refusal AlreadyRevoked = Refusal.Of("station.already-revoked", "站点已被吊销。", "The station is revoked already.");

    public static readonly Refusal NoReason = new(
        "station.no-reason", new($"请写明吊销的原因（最多 {EnrolledStation.LongestReason} 字）。", $"Say why the station is revoked (at most {EnrolledStation.LongestReason} characters)."), "Reason");

    public static readonly Refusal WrongCode = Refusal.Of(
        "station.wrong-code", "登记码不对，或是另一台服务器的。请核对后重新输入；也可请管理员重新生成。", "The code is wrong, or of another server. Compare and type it again, or ask the administrator for another.");

    public static readonly Refusal CodeUsed = Refusal.Of(
        "station.code-used",
        "这个登记码已经用过。若是本站用的而没有收到答复，请管理员吊销该站点并重新生成登记码；若不是，请管理员立即吊销该站点。",
        "The code was used already. If this station used it and got no answer, ask the administrator to revoke the station and to draw another; if it did not, have that station revoked at once.");

    public static readonly Refusal CodeExpired = Refusal.Of(
        "station.code-expired", $"登记码已过期（有效 {StationCode.Good.TotalMinutes} 分钟，重新生成后旧码即作废）。请管理员重新生成。", $"The code has expired (it is good for {StationCode.Good.TotalMinutes} minutes, and until another is drawn). Ask the administrator for another.");

    public static readonly Refusal BadKey = Refusal.Of(
        "station.bad-key", "公钥不是 P-256 公钥，已登记过，或缺少其签名。请在站点上重新运行登记命令。", "The key is no public key on P-256, is enrolled already, or did not sign. Run the command at the station again.");

    public static readonly Refusal NotSigned = Refusal.Of(
        "station.not-signed", "请求没有站点的签名，或写法不对。站点请用 metrology station enrol 登记。", "The request bears no signature of a station, or not as it should. Enrol the station with metrology station enrol.");

    public static readonly Refusal BadSignature = Refusal.Of(
        "station.bad-signature", "没有以此名称和密钥登记的站点，或内容在途中被改动。请核对站点的数据目录；必要时重新登记。", "No station is enrolled by this name with this key, or the request was changed on its way. Check the data folder of the station; enrol it again when it must be.");

    public static readonly Refusal Revoked = Refusal.Of(
        "station.revoked", "站点已被吊销，服务器不再接受其消息。未上送的读数仍在站点中；请管理员重新登记。", "The station is revoked; the server takes nothing from it. What was not sent is still in it. Ask the administrator to enrol it again.");

    public static readonly Refusal Replayed = Refusal.Of(
        "station.replayed", "这个请求或更新的请求已经收到过，未采用。站点会以更大的序号重发。", "This request, or a later one, was taken before; it was not used. A station sends again with a higher number.");

    public static readonly Refusal NoLine = Refusal.Of(
        "station.no-line", "这个地址只供站点建立 WebSocket 连接。代理须放行 Upgrade。", "This address takes WebSocket connections of stations only. A proxy before the server has to let Upgrade through.");

    public static readonly Refusal BadBody = Refusal.Of(
        "station.bad-body", "请求内容不是站点的消息或状态，未采用。请更新站点程序到与服务器相同的版本。", "The body is neither messages nor a state of a station; nothing was used. Bring the station to the version of the server.");

    public static Refusal ClockSkew(TimeSpan ahead) => Refusal.Of(
        "station.clock-skew",
        string.Create(CultureInfo.InvariantCulture, $"站点时钟与服务器相差 {ahead.TotalSeconds:+0;-0} 秒，超过 {AdmitStation.ClockLimit.TotalSeconds} 秒，未采用。请校准站点（或服务器）的时钟。"),
        string.Create(CultureInfo.InvariantCulture, $"The clock of the station is {ahead.TotalSeconds:+0;-0} s from that of the server, more than {AdmitStation.ClockLimit.TotalSeconds} s; nothing was used. Set the clock of the station, or of the server."));

    /// <param name="field">Where the name was typed; null where it was not.</param>
    public static Refusal NameReserved(string station, string name, string? field) => new(
        "station.name-reserved",
        new($"“{name}”是站点 {station} 的名称，只有该站点以自己的密钥才能使用（吊销后也不给别人）。请换一个名称。", $"“{name}” is a name of station {station}, which alone speaks by it, with its own key; it goes to nobody else when the station is revoked. Choose another name."),
        field);

    public static Refusal OtherInstrument(string station, string instrument) => Refusal.Of(
        "station.other-instrument",
        $"站点 {station} 只能以 {station} 或 {station}.… 为名发送，不能以 {instrument} 为名。请改 instruments.json。", $"Station {station} speaks for {station} and {station}.… only, not for {instrument}. Change instruments.json.");
}
