namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>Coverage interval (VIM 2.36).</summary>
public readonly record struct CoverageInterval(double Low, double High)
{
    public double Length => High - Low;
}

/// <summary>Which interval of a given coverage probability: both tails equal, or the shortest of all.</summary>
public enum IntervalKind
{
    /// <summary>Probabilistically symmetric, JCGM 101:2008 3.15.</summary>
    Symmetric,

    /// <summary>JCGM 101:2008 3.16.</summary>
    Shortest,
}
