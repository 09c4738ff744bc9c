using System.CommandLine;
using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Calculators;

/// <summary>Verdict on one result under one rule, and the probability that the property conforms.</summary>
internal static class DecideCommand
{
    private static readonly string[] Rules = [.. DecisionQuestion.RuleIds];

    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("rule") { Description = terminal.Say($"判定规则：{string.Join(' ', Rules)}", $"Decision rule: {string.Join(' ', Rules)}") }.AcceptOnlyFromAmong(Rules);
        var result = new Option<string>("--result") { Description = terminal.Say("结果或示值误差，带符号，可带单位", "Result or error of indication, signed, with or without unit"), Required = true };
        var expanded = new Option<string?>("--expanded") { Description = terminal.Say("扩展不确定度 U", "Expanded uncertainty U") };
        var factor = new Option<string?>("--k") { Description = terminal.Say("U 的包含因子；默认 2", "Coverage factor of U; 2 unless given") };
        var probability = new Option<string?>("--p") { Description = terminal.Say("k 对应的包含概率（k 为 t 因子时给出，如 0.95）", "Probability that k was chosen for, where it is a t factor, for example 0.95") };
        var mpe = new Option<string?>("--mpe") { Description = terminal.Say("最大允许误差的绝对值", "Magnitude of the maximum permissible error") };
        var lower = new Option<string?>("--lower") { Description = terminal.Say("下限", "Lower limit") };
        var upper = new Option<string?>("--upper") { Description = terminal.Say("上限", "Upper limit") };
        var multiplier = new Option<string?>("--r") { Description = terminal.Say("保护带乘数：w = r·U；默认 1", "Multiplier of the guard band: w = r·U; 1 unless given") };
        var json = new Option<bool>("--json") { Description = terminal.Say("一个 JSON 对象", "One JSON object") };
        var command = new Command("decide", terminal.Say("符合性判定", "Decide on conformity")) { rule, result, expanded, factor, probability, mpe, lower, upper, multiplier, json };
        command.SetAction(parsed =>
        {
            var values = new DecisionTexts(parsed.GetValue(result)!, parsed.GetValue(expanded), parsed.GetValue(mpe), parsed.GetValue(lower), parsed.GetValue(upper));
            var (question, problems) = DecisionQuestion.Read(parsed.GetValue(rule)!, values, parsed.GetValue(factor), parsed.GetValue(multiplier), parsed.GetValue(probability));
            foreach (var problem in problems)
                terminal.Refuse(Named(problem));
            if (question is null)
                return Terminal.Refused;
            var answer = question.Answer();
            if (answer.Refusal is { } no)
                return terminal.Refuse(Named(no));
            Write(terminal, question, answer.Value, parsed.GetValue(json));
            return answer.Value.Verdict is Verdict.Pass or Verdict.ConditionalPass ? Terminal.Done : Terminal.Refused;
        });
        return command;
    }

    /// <summary>The refusal with the option that it is about; an option has the name of the field.</summary>
    private static Refusal Named(Refusal refusal) =>
        refusal.Field is { } field ? refusal with { Text = new($"--{field}：{refusal.Text.Zh}", $"--{field}: {refusal.Text.En}") } : refusal;

    private static void Write(Terminal terminal, DecisionQuestion question, DecisionAnswer answer, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(new
            {
                verdict = Camel(answer.Verdict.ToString()),
                statement = answer.Statement is { } words ? Camel(words.ToString()) : null,
                acceptanceLower = answer.Acceptance.Lower,
                acceptanceUpper = answer.Acceptance.Upper,
                acceptsNothing = answer.Acceptance.Lower > answer.Acceptance.Upper,
                guardBand = answer.GuardBand,
                conformanceProbability = answer.ConformanceProbability,
                unit = answer.Unit.Symbol,
            });
            return;
        }

        if (question.Statement is { } statement)
            terminal.WriteLine($"{terminal.Say("测量结果", "Result")}: {statement.Text(terminal.Language)}");
        terminal.WriteLine($"{terminal.Say("结论", "Verdict")}: {answer.Words.In(terminal.Language)}");
        terminal.WriteLine($"{terminal.Say("接受区间", "Accepted")}: {Accepted(terminal, answer)}");
        if (answer.ConformanceProbability is { } p)
            terminal.WriteLine($"{terminal.Say("符合概率（JCGM 106）", "Conformance probability (JCGM 106)")}: {p:0.######}");
    }

    /// <summary>A guard band that is wider than the tolerance accepts nothing.</summary>
    private static string Accepted(Terminal terminal, DecisionAnswer answer) => answer.Acceptance.Lower > answer.Acceptance.Upper
        ? terminal.Say("空（保护带大于允差，任何结果都不能接受）", "nothing (the guard band is wider than the tolerance)")
        : Quantity.Written($"{Said(answer.Acceptance.Lower, "−∞")} … {Said(answer.Acceptance.Upper, "+∞")}", answer.Unit.Symbol);

    private static string Said(decimal? limit, string none) => limit?.ToString(CultureInfo.InvariantCulture) ?? none;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
