using Metrology.Core.Quantities;

namespace Metrology.Core.Expressions;

/// <summary>Type of a term: a truth value, or a number of some dimension.</summary>
internal readonly record struct FormulaType(bool IsTruth, Dimension Dimension)
{
    public static readonly FormulaType Truth = new(true, Dimension.One);
    public static readonly FormulaType Plain = new(false, Dimension.One);

    public static FormulaType Of(Dimension dimension) => new(false, dimension);
}
