using System.Collections.Frozen;

namespace Metrology.Core.Expressions;

/// <summary>How the dimension of a function's result follows from its arguments.</summary>
internal enum DimensionRule
{
    /// <summary>All arguments and the result have one dimension.</summary>
    Same,

    /// <summary>One argument with even exponents, which are halved.</summary>
    Root,

    /// <summary>Plain numbers only.</summary>
    Plain,

    /// <summary>interp(x, x1, y1, x2, y2, …): x like every xi, the result like every yi.</summary>
    Pairs,

    /// <summary>if(condition, a, b): a and b have one dimension.</summary>
    Choice,

    /// <summary>not(condition).</summary>
    Truth,
}

/// <summary>The functions of the language; the names stand in procedure files and never change.</summary>
internal sealed record Function(string Name, int Fewest, int Most, DimensionRule Rule)
{
    /// <summary>Most arguments that any function takes.</summary>
    public const int MostArguments = 200;

    private static readonly FrozenDictionary<string, Function> All = new Function[]
    {
        new("mean", 1, MostArguments, DimensionRule.Same),
        new("sd", 2, MostArguments, DimensionRule.Same),
        new("min", 1, MostArguments, DimensionRule.Same),
        new("max", 1, MostArguments, DimensionRule.Same),
        new("abs", 1, 1, DimensionRule.Same),
        new("round", 2, 2, DimensionRule.Same),
        new("sqrt", 1, 1, DimensionRule.Root),
        new("interp", 5, MostArguments, DimensionRule.Pairs),
        new("if", 3, 3, DimensionRule.Choice),
        new("not", 1, 1, DimensionRule.Truth),
        new("sin", 1, 1, DimensionRule.Plain),
        new("cos", 1, 1, DimensionRule.Plain),
        new("exp", 1, 1, DimensionRule.Plain),
        new("ln", 1, 1, DimensionRule.Plain),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Takes points of a scale such as temperatures in °C: it chooses among them, averages them, or uses their differences alone.</summary>
    public bool TakesPoints => Name is "mean" or "sd" or "min" or "max" or "if" or "interp";

    /// <summary>Its value bends or jumps somewhere, where no derivative speaks for both sides.</summary>
    public bool HasEdges => Name is "min" or "max" or "abs" or "round" or "interp" or "if";

    public static Function? Find(string name) => All.GetValueOrDefault(name);

    public bool Takes(int arguments) => arguments >= Fewest && arguments <= Most && (Rule != DimensionRule.Pairs || arguments % 2 == 1);
}
