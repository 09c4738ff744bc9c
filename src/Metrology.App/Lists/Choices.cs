namespace Metrology.App.Lists;

/// <summary>Rows of a register among which a form lets choose: those that are chosen already, and the first of the register or of what was searched for.</summary>
/// <param name="Typed">What was searched for; empty for nothing.</param>
/// <param name="IsCut">There are more than are shown.</param>
public sealed record Choices<T>(IReadOnlyList<T> Rows, string Typed, bool IsCut);

public static class Choices
{
    /// <summary>Rows that are offered at most, beside those chosen already: a form with a million of them would open for nobody.</summary>
    public const int Most = 50;
}
