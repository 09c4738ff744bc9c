using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>Refusals of texts of quantities; the position counts characters from 1.</summary>
internal static class QuantityRefusal
{
    public static Refusal At(string code, int position, string zh, string en) => Refusal.Of(code, $"第 {position} 个字符：{zh}。", $"Character {position}: {en}.");

    public static Refusal Dimensions(Unit a, Unit b) => Refusal.Of(
        "quantity.dimensions", $"「{a}」与「{b}」的量纲不同，不能相加减或换算。", $"“{a}” and “{b}” have different dimensions; they are not added, subtracted or converted.");

    public static Refusal Affine(Unit unit) => Refusal.Of(
        "quantity.affine", $"「{unit}」的零点是约定的：两个读数不能相加，也不能乘除。请先换算成 K 或使用温差。",
        $"“{unit}” has a zero by convention: two readings are not added, and not multiplied or divided. Convert to K or use a difference.");

    public static readonly Refusal Range = Refusal.Of("quantity.range", "结果超出范围。", "The result is out of range.");

    public static readonly Refusal DivisionByZero = Refusal.Of("quantity.division-by-zero", "除数为零。", "Division by zero.");
}
