using Metrology.Core.Words;
using Metrology.Web.Commands;

namespace Metrology.Web.Tests.Commands;

/// <summary>What a command answered: its exit code, its answer, and what it said beside.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static Task<Ran> EnglishAsync(params string[] args) => AsAsync(Language.En, args);

    public static async Task<Ran> AsAsync(Language language, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new(output, error, language), TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
