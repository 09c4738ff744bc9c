using System.Text.RegularExpressions;

namespace Metrology.Web.Access;

/// <summary>
/// What guesses are made of: words of lists of leaked passwords, words of this product and its trade, runs of characters. Passwords that long are mostly put together of such
/// pieces, so the pieces are looked for and not whole passwords (NIST SP 800-63B-4 3.1.1.2: commonly used, expected or compromised).
/// </summary>
internal static partial class CommonWords
{
    /// <summary>Characters that follow each other, or are the same, from this length on.</summary>
    private const int Run = 3;

    /// <summary>Longer words first, so that none hides in another.</summary>
    private static readonly string[] Words =
    [
        .. new[]
        {
            "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "1q2w3e4r5t", "1q2w3e4r", "1q2w3e", "q1w2e3r4",
            "qazwsxedc", "qazwsx", "1qaz2wsx", "zaq12wsx", "iloveyou", "letmein", "welcome", "admin", "administrator", "root", "login", "master", "monkey", "dragon", "sunshine", "princess",
            "football", "baseball", "superman", "batman", "shadow", "trustno1", "changeme", "secret", "default", "guest", "test", "hello", "starwars", "freedom", "whatever", "michael",
            "jordan", "charlie", "summer", "winter", "spring", "autumn", "internet", "computer", "system", "server", "woaini", "woaini1314", "5201314", "1314520", "520", "1314", "a123456", "aa123456",
            "abc123", "correct", "horse", "battery", "staple", "zhang", "wang", "mima", "nihao", "zhongguo", "beijing", "shanghai",
            "metrology", "laboratory", "calibration", "verification", "certificate", "verifier", "checker", "approver", "planner", "technician", "jiliang", "jianding", "jiaozhun", "zhengshu",
            "计量", "检定", "校准", "证书", "检测", "密码", "管理员", "我爱你", "你好",
        }.OrderByDescending(word => word.Length),
    ];

    /// <summary>Keys beside each other, in rows and in columns; Chinese is typed on the same ones.</summary>
    private static readonly string[] Keys =
    [
        "`1234567890-=", "~!@#$%^&*()_+", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/", "!qaz", "@wsx", "#edc", "$rfv",
    ];

    /// <summary>Pairs of neighbours with the row and the direction in which they lie.</summary>
    private static readonly Dictionary<(char, char), int> Neighbours = Keys.SelectMany((row, index) => row.Zip(row[1..])
            .SelectMany(pair => new[] { (Pair: (pair.First, pair.Second), Way: 2 * index), (Pair: (pair.Second, pair.First), Way: (2 * index) + 1) }))
        .GroupBy(one => one.Pair).ToDictionary(group => group.Key, group => group.First().Way);

    /// <summary>Keys in a row that count as one piece: shorter ones are in many words.</summary>
    private const int KeyRun = 4;

    /// <summary>What people write for letters.</summary>
    private const string Signs = "@4831!0$57+", Letters = "aabeiiosstt";

    /// <summary>Characters that are left when every piece is taken away.</summary>
    /// <param name="names">Of the person and the institution: they are pieces too.</param>
    public static int Rest(string password, IEnumerable<string>? names = null)
    {
        var left = Unrepeated(password.ToLowerInvariant());
        foreach (var word in (names ?? []).SelectMany(PiecesOf).OrderByDescending(name => name.Length).Concat(Words))
            left = Without(left, word);
        left = Dates().Replace(left, "");
        return WithoutRuns(WithoutRuns(left, KeyRun, (one, next) => Neighbours.TryGetValue((one, next), out var way) ? way : null), Run, (one, next) => next - one is var step and >= -1 and <= 1 ? step : null)
            .Count(letter => !char.IsWhiteSpace(letter));
    }

    /// <summary>Also where signs stand for letters: "p@55w0rd".</summary>
    private static string Without(string text, string word)
    {
        // Words with digits of their own ("trustno1") are read the same way.
        var said = Read(word);
        for (var read = Read(text); read.IndexOf(said, StringComparison.Ordinal) is var at and >= 0; read = Read(text))
            text = text.Remove(at, word.Length);
        return text;
    }

    private static string Read(string text) => new([.. text.Select(letter => Signs.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 ? Letters[at] : letter)]);

    /// <summary>Words of a name of three letters or more, and of two characters where they are Chinese.</summary>
    private static IEnumerable<string> PiecesOf(string name) =>
        NameParts().Matches(name.ToLowerInvariant()).Select(part => part.Value).Where(part => part.Length >= (part[0] >= '\u2e80' ? 2 : 3));

    /// <summary>The piece of which a text is made, when it is nothing but that again and again.</summary>
    private static string Unrepeated(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
                return text[..period];
        }

        return text;
    }

    /// <summary>"1234", "dcba" and "aaaa" are taken away.</summary>
    /// <param name="step">How one character leads to the next; null where it does not.</param>
    private static string WithoutRuns(string text, int shortest, Func<char, char, int?> step)
    {
        var kept = new System.Text.StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            if (end < text.Length && step(text[start], text[end]) is { } way)
            {
                while (end < text.Length && step(text[end - 1], text[end]) == way)
                    end++;
            }

            if (end - start < shortest)
                (end, _) = (start + 1, kept.Append(text[start]));
            start = end;
        }

        return kept.ToString();
    }

    /// <summary>A year of this century or the last, or a day of it.</summary>
    [GeneratedRegex("(19|20)[0-9]{2}([-./]?[01][0-9][-./]?[0-3][0-9])?")]
    private static partial Regex Dates();

    [GeneratedRegex("[\\u2e80-\\u9fff]+|[\\p{L}\\p{N}-[\\u2e80-\\u9fff]]+")]
    private static partial Regex NameParts();
}
