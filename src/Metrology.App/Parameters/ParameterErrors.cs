using Metrology.Core.Words;

namespace Metrology.App.Parameters;

public static class ParameterErrors
{
    private const string Field = "Because";

    public static Refusal NoReason(BilingualText changed) => new(
        "parameter.no-reason",
        new($"“{changed.Zh}”的更改会永久留下：原值、新值、谁、何时、为何。请写明更改的原因（最多 {ParameterChange.LongestReason} 字）。",
            $"A change of “{changed.En}” is kept for ever: what it was, what it is, who, when and why. Say why it is changed (at most {ParameterChange.LongestReason} characters)."),
        Field);

    public static readonly Refusal BadReason = new(
        "parameter.bad-reason",
        new($"原因最多 {ParameterChange.LongestReason} 字，不能有看不见的控制字符。请改写。", $"A reason has at most {ParameterChange.LongestReason} characters and no invisible ones. Write it again."), Field);
}
