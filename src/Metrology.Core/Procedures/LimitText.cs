using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Limits of a procedure as people read them: "±(0.001·R + 1)", "-4.0 … 1.0 %", "≤ 0.5·mpe %".</summary>
public static class LimitText
{
    private const string PlainUnit = "1";

    /// <summary>The limits with their unit; unknown where nobody has seen them in the text.</summary>
    public static BilingualText Of(LimitRule? limit, string unit) => limit switch
    {
        null => new("未知", "that is not known"),
        { IsSymmetric: true, Upper: { } upper } => With(unit, $"±{InBrackets(upper)}"),
        { Lower: { } lower, Upper: { } upper } => With(unit, $"{Before(lower, unit)} … {Before(upper, unit)}"),
        { Lower: { } lower } => With(unit, $"≥ {Before(lower, unit)}"),
        { Upper: { } upper } => With(unit, $"≤ {Before(upper, unit)}"),
        _ => new("未知", "that is not known"),
    };

    /// <summary>An amount with its unit.</summary>
    public static BilingualText Of(AmountRule amount, string unit) => With(unit, Before(amount, unit));

    private static BilingualText With(string unit, string text) => BilingualText.Same(Quantity.Written(text, unit));

    private static string Before(AmountRule amount, string unit) => unit == PlainUnit ? Written(amount) : InBrackets(amount);

    private static string InBrackets(AmountRule amount) => amount.Formula is { } formula && IsSum(formula) ? $"({Written(amount)})" : Written(amount);

    // Beside a stroke the dot keeps its spaces: a / 100·b would read as a / (100·b).
    private static string Written(AmountRule amount)
    {
        var text = amount.ToString();
        var dot = text.Contains('/', StringComparison.Ordinal) ? " · " : "·";
        return text.Replace(" * ", "*", StringComparison.Ordinal).Replace("*", dot, StringComparison.Ordinal);
    }

    /// <summary>A sign or unit beside it would seem to belong to one term alone.</summary>
    private static bool IsSum(string formula)
    {
        var depth = 0;
        for (var i = 0; i < formula.Length; i++)
        {
            depth += formula[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && (formula[i] is '+' or '<' or '>' or '=' || (formula[i] == '-' && i > 0)))
                return true;
        }

        return false;
    }
}
