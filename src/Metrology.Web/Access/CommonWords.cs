namespace Metrology.Web.Access;

/// <summary>
/// What guesses are made of: words of lists of leaked passwords, words of this product and its trade, runs of characters. Passwords that long are mostly put together of such
/// pieces, so the pieces are looked for and not whole passwords (NIST SP 800-63B-4 3.1.1.2: commonly used, expected or compromised).
/// </summary>
internal static class CommonWords
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
            "abc123", "zhang", "wang", "mima", "nihao", "zhongguo", "beijing", "shanghai",
            "metrology", "laboratory", "calibration", "verification", "certificate", "verifier", "checker", "approver", "planner", "technician", "jiliang", "jianding", "jiaozhun", "zhengshu",
            "计量", "检定", "校准", "证书", "检测", "密码", "管理员", "我爱你", "你好",
        }.OrderByDescending(word => word.Length),
    ];

    /// <summary>Characters that are left when every piece is taken away.</summary>
    public static int Rest(string password)
    {
        var left = password.ToLowerInvariant();
        foreach (var word in Words)
            left = left.Replace(word, "", StringComparison.Ordinal);
        return WithoutRuns(left).Count(letter => !char.IsWhiteSpace(letter));
    }

    /// <summary>"1234", "dcba" and "aaaa" are taken away.</summary>
    private static string WithoutRuns(string text)
    {
        var kept = new System.Text.StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            if (end < text.Length && text[end] - text[start] is var step and >= -1 and <= 1)
            {
                while (end < text.Length && text[end] - text[end - 1] == step)
                    end++;
            }

            if (end - start < Run)
                kept.Append(text, start, end - start);
            start = end;
        }

        return kept.ToString();
    }
}
