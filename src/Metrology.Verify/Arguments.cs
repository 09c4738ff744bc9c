namespace Metrology.Verify;

/// <summary>One file, the options that every command knows, and those of this one with their values.</summary>
public sealed record Arguments(string File, bool AsJson)
{
    private IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public string? Option(string name) => Values.TryGetValue(name, out var value) ? value : null;

    /// <param name="options">Options of the command that take a value.</param>
    /// <returns>Null when the words make no sense.</returns>
    public static Arguments? Of(IReadOnlyList<string> words, params IReadOnlyList<string> options)
    {
        string? file = null;
        var asJson = false;
        var values = new Dictionary<string, string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--json")
                asJson = true;
            else if (words[i] == "--lang" && i + 1 < words.Count && words[i + 1] is "zh" or "en")
                i++;
            else if (options.Contains(words[i]) && i + 1 < words.Count && values.TryAdd(words[i], words[i + 1]))
                i++;
            else if (words[i].StartsWith('-') || file is not null)
                return null;
            else
                file = words[i];
        }

        return file is null ? null : new(file, asJson) { Values = values };
    }
}
