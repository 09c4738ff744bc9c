using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>Where a command speaks: the answer on <paramref name="Out"/>, everything else on <paramref name="Error"/>, in one language.</summary>
public sealed record Terminal(TextWriter Out, TextWriter Error, Language Language)
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int UsedWrongly = 2;

    /// <summary>What commands found wrong with their arguments, among what the parsing library found.</summary>
    internal HashSet<string> SaidOfUse { get; } = [];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>--lang decides, else the environment (LC_ALL, LC_MESSAGES, LANG): Chinese when it begins with zh, else English.</summary>
    public static Terminal OfProcess(string[] args) => new(Console.Out, Console.Error, LanguageOf(args, Environment.GetEnvironmentVariable));

    /// <summary>The option of every command that prints facts.</summary>
    internal static Option<bool> JsonOption(Terminal terminal) =>
        new("--json") { Description = terminal.Say("每行一个 JSON 对象", "One JSON object a line") };

    public string Say(string zh, string en) => Language == Language.Zh ? zh : en;

    /// <summary>One JSON object a line.</summary>
    public void WriteJson<T>(T facts) => Out.WriteLine(JsonSerializer.Serialize(facts, Json));

    public void WriteLine(FormattableString text) => Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Says why not, with the code, and gives the exit code.</summary>
    public int Refuse(Refusal refusal)
    {
        Error.WriteLine($"{refusal.Text.In(Language)} [{refusal.Code}]");
        return Refused;
    }

    /// <summary>The same where a program reads the answer: one JSON object with code, text and field.</summary>
    internal int Refuse(Refusal refusal, bool asJson)
    {
        if (!asJson)
            return Refuse(refusal);
        WriteJson(new { code = refusal.Code, text = refusal.Text.In(Language), field = refusal.Field });
        return Refused;
    }

    /// <summary>The same for what was typed wrongly on the command line itself.</summary>
    public int RefuseUse(Refusal refusal)
    {
        Refuse(refusal);
        Error.WriteLine(Say("用 --help 查看用法。", "See --help."));
        return UsedWrongly;
    }

    internal static Language LanguageOf(string[] args, Func<string, string?> environment)
    {
        var at = Array.IndexOf(args, "--lang");
        if (at >= 0 && at + 1 < args.Length)
            return args[at + 1] == "zh" ? Language.Zh : Language.En;
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Language.Zh : Language.En;
    }
}
