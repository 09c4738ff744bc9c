using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>
/// What is wrong with a command line, in the person's language and with a code. The parsing library says it in the language of its own resources and without
/// codes, so its answer is read from the result and said again.
/// </summary>
internal static class UseErrors
{
    /// <summary>What a command itself found, which has its words already.</summary>
    public static void AddRefusal(this SymbolResult result, Terminal terminal, Refusal refusal)
    {
        var said = Said(refusal, terminal);
        terminal.SaidOfUse.Add(said);
        result.AddError(said);
    }

    public static Refusal Unexpected(string token, string command) =>
        Refusal.Of("command.unexpected", $"“{token}”不属于命令“{command}”。", $"“{token}” is nothing that “{command}” takes.");

    public static IEnumerable<string> Of(ParseResult parsed, Terminal terminal)
    {
        List<string> said = [.. Found(parsed, terminal).Select(refusal => Said(refusal, terminal))];
        said.AddRange(parsed.Errors.Select(error => error.Message).Where(terminal.SaidOfUse.Contains));
        // A rule of the library that is not known here is better said in its words than not at all.
        return said.Count > 0 ? said : parsed.Errors.Select(error => $"{error.Message} [command.use]");
    }

    private static IEnumerable<Refusal> Found(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            var names = string.Join(", ", command.Subcommands.Select(one => one.Name));
            yield return parsed.UnmatchedTokens is [var first, ..]
                ? Refusal.Of("command.unknown", $"没有命令“{first}”。可用：{names}。", $"There is no command “{first}”. There are: {names}.")
                : Refusal.Of("command.missing", $"请给出命令：{names}。", $"Give a command: {names}.");
            yield break;
        }

        foreach (var token in parsed.UnmatchedTokens)
            yield return Unexpected(token, command.Name);
        foreach (var argument in command.Arguments.Where(one => Tokens(parsed.GetResult(one)).Count < one.Arity.MinimumNumberOfValues))
            yield return Refusal.Of("command.argument-missing", $"缺少 {argument.Name}：{argument.Description}。", $"{argument.Name} is missing: {argument.Description}.");
        foreach (var option in command.Options.Where(one => one.Required && Tokens(parsed.GetResult(one)).Count == 0))
            yield return Refusal.Of("command.option-missing", $"缺少 {option.Name}：{option.Description}。", $"{option.Name} is missing: {option.Description}.");
        foreach (var result in parsed.Errors.Where(error => !terminal.SaidOfUse.Contains(error.Message)).Select(error => error.SymbolResult).Distinct())
        {
            if (Wrong(result) is { } wrong)
                yield return wrong;
        }
    }

    private static Refusal? Wrong(SymbolResult? result) => result switch
    {
        // A required one without value is missing, which is said already.
        OptionResult { Option.Required: false, Tokens.Count: 0 } option => Refusal.Of(
            "command.value-missing", $"{option.Option.Name} 之后缺少值。", $"{option.Option.Name} needs a value."),
        OptionResult { Tokens: [.., var last] } option => NotTaken(option.Option.Name, last.Value, option.Option.GetCompletions(CompletionContext.Empty), option.Option.ValueType),
        ArgumentResult { Parent: OptionResult parent } => Wrong(parent),
        ArgumentResult { Tokens: [.., var last] } argument => NotTaken(argument.Argument.Name, last.Value, argument.Argument.GetCompletions(CompletionContext.Empty), argument.Argument.ValueType),
        _ => null,
    };

    private static Refusal NotTaken(string name, string value, IEnumerable<CompletionItem> allowed, Type type)
    {
        var names = string.Join(", ", allowed.Select(one => one.Label));
        var (zh, en) = names.Length > 0 ? ($"可用：{names}", $"there are: {names}") : Kind(type);
        return Refusal.Of("command.value", $"{name} 的值“{value}”不对，{zh}。", $"{name} does not take “{value}”; {en}.");
    }

    private static (string Zh, string En) Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var one when one == typeof(Uri) => ("须为网址，例如 https://lab.example/", "it takes an address such as https://lab.example/"),
        var one when one == typeof(ulong) || one == typeof(uint) => ("须为不小于 0 的整数", "it takes an integer of 0 or more"),
        var one when one == typeof(int) || one == typeof(long) => ("须为整数", "it takes an integer"),
        var one when one == typeof(decimal) || one == typeof(double) => ("须为数字", "it takes a number"),
        var one when one == typeof(bool) => ("须为 true 或 false", "it takes true or false"),
        _ => ("格式不符，请见 --help", "see --help for its form"),
    };

    private static string Said(Refusal refusal, Terminal terminal) => $"{refusal.Text.In(terminal.Language)} [{refusal.Code}]";

    private static IReadOnlyList<Token> Tokens(SymbolResult? result) => result?.Tokens ?? [];
}
