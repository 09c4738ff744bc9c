namespace Metrology.Core.Uncertainty.Distributions;

/// <summary>How random words become a deviation from the estimate.</summary>
internal enum SamplerKind
{
    /// <summary>A · z, z standard normal; two trials share 128 bits.</summary>
    Normal,

    /// <summary>A · (2U − 1).</summary>
    Uniform,

    /// <summary>A · (2U − 1) + B · (2V − 1).</summary>
    TwoUniforms,

    /// <summary>A · sin(2πU).</summary>
    Arcsine,

    /// <summary>A or −A.</summary>
    TwoPoint,

    /// <summary>A · t with B degrees of freedom.</summary>
    Student,

    /// <summary>Half-width A, itself uncertain by ±B, JCGM 101:2008 6.4.3.3.</summary>
    CurvilinearTrapezoid,

    /// <summary>By the inverse of a table.</summary>
    Table,
}

internal readonly record struct Sampler(SamplerKind Kind, double A, double B = 0, DensityTable? Table = null);
