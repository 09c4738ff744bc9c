using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Station.Benches;

namespace Metrology.Web.Features.Verifications;

/// <summary>
/// An event of a run as a program sends it: what a person does at the bench. Readings here are typed values, taken where the page of the bench takes them; what
/// instruments say comes from the station with its bytes.
/// </summary>
/// <param name="Kind">"begin", "observe", "accept", "repeat", "skip", "take-back", "pause", "resume", "comment", "abort", or "again": the bench is to read once more what it reads alone.</param>
/// <param name="Seen">Where the run stood when it was decided; null does not ask.</param>
/// <param name="Step">What is taken back, one of <c>done</c> of the run.</param>
internal sealed record EventBody(string? Kind, string? Reason, IReadOnlyList<EventBody.TypedValue>? Readings, string? Seen, string? Step = null)
{
    private static readonly Refusal UnknownKind = new(
        "run.unknown-event",
        new("没有这种事件。可用：begin、observe、again、accept、repeat、skip、take-back、pause、resume、comment、abort。", "There is no such event. Use begin, observe, again, accept, repeat, skip, take-back, pause, resume, comment or abort."),
        nameof(Kind));

    private static readonly Refusal NotTyped = new(
        "run.not-typed",
        new(
            "只能提交环境条件、检查结果，以及本步骤由人员填写的数值（见运行的 expected）；其他读数由检定台连同报文提交。",
            "Only ambient conditions, inspection answers and the values that a person types in this step are sent here (see `expected` of the run); other readings come from the bench with their bytes."),
        nameof(Readings));

    private static readonly Refusal NoReadings = new(
        "input.required", new("请提供读数：role、subject、measurand、value、unit。", "Give the readings: role, subject, measurand, value, unit."), nameof(Readings));

    internal sealed record TypedValue(string? Role, string? Subject, string? Measurand, decimal? Value, string? Unit)
    {
        public bool Is(ExpectedReading expected) => Role == expected.Role && (Subject ?? "") == expected.Subject && Measurand == expected.Measurand;
    }

    private static readonly Refusal NoStep = new(
        "input.required", new("请在 step 中写明撤回哪一步（运行的 done 列出已完成的步骤）。", "Say in `step` which step is taken back (`done` of the run lists those that are done)."), nameof(Step));

    private static readonly Refusal NothingToRead = new(
        "run.nothing-to-read", new("检定台现在没有要自己读的数。请看运行的 directive。", "There is nothing that the bench reads by itself now. See `directive` of the run."), nameof(Kind));

    /// <param name="share">Who reads what of the readings that are awaited; null when none are.</param>
    public Outcome<RunEvent> ToEvent(BenchShare? share, DateTimeOffset at) => Kind switch
    {
        "begin" => new RunEvent.Begun(),
        "observe" => Observed(share, at),
        "again" => share is { IsWhole: true } ? new RunEvent.Observed(share.Set.Stage, []) : NothingToRead,
        "accept" => new RunEvent.Accepted(Reason),
        "repeat" => new RunEvent.RepeatRequested(Reason ?? ""),
        "skip" => new RunEvent.Skipped(Reason ?? ""),
        "take-back" => StepKey.Parse(Step) is { } step ? new RunEvent.TakenBack(step, Reason ?? "") : NoStep,
        "pause" => new RunEvent.Paused(),
        "resume" => new RunEvent.Resumed(),
        "comment" => new RunEvent.Commented(Reason ?? ""),
        "abort" => new RunEvent.Aborted(Reason ?? ""),
        _ => UnknownKind,
    };

    /// <summary>A refusal of the run, at the field of this body that it is about.</summary>
    public static Refusal At(Refusal refusal) => refusal with
    {
        Field = refusal.Code switch
        {
            "run.reason-missing" or "run.reason-too-long" => nameof(Reason),
            "run.moved-on" => nameof(Seen),
            "run.no-such-step" or "run.not-done" => nameof(Step),
            "quantity.impossible" or "reading.failed" or "run.out-of-range" or "run.wrong-unit" or "run.not-an-answer" or "run.too-many-readings" => nameof(Readings),
            var code when code.StartsWith("run.reading-", StringComparison.Ordinal) => nameof(Readings),
            _ => refusal.Field,
        },
    };

    /// <summary>What instruments beside reference and unit measure is refused with their name, later.</summary>
    private static bool IsAsked(BenchShare? share, TypedValue value) => share is not null && (share.IsDriven ? share.OfPerson : share.Set.Readings).Any(value.Is);

    private Outcome<RunEvent> Observed(BenchShare? share, DateTimeOffset at)
    {
        if (Readings is not { Count: > 0 } || Readings.Any(one => one is not { Role: not null, Measurand: not null, Value: not null, Unit: not null }))
            return NoReadings;
        if (Readings.Any(one => one.Role is not (Roles.Environment or Roles.Verifier) && !IsAsked(share, one)))
            return NotTyped;
        return new RunEvent.Observed(share?.Set.Stage ?? Stage.Single, [.. Readings.Select(one => new ObservedReading(
            one.Role!, one.Subject ?? "", TypedReading.Of(one.Measurand!, one.Value!.Value, one.Unit!, at)))]);
    }
}
