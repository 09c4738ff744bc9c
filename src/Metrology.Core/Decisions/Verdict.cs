namespace Metrology.Core.Decisions;

/// <summary>Outcome of a step, point, item or run, ordered from best to worst; a parent takes the maximum of its children.</summary>
public enum Verdict
{
    NotSet = 0,
    Pass = 1,
    ConditionalPass = 2,
    Indeterminate = 3,
    Fail = 4,
    Aborted = 5,
    Error = 6,
}
