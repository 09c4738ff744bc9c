using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

public static class VerificationErrors
{
    /// <summary>A record that was issued, and has no certificate.</summary>
    public static Refusal CertificateGone(string record) => Refusal.Of(
        "ledger.unusable", $"不可使用：记录 {record} 已签发，但数据库中没有它的证书：证书被绕过本系统删去。请保留现场，运行“metrology ledger verify”并联系管理员。",
        $"Unusable: record {record} was issued, and its certificate is not in the database: it was removed behind the product. Leave everything as it is, run \"metrology ledger verify\" and tell the administrator.");

    public static readonly Refusal NotFound = Refusal.Of(
        "verification.not-found", "没有这条检定记录。请从工作队列重新打开。", "There is no such verification. Open it again from the work queue.");

    /// <param name="field">Of <see cref="OpenVerification.Request"/>.</param>
    public static Refusal NotChosen(string field)
    {
        var (zh, en) = field switch
        {
            nameof(OpenVerification.Request.UnitId) => ("被检器具", "unit under test"),
            nameof(OpenVerification.Request.StandardId) => ("计量标准", "measurement standard"),
            nameof(OpenVerification.Request.BenchId) => ("检定台", "bench"),
            nameof(OpenVerification.Request.Kind) => ("检定类别", "kind of verification"),
            _ => ("检定日期", "work date"),
        };
        return new("verification.incomplete", new($"没有选择{zh}，或所选的不存在。请选择后再开单。", $"No {en} is chosen, or there is none of this id. Choose one and open again."), field);
    }

    public static readonly Refusal KeyReused = new(
        "verification.key-reused", new("这个 key 已用于另一份开单，没有再开。每次开单请用新的 key。", "This key opened another verification already; nothing was opened. Draw a new key for each."), nameof(OpenVerification.Request.Key));

    public static readonly Refusal NotYours = Refusal.Of(
        "verification.not-yours", "这条记录由另一位检定员负责。只有他本人可以继续测量或提交。", "Another verifier is responsible for this record. Only that person can measure or submit.");

    public static readonly Refusal SamePerson = Refusal.Of(
        "verification.same-person",
        "检定、核验、批准必须是三个不同的人。您已在这条记录上签过字，请由另一位同事处理。",
        "Verifier, checker and approver must be three different persons. You have already signed this record; a colleague must do this.");

    public static readonly Refusal NotAsSigned = Refusal.Of(
        "verification.not-as-signed",
        "这条记录与前一位签字时的不同，不能签字。请退回给检定员，并请管理员查看台账。",
        "The record is not the one that was signed before; it cannot be signed. Return it to the verifier, and have an administrator look at the ledger.");

    public static readonly Refusal NoReason = new(
        "verification.no-reason",
        new("请填写原因。", "Give a reason."),
        "Reason");

    public static readonly Refusal ReasonTooLong = new(
        "verification.reason-too-long",
        new($"原因最多 {RunMachine.LongestReason} 个字符，请缩短。", $"A reason has at most {RunMachine.LongestReason} characters; shorten it."),
        "Reason");

    /// <summary>What is wrong with a reason, or null.</summary>
    public static Refusal? Reason(string? text) => string.IsNullOrWhiteSpace(text) ? NoReason : text.Length > RunMachine.LongestReason ? ReasonTooLong : null;

    public static readonly Refusal NoVerdict = Refusal.Of(
        "verification.no-verdict",
        "还没有“合格”或“不合格”的结论，不能提交。请补做未完成或跳过的项目，或终止这次检定。",
        "There is no verdict of pass or fail yet, so it cannot be submitted. Finish the open or skipped items, or abort.");

    public static readonly Refusal BenchTaken = Refusal.Of(
        "bench.taken", "检定台正在做另一项检定。请先结束那一项，或换一个检定台。", "The bench is in use by another run. Finish that run or choose another bench.");

    public static readonly Refusal NotRunning = Refusal.Of(
        "verification.not-running", "这条记录现在不在测量状态，操作没有生效。", "This record is not being measured now; nothing was changed.");

    public static readonly Refusal MovedOn = Refusal.Of(
        "run.moved-on",
        "检定已经进行到另一步，这次操作没有生效。请看现在的步骤再操作。",
        "The run has moved on meanwhile; this was not done. Look at the present step and decide again.");

    public static readonly Refusal Damaged = Refusal.Of(
        "verification.damaged",
        "原始记录与它的事件不一致，记录不可用。请保留现场并联系管理员。",
        "The original record does not agree with its events and is unusable. Leave everything as it is and call an administrator.");

    public static readonly Refusal PlaceTooLong = new(
        "verification.place-too-long",
        new($"检定地点最多 {OpenVerification.LongestPlace} 个字符，请缩短。",
        $"The place has at most {OpenVerification.LongestPlace} characters; shorten it."),
        nameof(OpenVerification.Request.Place));

    public static Refusal WorkDateOutside(DateOnly today) => new(
        "verification.work-date",
        new($"检定日期是测量的那一天：不早于今天 {today.Iso()}，也不超过 {OpenVerification.MostDaysAhead} 天以后。",
        $"The work date is the day of measuring: not before today {today.Iso()} and at most {OpenVerification.MostDaysAhead} days ahead."),
        nameof(OpenVerification.Request.WorkDate));

    public static Refusal AnotherDay(DateOnly workDate, DateOnly today) => Refusal.Of(
        "verification.another-day",
        $"这条记录的检定日期是 {workDate.Iso()}，今天是 {today.Iso()}。测量须在检定日期当天开始：请在当天测量，或终止后按今天重新开单。",
        $"The work date of this record is {workDate.Iso()}; today is {today.Iso()}. Measuring begins on the work date: measure on that day, or abort and open a record for today.");

    public static Refusal ReferenceLapsed(string name, DateOnly date) => new(
        "verification.reference-not-valid",
        new($"“{name}”在检定日期 {date.Iso()} 没有有效的溯源证书，不能使用。请登记新证书或换用其他设备。",
        $"“{name}” has no traceability certificate that covers the work date {date.Iso()}. Register a new certificate or use other equipment."),
        nameof(OpenVerification.Request.BenchId));

    public static Refusal StandardNotValid(string name, DateOnly date) => new(
        "verification.standard-not-valid",
        new($"计量标准“{name}”在 {date.Iso()} 不在有效状态（考核证书、社会公用证书须都有效且未封存）。不能用于检定。",
        $"Measurement standard “{name}” is not valid on {date.Iso()}: both certificates must be in force and it must not be suspended."),
        nameof(OpenVerification.Request.StandardId));

    public static Refusal UnknownTariff(string id, IEnumerable<string> known) => new(
        "verification.unknown-tariff",
        new($"没有运价“{Short(id)}”。可选：{string.Join("、", known)}；自有运价文件放在数据目录的 tariffs 中。", $"There is no tariff “{Short(id)}”. Known: {string.Join(", ", known)}; put one of your own into the folder tariffs of the data folder."),
        nameof(OpenVerification.Request.TariffId));

    private static string Short(string typed) => typed.Length > 40 ? typed[..40] + "…" : typed;

    public static Refusal NoFares(string designation) => new(
        "verification.no-fares",
        new($"{designation} 不测计价器的里程，没有可与运价核对的金额。请不要选运价。", $"{designation} measures no distance of a taximeter, so there are no fares to compare. Choose no tariff."),
        nameof(OpenVerification.Request.TariffId));

    public static Refusal ReferenceNotInStandard(string name) => new(
        "verification.reference-not-in-standard",
        new($"检定台的标准器“{name}”不属于所选的计量标准。请换计量标准或检定台。",
        $"The bench's reference “{name}” is not part of the chosen standard. Choose another standard or bench."),
        nameof(OpenVerification.Request.StandardId));

    public static Refusal SimulatedEquipment(string name) => new(
        "verification.simulated-equipment",
        new($"“{name}”是模拟设备，只能在模拟检定台上使用，没有开单。请换计量标准，或选择模拟检定台。",
        $"“{name}” is simulated and serves on simulated benches only; nothing was opened. Choose another standard, or a simulated bench."),
        nameof(OpenVerification.Request.BenchId));

    public static readonly Refusal IllegalMove = Refusal.Of(
        "verification.illegal-move", "记录现在的状态不能做这个操作，可能刚被别人处理。请刷新后再看。", "The record is not in a state for this; somebody may just have handled it. Reload and look again.");
}
