using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Files;

/// <summary>Something wrong in a file, at a path such as <c>tiers[1].ratio</c> and the place of it in the text, both counted from 1.</summary>
/// <param name="Line">0 when the file as a whole is meant.</param>
/// <param name="Column">Byte in the line.</param>
public sealed record FileProblem(string Path, int Line, int Column, BilingualText Text)
{
    /// <summary>A problem whose place in the text is not looked up yet.</summary>
    public FileProblem(string path, BilingualText text)
        : this(path, 0, 0, text)
    {
    }

    public string In(Language language) => string.Create(CultureInfo.InvariantCulture, $"{Place}{Text.In(language)}");

    public override string ToString() => In(Language.En);

    private string Place => (Line, Path.Length) switch
    {
        (0, 0) => "",
        (0, _) => $"{Path}: ",
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: "),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column} {Path}: "),
    };
}

/// <summary>What a file says, or all of its problems at once; nothing in between.</summary>
public sealed record FileLoad<T>(T? Value, IReadOnlyList<FileProblem> Problems)
    where T : class
{
    public bool IsRefused => Value is null;
}
