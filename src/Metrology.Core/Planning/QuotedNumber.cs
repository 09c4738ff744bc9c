using System.Text.RegularExpressions;

namespace Metrology.Core.Planning;

/// <summary>A number where it stands in a quoted sentence.</summary>
public static partial class QuotedNumber
{
    /// <summary>The number occurs by itself, not as part of a longer one: "3" is not in "23家".</summary>
    public static bool Occurs(string quote, string number) => Ends(quote, number).Any();

    /// <summary>The words after one of its places say "at least": 3项以上.</summary>
    public static bool IsFollowedByAtLeast(string quote, string number) => Ends(quote, number).Any(end => AtLeast().IsMatch(quote[end..]));

    /// <summary>The words after one of its places say "at most".</summary>
    public static bool IsFollowedByAtMost(string quote, string number) => Ends(quote, number).Any(end => AtMost().IsMatch(quote[end..]));

    private static IEnumerable<int> Ends(string quote, string number)
    {
        for (var at = quote.IndexOf(number, StringComparison.Ordinal); at >= 0; at = quote.IndexOf(number, at + 1, StringComparison.Ordinal))
        {
            var end = at + number.Length;
            if (!IsPartOfNumber(quote, at - 1) && !IsPartOfNumber(quote, end))
                yield return end;
        }
    }

    private static bool IsPartOfNumber(string quote, int at) =>
        at >= 0 && at < quote.Length && (char.IsAsciiDigit(quote[at]) || (quote[at] is '.' or '-' && at > 0 && at + 1 < quote.Length && char.IsAsciiDigit(quote[at - 1]) && char.IsAsciiDigit(quote[at + 1])));

    [GeneratedRegex("^[^0-9,。;,;、]{0,4}以上", RegexOptions.CultureInvariant)]
    private static partial Regex AtLeast();

    [GeneratedRegex("^[^0-9,。;,;、]{0,4}(?:以下|以内)", RegexOptions.CultureInvariant)]
    private static partial Regex AtMost();
}
