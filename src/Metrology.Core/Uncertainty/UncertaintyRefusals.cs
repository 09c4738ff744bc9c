using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

internal static class UncertaintyRefusals
{
    public static readonly Refusal NoOutputs = Refusal.Of("uncertainty.no-model", "没有测量模型。请给出输出量的公式。", "There is no measurement model. Give a formula for an output.");

    public static readonly Refusal Settings = Refusal.Of(
        "uncertainty.settings", "包含概率须在 0 与 1 之间，试验次数须在 16 与十亿之间。", "The coverage probability lies between 0 and 1, the number of trials between 16 and a thousand million.");

    public static readonly Refusal Line = Refusal.Of(
        "uncertainty.line", "拟合直线至少要三点，x 与 y 个数相同且 x 不全相等。", "A line needs three points or more, as many y as x, and x that are not all equal.");

    public static Refusal UnknownInput(string output, string name) => Refusal.Of(
        "uncertainty.unknown-input", $"「{output}」的公式用到没有定义的输入量「{name}」。请在 inputs 或 observations 中给出。",
        $"The formula of “{output}” uses “{name}”, which is no input. Give it under inputs or observations.");

    public static Refusal NameTwice(string name) => Refusal.Of("uncertainty.name-twice", $"名称「{name}」出现两次。请改名。", $"The name “{name}” stands twice. Rename one.");

    public static Refusal NotFinite(string name) => Refusal.Of(
        "uncertainty.not-finite", $"「{name}」的值或不确定度不是有效数字，或不确定度为负。", $"The value or uncertainty of “{name}” is not a finite number, or is negative.");

    public static Refusal CorrelationOf(string a, string b) => Refusal.Of(
        "uncertainty.correlation", $"「{a}」与「{b}」的相关系数无效：名称未知、重复、相同，或不在 −1 与 1 之间。",
        $"The correlation of “{a}” and “{b}” is not valid: an unknown, repeated or equal name, or not between -1 and 1.");

    public static Refusal NoSensitivity(string output, string input) => Refusal.Of(
        "uncertainty.no-sensitivity", $"「{output}」对「{input}」在估计值处没有导数。请改用蒙特卡洛法。",
        $"“{output}” has no derivative with respect to “{input}” at the estimates. Use Monte Carlo.");

    public static Refusal CorrelatedNotNormal(string input) => Refusal.Of(
        "uncertainty.correlated-not-normal", $"「{input}」与其他输入量相关而不是正态分布：蒙特卡洛法只用于相关的正态输入量（JCGM 101 6.4.8）。请只用 GUM 法，或把共同来源写成单独的输入量。",
        $"“{input}” is correlated and not normal; Monte Carlo draws correlated inputs from a joint normal law only (JCGM 101 6.4.8). Use the GUM result alone, or make the common source an input of its own.");

    public static Refusal NoValueInTrial(string output) => Refusal.Of(
        "uncertainty.no-value-in-trial", $"「{output}」在某些抽样值处没有值（如除数为零、对负数取对数）。请检查输入量的分布。",
        $"“{output}” has no value at some of the drawn inputs (a division by zero, a logarithm of a negative number). Check the distributions of the inputs.");
}
