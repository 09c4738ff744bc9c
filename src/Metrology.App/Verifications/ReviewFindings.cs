using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>What a record has that a signature must not pass over: everything that is not as it ordinarily is.</summary>
public static class ReviewFindings
{
    public static IReadOnlyList<Finding> Of(RunRecord record, Evaluation evaluation) =>
        [.. All(record, evaluation).OfType<Finding>()];

    private static IEnumerable<Finding?> All(RunRecord record, Evaluation evaluation)
    {
        var verification = record.Verification;
        yield return verification.IsSimulated
            ? new("simulated", FindingWeight.Warning, new("读数来自模拟器或回放，不是真实检定。", "The readings come from simulators or a replay; this is no real verification."), [])
            : null;
        yield return Warn(
            "unconfirmed", [.. CertificateComposer.UnconfirmedOn(record.State.Plan, evaluation, verification.Calibration).Select(fact => fact.Text)],
            count => new($"{count} 条限值或规则未经对照规程文本确认，证书上会写明。", $"{count} limits or rules are not confirmed against the text of the regulation; the certificate says so."));
        yield return Warn(
            "gate-closed", [.. GatesClosed(record, evaluation)],
            count => new($"{count} 次测量在分辨力不满足要求时被接受。", $"{count} repeats were accepted although the resolution does not suffice."));
        yield return Warn(
            "skipped", [.. Steps(record, StepPhase.Skipped)], count => new($"跳过了 {count} 步。", $"{count} steps were skipped."));
        yield return Warn(
            "taken-back", [.. TakenBack(record)], count => new($"撤回并重做了 {count} 个已完成的步骤，先前的读数保留在记录里。", $"{count} steps were taken back after they were done; their readings stay in the record."));
        foreach (var flag in RunFlags.Of(record))
            yield return flag;
        yield return Warn("reference", [.. References(verification)], count => new($"{count} 件标准或设备在检定日期临近或超出有效期。", $"{count} standards or instruments were near or beyond the end of validity on the work date."));
        yield return Note(
            "repeated", [.. Repeated(record)], count => new($"{count} 步重做过，先前的读数保留在记录里。", $"{count} steps were done again; the earlier readings stay in the record."));
        yield return Note(
            "returned", [.. verification.Transitions.Where(move => move.Action == VerificationStates.Return).Select(move => BilingualText.Same($"{move.AccountName}：{move.Reason}"))],
            count => new($"这条记录被退回过 {count} 次。", $"The record has been returned {count} times."));
    }

    private static IEnumerable<BilingualText> GatesClosed(RunRecord record, Evaluation evaluation) =>
        evaluation.Items.SelectMany(item => item.Points).SelectMany(point => point.Repeats.Where(repeat => !repeat.GateIsOpen)
            .Select(repeat => Reasoned(Step(record, repeat.Step, point.Label), ReasonOf(record, repeat.Step))));

    private static IEnumerable<BilingualText> Steps(RunRecord record, StepPhase phase) =>
        record.State.Plan.Steps.Index().Where(step => record.State.Steps[step.Index].Phase == phase)
            .Select(step => Reasoned(Step(record, step.Item.Key, step.Item.Label), record.State.Steps[step.Index].Reason));

    private static IEnumerable<BilingualText> Repeated(RunRecord record) =>
        record.State.Plan.Steps.Index().Where(step => record.State.Steps[step.Index].Attempt > 1)
            .Select(step => Reasoned(Step(record, step.Item.Key, step.Item.Label), record.State.Steps[step.Index].Reason));

    private static IEnumerable<BilingualText> TakenBack(RunRecord record) => record.State.Withdrawals.Select(back =>
        Reasoned(Step(record, back.Step, record.State.Plan.Steps.First(step => step.Key == back.Step).Label), back.Reason));

    private static IEnumerable<BilingualText> References(Verification verification)
    {
        var (standard, date) = (verification.Standard!, verification.WorkDate);
        if (Lapse(standard.StandingOn(date), standard.ValidUntil(date)) is { } lapse)
            yield return new($"计量标准“{standard.NameZh}”{lapse.Zh}", $"Measurement standard “{standard.Name.En}” {lapse.En}");
        foreach (var used in MeasuredWith.Of(verification))
        {
            var item = used.Item!;
            if (Lapse(used.Certificate!.StandingOn(date), used.Certificate!.ValidUntil) is { } end)
                yield return new($"{item.NameZh} {item.SerialNumber} {end.Zh}", $"{item.NameEn} {item.SerialNumber} {end.En}");
        }
    }

    private static BilingualText? Lapse(StandardStanding standing, DateOnly? until) => standing switch
    {
        StandardStanding.Valid => null,
        StandardStanding.Expiring => new($"有效期至 {Iso(until)}", $"valid until {Iso(until)}"),
        StandardStanding.Unknown => new("有效期未知", "validity unknown"),
        _ => new("不在有效期内", "not valid"),
    };

    private static BilingualText Step(RunRecord record, StepKey key, BilingualText label)
    {
        var many = record.State.Plan.Steps.Count(step => step.Key.Item == key.Item && step.Key.Point == key.Point) > 1;
        return many ? new($"{label.Zh} 第 {key.Repeat} 次", $"{label.En}, repeat {key.Repeat}") : label;
    }

    private static string? ReasonOf(RunRecord record, StepKey key) =>
        record.State.Plan.Steps.Index().Where(step => step.Item.Key == key).Select(step => record.State.Steps[step.Index].Reason).FirstOrDefault();

    private static BilingualText Reasoned(BilingualText what, string? reason) => reason is null ? what : new($"{what.Zh}：{reason}", $"{what.En}: {reason}");

    private static Finding? Warn(string code, IReadOnlyList<BilingualText> details, Func<int, BilingualText> say) => Of(code, FindingWeight.Warning, details, say);

    private static Finding? Note(string code, IReadOnlyList<BilingualText> details, Func<int, BilingualText> say) => Of(code, FindingWeight.Notice, details, say);

    private static Finding? Of(string code, FindingWeight weight, IReadOnlyList<BilingualText> details, Func<int, BilingualText> say) =>
        details.Count == 0 ? null : new(code, weight, say(details.Count), details);

    private static string Iso(DateOnly? date) => date?.Iso() ?? "";
}
