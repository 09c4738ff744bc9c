using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Distributions;

/// <summary>
/// State-of-knowledge distribution of a deviation from an estimate, JCGM 101:2008 6.4 and JJF 1059.1-2012 4.3.3: its standard deviation is the standard
/// uncertainty of the law of propagation, its density is what Monte Carlo draws from.
/// </summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Stable id, as in files.</summary>
    public abstract string Id { get; }

    public abstract BilingualText Name { get; }

    /// <summary>Standard uncertainty u, in the unit of the quantity.</summary>
    public abstract double StandardUncertainty { get; }

    /// <summary>Expectation of the deviation; zero but for tables.</summary>
    public virtual double Mean => 0;

    internal abstract Sampler Sampler { get; }

    public static Distribution Normal(double std) => new NormalDistribution(std);

    public static Distribution Rectangular(double halfWidth) => new Bounded(
        "rectangular", new("均匀", "rectangular"), halfWidth, Math.Sqrt(3), new(SamplerKind.Uniform, halfWidth));

    public static Distribution Triangular(double halfWidth) => new Bounded(
        "triangular", new("三角", "triangular"), halfWidth, Math.Sqrt(6), new(SamplerKind.TwoUniforms, halfWidth / 2, halfWidth / 2));

    /// <summary>U-shaped.</summary>
    public static Distribution Arcsine(double halfWidth) => new Bounded(
        "arcsine", new("反正弦（U 形）", "arcsine (U-shaped)"), halfWidth, Math.Sqrt(2), new(SamplerKind.Arcsine, halfWidth));

    public static Distribution TwoPoint(double halfWidth) => new Bounded(
        "two-point", new("两点", "two-point"), halfWidth, 1, new(SamplerKind.TwoPoint, halfWidth));

    /// <summary>Isosceles trapezium whose top is <paramref name="beta"/> times its base; β = 1 is rectangular, β = 0 triangular; u = a·√((1 + β²)/6).</summary>
    public static Distribution Trapezoidal(double halfWidth, double beta) => new Bounded(
        "trapezoidal", new("梯形", "trapezoidal"), halfWidth, Math.Sqrt(6 / (1 + (beta * beta))),
        new(SamplerKind.TwoUniforms, halfWidth * (1 + beta) / 2, halfWidth * (1 - beta) / 2));

    /// <summary>Half-width a whose own value is known to ±d only, JCGM 101:2008 6.4.3; u² = a²/3 + d²/9.</summary>
    public static Distribution CurvilinearTrapezoid(double halfWidth, double inexactness) => new CurvilinearTrapezoid(halfWidth, inexactness);

    /// <summary>scale · t_ν. The law of propagation takes u = scale with ν degrees of freedom (JCGM 100:2008 G.3), Monte Carlo the whole density.</summary>
    public static Distribution Student(double scale, double degreesOfFreedom) => new ScaledStudent(scale, scale, degreesOfFreedom);

    /// <summary>t_ν rescaled so that its standard deviation is <paramref name="std"/>; ν &gt; 2.</summary>
    public static Distribution StudentWithDeviation(double std, double degreesOfFreedom) =>
        new ScaledStudent(std, std * Math.Sqrt((degreesOfFreedom - 2) / degreesOfFreedom), degreesOfFreedom);

    public static Distribution Of(DensityTable table) => new Tabulated(table);
}

internal sealed record NormalDistribution(double Std) : Distribution
{
    public override string Id => "normal";

    public override BilingualText Name { get; } = new("正态", "normal");

    public override double StandardUncertainty => Std;

    internal override Sampler Sampler => new(SamplerKind.Normal, Std);
}

/// <summary>A symmetric density between −a and a, u = a ÷ divisor.</summary>
internal sealed record Bounded(string Shape, BilingualText Label, double HalfWidth, double Divisor, Sampler Draws) : Distribution
{
    public override string Id => Shape;

    public override BilingualText Name => Label;

    public override double StandardUncertainty => HalfWidth / Divisor;

    internal override Sampler Sampler => Draws;
}

internal sealed record CurvilinearTrapezoid(double HalfWidth, double Inexactness) : Distribution
{
    public override string Id => "curvilinear-trapezoid";

    public override BilingualText Name { get; } = new("曲边梯形", "curvilinear trapezoid");

    public override double StandardUncertainty => Math.Sqrt((HalfWidth * HalfWidth / 3) + (Inexactness * Inexactness / 9));

    internal override Sampler Sampler => new(SamplerKind.CurvilinearTrapezoid, HalfWidth, Inexactness);
}

internal sealed record ScaledStudent(double Standard, double Scale, double Freedom) : Distribution
{
    public override string Id => "student";

    public override BilingualText Name { get; } = new("t 分布", "t");

    public override double StandardUncertainty => Standard;

    internal override Sampler Sampler => new(SamplerKind.Student, Scale, Freedom);
}

internal sealed record Tabulated(DensityTable Table) : Distribution
{
    public override string Id => "table";

    public override BilingualText Name { get; } = new("用户数据表", "table");

    public override double StandardUncertainty => Table.StandardDeviation;

    public override double Mean => Table.Mean;

    internal override Sampler Sampler => new(SamplerKind.Table, 0, 0, Table);
}
