using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Core.Files;

/// <summary>Bytes that a stranger wrote → one object, strictly: bounded, no duplicate member, no broken text, every problem with its place.</summary>
internal static class StrictJson
{
    private const int DeepestNesting = 16;

    /// <summary>Half of a surrogate pair, or bytes that are no UTF-8.</summary>
    internal static readonly BilingualText NotUnicode = new("文字不是有效的 Unicode（例如不成对的代理字符）", "a text is not valid Unicode (half a surrogate pair, for example)");

    /// <param name="read">Members → object; notes what is wrong and goes on with stand-ins.</param>
    /// <param name="check">What the values mean together; asked only when every member could be read, unless it is given the problems found so far.</param>
    /// <param name="seal">Adds what only the whole text tells, such as its hash or where something stands.</param>
    public static FileLoad<T> Load<T>(ReadOnlySpan<byte> file, int largest, Func<JsonCursor, T> read, Func<T, IEnumerable<FileProblem>> check)
        where T : class => Load(file, largest, read, (value, found) => found.Count == 0 ? check(value) : []);

    /// <inheritdoc cref="Load{T}(ReadOnlySpan{byte}, int, Func{JsonCursor, T}, Func{T, IEnumerable{FileProblem}})" />
    public static FileLoad<T> Load<T>(
        ReadOnlySpan<byte> file, int largest, Func<JsonCursor, T> read, Func<T, IReadOnlyList<FileProblem>, IEnumerable<FileProblem>> check,
        Func<T, JsonElement, JsonPlaces, T>? seal = null)
        where T : class
    {
        if (file.Length > largest)
            return new(null, [new("", 0, 0, new($"文件超过 {largest} 字节", $"the file is larger than {largest} bytes"))]);
        if (file is [0xEF, 0xBB, 0xBF, ..])
            file = file[3..]; // editors on Windows put a byte order mark before UTF-8
        var places = new JsonPlaces();
        if (places.Walk(file, DeepestNesting) is { } broken)
            return new(null, [broken]);
        using var document = JsonDocument.Parse(file.ToArray(), new() { MaxDepth = DeepestNesting, AllowDuplicateProperties = true });
        var problems = places.Twice.ToList();
        var value = read(new(document.RootElement, "", problems));
        problems.AddRange([.. check(value, problems)]);
        return problems.Count == 0
            ? new(seal is null ? value : seal(value, document.RootElement, places), [])
            : new(null, [.. problems.Distinct().Select(places.At).OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    /// <summary>The place says where; the words of the parser would say it in one language only.</summary>
    internal static readonly BilingualText NotJson = new("从这里起不是有效的 JSON，请检查引号、逗号和括号", "from here on this is no valid JSON; check quotes, commas and brackets");
}
