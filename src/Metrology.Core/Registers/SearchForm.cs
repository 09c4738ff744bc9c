using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>Text as it is searched for: half width, simplified characters, small letters. Both sides of a comparison go through it.</summary>
public static class SearchForm
{
    private const char FirstFullWidth = '\uFF01', LastFullWidth = '\uFF5E', FullWidthSpace = '\u3000';
    private const int ToHalfWidth = FirstFullWidth - '!';

    private const int MostNeeded = 6;

    /// <summary>Where signs of ASCII go that a tokenizer would take for the end of a word (private use area).</summary>
    private const int SignPlace = 0xE000;

    public static string Of(string text) => SimplifiedChinese.Of(string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            span[i] = char.ToLowerInvariant(from[i] switch
            {
                >= FirstFullWidth and <= LastFullWidth => (char)(from[i] - ToHalfWidth),
                FullWidthSpace => ' ',
                var other => other,
            });
        }
    })).Trim();

    /// <summary>Several fields as one text: no search runs from one into the next.</summary>
    public static string OfFields(IEnumerable<string?> fields) =>
        string.Join('\n', fields.Where(field => !string.IsNullOrWhiteSpace(field)).Select(field => Of(field!).Replace('\n', ' ')).Distinct(StringComparer.Ordinal));

    /// <summary>Single characters and pairs of a text in this form, each once, as words: a text that contains another has all of its pairs.</summary>
    public static IReadOnlyCollection<string> Grams(string text)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            for (var i = 0; i < line.Length; i++)
            {
                grams.Add(Word(line.AsSpan(i, 1)));
                if (i + 1 < line.Length)
                    grams.Add(Word(line.AsSpan(i, 2)));
            }
        }

        return grams;
    }

    /// <summary>Whether the words tell by themselves that a text contains what is searched for; else it has to be compared.</summary>
    public static bool IsWord(string text) => text.Length <= 2;

    /// <summary>
    /// Words that a text must have to contain what is searched for: its last pairs, or the character when there is but one. Numbers differ at their ends, and more words than a few make an index slower, not more certain.
    /// </summary>
    public static IReadOnlyCollection<string> Needed(string text) => text.Length == 1
        ? [Word(text)]
        : [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Reverse().Select(i => Word(text.AsSpan(i, 2))).Distinct(StringComparer.Ordinal).Take(MostNeeded)];

    private static string Word(ReadOnlySpan<char> characters)
    {
        Span<char> word = stackalloc char[2];
        for (var i = 0; i < characters.Length; i++)
            word[i] = char.IsAscii(characters[i]) && !char.IsAsciiLetterOrDigit(characters[i]) ? (char)(SignPlace + characters[i]) : characters[i];
        return new(word[..characters.Length]);
    }
}
