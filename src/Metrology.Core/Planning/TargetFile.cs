using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Entries of planning documents as JSON, strictly: an unknown field, a missing one or a contradiction to the quoted sentence is refused.</summary>
public static class TargetFile
{
    /// <summary>Largest entry that is read, bytes.</summary>
    public const int LargestEntry = 64 * 1024;

    /// <summary>What is wrong beyond these is found when these are mended.</summary>
    private const int MostSaid = 10;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for files, never put into HTML
    };

    /// <summary>One entry: a target, a planned project or companion figures, by its "kind".</summary>
    public static Outcome<PlanEntry> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > LargestEntry)
            return Refusal.Of("target.too-large", $"条目超过 {LargestEntry} 字节。", $"The entry is larger than {LargestEntry} bytes.");
        var load = StrictJson.Load(json, LargestEntry, TargetReader.Read, _ => []);
        if (load.Value is not { } entry)
            return WrongForm(load.Problems);
        return TargetCheck.Contradiction(entry) is { } refusal ? refusal : entry;
    }

    /// <summary>The entry as <see cref="Read"/> takes it.</summary>
    public static string Write(PlanEntry entry) => JsonSerializer.Serialize(entry, entry.GetType(), Form);

    /// <summary>What is wrong with an entry that was made in the program; null when a file may hold it.</summary>
    public static Refusal? Problem(PlanEntry entry) => Read(System.Text.Encoding.UTF8.GetBytes(Write(entry))).Refusal;

    private static Refusal WrongForm(IReadOnlyList<FileProblem> problems)
    {
        var more = problems.Count > MostSaid;
        string Said(Language language, string separator) => string.Join(separator, problems.Take(MostSaid).Select(problem => At(problem).In(language))) + (more ? " …" : "");
        return Refusal.Of("target.form", $"目标条目格式有误：{Said(Language.Zh, "；")}。请更正后再导入。", $"The entry has a wrong form: {Said(Language.En, "; ")}. Correct it and import it again.");
    }

    /// <summary>An entry is cut out of a file: its path says where, its lines would be counted from the wrong place.</summary>
    private static FileProblem At(FileProblem problem) => problem.Path.Length > 0 ? new(problem.Path, problem.Text) : problem;
}
