using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Web.Host;

/// <summary>A file of the data folder that the server does not start with: every problem at once, as editors and compilers write them.</summary>
internal sealed class WrongFileException(string path, IReadOnlyList<FileProblem> problems) : Exception($"{path}: {problems.Count} problems")
{
    public Refusal Refusal { get; } = Refusal.Of(
        "command.bad-file",
        $"{Lines(path, problems, Language.Zh)}文件有 {problems.Count} 处问题，没有启动。请逐处改正后再启动。",
        $"{Lines(path, problems, Language.En)}The file has {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")} and nothing was started. Mend each and start again.");

    private static string Lines(string path, IReadOnlyList<FileProblem> problems, Language language) =>
        string.Concat(problems.Select(problem => $"{path}:{problem.In(language)}{Environment.NewLine}"));
}
