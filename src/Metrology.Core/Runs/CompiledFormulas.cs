using System.Runtime.CompilerServices;
using Metrology.Core.Expressions;

namespace Metrology.Core.Runs;

/// <summary>Formulas of loaded procedures, parsed once for as long as their text lives.</summary>
internal static class CompiledFormulas
{
    private static readonly ConditionalWeakTable<string, Formula> Parsed = [];

    /// <summary>The formula of a text that the loader has let through.</summary>
    public static Formula Of(string text) => Parsed.GetValue(text, static formula => Formula.Parse(formula).Value);
}
