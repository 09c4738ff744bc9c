using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>Refusals of the formula language; the position counts characters from 1.</summary>
internal static class FormulaRefusal
{
    public static Refusal At(string code, int position, string zh, string en) =>
        Refusal.Of(code, $"公式第 {position} 个字符：{zh}。", $"Formula, character {position}: {en}.");

    public static Refusal DivisionByZero(int position) => At("formula.division-by-zero", position, "除数为零", "division by zero");
}
