using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Verify;

/// <summary>Where the verifier speaks: the answer on <paramref name="Out"/>, everything else on <paramref name="Error"/>, in one language.</summary>
public sealed record Terminal(TextWriter Out, TextWriter Error, Language Language)
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int UsedWrongly = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>--lang decides, else the environment (LC_ALL, LC_MESSAGES, LANG): Chinese when it begins with zh, else English.</summary>
    public static Terminal OfProcess(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var said = at >= 0 && at + 1 < args.Length
            ? args[at + 1]
            : new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return new(Console.Out, Console.Error, said?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Language.Zh : Language.En);
    }

    public string Say(string zh, string en) => Language == Language.Zh ? zh : en;

    /// <summary>One JSON object a line.</summary>
    public void WriteJson<T>(T facts) => Out.WriteLine(JsonSerializer.Serialize(facts, Json));
}
