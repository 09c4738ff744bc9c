using System.Collections.Frozen;
using System.Text;
using Metrology.Core.Files;

namespace Metrology.Core.Words;

/// <summary>Traditional → simplified characters, by the table traditional.txt, which names its source.</summary>
public static class SimplifiedChinese
{
    private const char FirstIdeograph = '\u4E00', LastIdeograph = '\u9FFF';

    private static readonly Parts Data = Load();

    /// <summary>The text with the known traditional characters replaced; all others stand. For comparing and searching: both sides go through it.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            span[i] = Data.Pairs.GetValueOrDefault(from[i], from[i]);
    });

    /// <summary>
    /// The text converted as a whole, for what is kept and printed: never half of it. Null when it has traditional characters and beside them one whose form is not certain; a text without traditional characters comes back as it is.
    /// </summary>
    public static string? Whole(string text)
    {
        var converted = Of(text);
        return converted == text || text.All(IsCertain) ? converted : null;
    }

    private static bool IsCertain(char c) => c is < FirstIdeograph or > LastIdeograph || Data.Pairs.ContainsKey(c) || Data.Standard.Contains(c);

    private static Parts Load()
    {
        var parts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var at = new StringBuilder();
        foreach (var line in Encoding.UTF8.GetString(CoreData.Bytes("traditional.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (char.IsAsciiLetter(line[0]))
                parts[line] = at = new();
            else if (line[0] != '#')
                at.Append(line);
        }

        var pairs = parts["pairs"].ToString();
        return new(Enumerable.Range(0, pairs.Length / 2).ToFrozenDictionary(i => pairs[2 * i], i => pairs[(2 * i) + 1]), parts["standard"].ToString().ToFrozenSet());
    }

    /// <param name="Standard">Characters that stand as they are.</param>
    private sealed record Parts(FrozenDictionary<char, char> Pairs, FrozenSet<char> Standard);
}
