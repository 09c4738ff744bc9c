using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>One entry of the original record (原始记录数据). Append-only: a correction is a later observation that supersedes and says why.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps within a run.</param>
/// <param name="Attempt">1 for the first try of the step; a repeat asked for with a reason is the next number.</param>
/// <param name="Role">"reference", "unit-under-test", "environment", "verifier" or "bench".</param>
/// <param name="Subject">Id of the check, condition, preparation or variable that it belongs to, empty where role and measurand say it.</param>
public sealed record Observation(
    int Sequence,
    StepKey Step,
    int Attempt,
    string Role,
    Stage Stage,
    string Subject,
    Reading Reading,
    int? Supersedes = null,
    string? Reason = null)
{
    /// <summary>The value is a yes (1) or no (0), no number.</summary>
    public bool IsAnswer => Reading.Measurand == Measurands.Conforms;
}

public enum Stage
{
    Single,
    Start,
    End,

    /// <summary>Before the readings: what was waited and applied.</summary>
    Prepare,
}

/// <summary>Where in the plan: item, test point, repeat (1-based).</summary>
public readonly record struct StepKey(string Item, string Point, int Repeat)
{
    /// <summary>"@2" for the second of several parts, empty where there is one.</summary>
    internal string Part => Point.LastIndexOf('@') is >= 0 and var at ? Point[at..] : "";

    public override string ToString() => $"{Item}/{Point}/{Repeat}";

    /// <summary>The key that is written so, letter by letter; null when none is.</summary>
    public static StepKey? Parse(string? text) =>
        text?.Split('/') is [var item, var point, var number] && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var repeat)
            && new StepKey(item, point, repeat) is var key && key.ToString() == text ? key : null;
}

public static class Roles
{
    public const string Reference = "reference";
    public const string UnitUnderTest = "unit-under-test";
    public const string Environment = "environment";
    public const string Verifier = "verifier";

    /// <summary>The bench as a whole: durations it waited and loads it applied.</summary>
    public const string Bench = "bench";
}
