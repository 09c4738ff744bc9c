using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Rebuilding;

/// <summary>What a phrase of the product was made of. A text that is no such phrase is given back whole, so that it is written otherwise and found.</summary>
internal static partial class Unwrapped
{
    private const string Mark = "\u0001";

    /// <summary>The part that a phrase was given.</summary>
    public static BilingualText Of(ReadText said, Func<BilingualText, BilingualText> phrase)
    {
        var words = phrase(BilingualText.Same(Mark));
        return new(Inside(said.In(Language.Zh), words.Zh), Inside(said.In(Language.En), words.En));
    }

    /// <summary>The parts that were numbered and joined, "1 …; 2 …".</summary>
    public static IReadOnlyList<BilingualText> Rows(ReadText said, BilingualText before, int count)
    {
        var (zh, en) = (Rows(said.In(Language.Zh), before.Zh, count), Rows(said.In(Language.En), said.Contents.Count > 1 || said.In(Language.En).StartsWith(before.En, StringComparison.Ordinal) ? before.En : before.Zh, count));
        return [.. zh.Zip(en).Select(pair => new BilingualText(pair.First, pair.Second))];
    }

    public static LedgerState? Ledger(ReadText? said)
    {
        if (said is null)
            return null;
        var found = Ledger().Match(said.In(Language.Zh)) is { Success: true } zh ? zh : LedgerInEnglish().Match(said.In(Language.En));
        return found.Success && long.TryParse(found.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new(found.Groups[1].Value, size, found.Groups[3].Value)
            : new("", 0, new string('?', 16));
    }

    /// <summary>The first whole number of a text, or 0.</summary>
    public static int Number(string text) => int.TryParse(Digits().Match(text).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Inside(string said, string phrase)
    {
        var at = phrase.IndexOf(Mark, StringComparison.Ordinal);
        var (before, after) = (phrase[..at], phrase[(at + 1)..]);
        return said.Length >= before.Length + after.Length && said.StartsWith(before, StringComparison.Ordinal) && said.EndsWith(after, StringComparison.Ordinal)
            ? said[before.Length..^after.Length]
            : said;
    }

    private static List<string> Rows(string said, string before, int count)
    {
        var rest = said.StartsWith(before, StringComparison.Ordinal) ? said[before.Length..] : said;
        var rows = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            var (own, next) = ($"{Text(number)} ", $"; {Text(number + 1)} ");
            rest = rest.StartsWith(own, StringComparison.Ordinal) ? rest[own.Length..] : rest;
            var end = number < count ? rest.IndexOf(next, StringComparison.Ordinal) : rest.Length;
            rows.Add(end < 0 ? rest : rest[..end]);
            rest = end < 0 || number == count ? "" : rest[(end + 2)..];
        }

        return rows;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^签发前的台账：(.+)，([0-9]{1,18}) 条，根 ([0-9a-f]{16})…\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ledger();

    [GeneratedRegex(@"^Ledger before issue: (.+), ([0-9]{1,18}) entries, root ([0-9a-f]{16})…\z", RegexOptions.CultureInvariant)]
    private static partial Regex LedgerInEnglish();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
