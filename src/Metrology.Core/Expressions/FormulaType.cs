using Metrology.Core.Quantities;

namespace Metrology.Core.Expressions;

/// <summary>Type of a term: a truth value, or a number of some dimension.</summary>
/// <param name="IsPoint">A point on a scale whose zero is conventional, such as a temperature in °C: only its differences are amounts.</param>
/// <param name="IsOpen">A number of which nothing more is known, because what declares it could not be read; it fits everywhere.</param>
internal readonly record struct FormulaType(bool IsTruth, Dimension Dimension, bool IsPoint = false, bool IsOpen = false)
{
    public static readonly FormulaType Truth = new(true, Dimension.One);
    public static readonly FormulaType Plain = new(false, Dimension.One);
    public static readonly FormulaType Open = new(false, Dimension.One, IsOpen: true);

    public static FormulaType Of(Dimension dimension) => new(false, dimension);

    /// <summary>Type of a value in this unit.</summary>
    public static FormulaType Of(Unit unit) => new(false, unit.Dimension, unit.IsAffine);

    /// <summary>A value of this type can be stated in the unit; a difference of temperatures cannot be in °C, whose zero is another.</summary>
    public bool IsIn(Unit unit) => IsOpen || (!IsTruth && Dimension == unit.Dimension && (IsPoint || !unit.IsAffine));

    public bool Fits(FormulaType other) => IsOpen || other.IsOpen || (IsTruth == other.IsTruth && Dimension == other.Dimension);
}

/// <summary>The names that a formula may use.</summary>
/// <param name="IsComplete">False when declarations could not be read: then an unknown name may be one of them and is no mistake.</param>
internal sealed record FormulaNames(IReadOnlyDictionary<string, FormulaType> Types, bool IsComplete = true)
{
    public FormulaNames(IReadOnlyDictionary<string, Dimension> dimensions)
        : this(dimensions.ToDictionary(pair => pair.Key, pair => FormulaType.Of(pair.Value)))
    {
    }

    public FormulaType? Find(string name) =>
        Types.TryGetValue(name, out var type) ? type : name == TypeCheck.PiName ? FormulaType.Plain : IsComplete ? null : FormulaType.Open;
}
