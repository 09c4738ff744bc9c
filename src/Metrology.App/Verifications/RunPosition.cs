using System.Globalization;
using Metrology.Core.Runs;

namespace Metrology.App.Verifications;

/// <summary>
/// Where a run stands, as a page shows it and sends it back with a decision: a second press, or a press on an old page, is not taken for a decision about
/// something nobody saw.
/// </summary>
/// <param name="Comments">Comments so far, so that one sent twice is written once.</param>
public readonly record struct RunPosition(int Step, int Attempt, StepPhase Phase, bool IsPaused, int Comments)
{
    private const char Separator = '.';

    public static RunPosition Of(RunRecord record)
    {
        var (state, comments) = (record.State, record.Comments);
        return state.IsFinished
            ? new(state.Current, 0, StepPhase.Accepted, false, comments)
            : new(state.Current, state.Steps[state.Current].Attempt, state.Steps[state.Current].Phase, state.IsPaused, comments);
    }

    /// <summary>
    /// Whether what was seen is still true as far as the event depends on it. A pause and an abort make the bench safe and are never too late; a comment
    /// depends on nothing but itself.
    /// </summary>
    internal bool IsStillSo(RunRecord record, RunEvent happened) => happened switch
    {
        RunEvent.Paused or RunEvent.Aborted => true,
        RunEvent.Commented => Comments == record.Comments,
        // A pause holds decisions, not readings.
        RunEvent.Observed => this with { IsPaused = false, Comments = 0 } == Of(record) with { IsPaused = false, Comments = 0 },
        _ => this == Of(record) with { Comments = Comments },
    };

    /// <summary>Null when the text is none that was ever sent.</summary>
    public static RunPosition? Parse(string? text)
    {
        return text?.Split(Separator) is [var step, var attempt, var phase, var paused, var comments]
            && Number(step) is { } s && Number(attempt) is { } a && Number(phase) is { } p && Number(paused) is { } h and (0 or 1) && Number(comments) is { } c
            ? new(s, a, (StepPhase)p, h == 1, c)
            : null;

        static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step}.{Attempt}.{(int)Phase}.{(IsPaused ? 1 : 0)}.{Comments}");
}
