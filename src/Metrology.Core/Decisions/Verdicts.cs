namespace Metrology.Core.Decisions;

/// <summary>Parent of verdicts.</summary>
public static class Verdicts
{
    /// <summary>
    /// The worst child. While a child is not set, the parent is at best not set either: half a run never passes, though it may already have failed.
    /// </summary>
    public static Verdict Worst(IReadOnlyCollection<Verdict> children)
    {
        var worst = children.DefaultIfEmpty(Verdict.NotSet).Max();
        return worst < Verdict.Indeterminate && children.Contains(Verdict.NotSet) ? Verdict.NotSet : worst;
    }
}
