using System.Globalization;
using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>A day as spreadsheets and people write it.</summary>
/// <param name="Day">Null when the text is empty or tells no day.</param>
/// <param name="Other">Another day that the same digits could mean.</param>
/// <param name="From">The first day, where the cell holds a period and <paramref name="Day"/> is its last.</param>
internal readonly partial record struct CellDate(DateOnly? Day, CellDateForm Form, DateOnly? Other = null, DateOnly? From = null)
{
    /// <summary>Day 0 of spreadsheets, so that their 1900-02-29, which never was, does no harm after it.</summary>
    private static readonly DateOnly Zero = new(1899, 12, 30);

    /// <summary>Day 0 of workbooks that count from 1904.</summary>
    private static readonly DateOnly Zero1904 = new(1904, 1, 1);

    private const int FirstYear = 1950, LastYear = 2119;

    /// <summary>Years of two digits from this one on are of the last century.</summary>
    private const int Pivot = 50;

    private const string ChineseDigits = "〇一二三四五六七八九";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] OpenEnds = ["长期", "永久", "长期有效", "永久有效", "不限", "无限期", "长期使用"];

    /// <param name="from1904">The workbook counts its days from 1904-01-01.</param>
    public static CellDate Of(string raw, bool from1904 = false)
    {
        var text = Clean(raw);
        if (text.Length == 0)
            return default;
        if (OpenEnds.Contains(text))
            return new(null, CellDateForm.OpenEnded);
        if (Serial().Match(text) is { Success: true } number)
            return Counted(int.Parse(number.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture), from1904 ? Zero1904 : Zero);
        if (One(text) is { Form: not CellDateForm.Impossible } one)
            return one;
        if (Period().Match(text) is { Success: true } period && One(period.Groups["a"].Value) is { Day: { } first } && One(period.Groups["b"].Value) is { Day: { } last })
            return new(last, CellDateForm.Period, From: first);
        if (WithWords().Match(text) is { Success: true } more && One(more.Groups["day"].Value) is { Form: CellDateForm.Plain } plain)
            return plain with { Form = CellDateForm.WithMore };
        return new(null, CellDateForm.Impossible);
    }

    private static CellDate Counted(int days, DateOnly zero) =>
        zero.AddDays(days) is { Year: >= FirstYear and <= LastYear } day ? new(day, CellDateForm.Serial) : new(null, CellDateForm.Impossible);

    private static CellDate One(string text)
    {
        if (YearFirst().Match(text) is { Success: true } year)
            return Made(Number(year, "y"), Number(year, "m"), Number(year, "d")) is { } day ? new(day, CellDateForm.Plain) : new(null, CellDateForm.Impossible);
        if (Named().Match(text) is { Success: true } named && Array.IndexOf(Months, named.Groups["n"].Value[..3]) is >= 0 and var month)
        {
            var isShort = named.Groups["y"].Length == 2;
            return Made(isShort ? Century(Number(named, "y")) : Number(named, "y"), month + 1, Number(named, "d")) is { } day ? new(day, isShort ? CellDateForm.TwoDigitYear : CellDateForm.Plain) : new(null, CellDateForm.Impossible);
        }

        if (YearLast().Match(text) is { Success: true } last)
            return YearAtEnd(Number(last, "a"), Number(last, "b"), Number(last, "y"));
        if (ShortYear().Match(text) is { Success: true } two)
            return WithShortYear(two);
        return NoDay().IsMatch(text) ? new(null, CellDateForm.WithoutDay) : new(null, CellDateForm.Impossible);
    }

    /// <summary>31.12.2026 and 12/31/2026 can be one day only, 03/04/2026 two: nobody chooses between them.</summary>
    private static CellDate YearAtEnd(int a, int b, int year)
    {
        var (dayFirst, monthFirst) = (Made(year, b, a), Made(year, a, b));
        if (dayFirst is not null && monthFirst is not null && dayFirst != monthFirst)
            return new(null, CellDateForm.Ambiguous, dayFirst);
        return (dayFirst ?? monthFirst) is { } day ? new(day, CellDateForm.YearLast) : new(null, CellDateForm.Impossible);
    }

    /// <summary>In Chinese the year stands first; where that gives no day, it is read from the end.</summary>
    private static CellDate WithShortYear(Match two)
    {
        var (a, b, c) = (Number(two, "a"), Number(two, "b"), Number(two, "c"));
        var isYearFirst = two.Groups["a"].Length == 2;
        var last = two.Groups["c"].Length == 2 ? Made(Century(c), b, a) ?? Made(Century(c), a, b) : null;
        var first = isYearFirst ? Made(Century(a), b, c) : null;
        return (first ?? last) is { } day ? new(day, CellDateForm.TwoDigitYear, first is not null && last != first ? last : null) : new(null, CellDateForm.Impossible);
    }

    private static int Century(int year) => year >= Pivot ? 1900 + year : 2000 + year;

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateOnly? Made(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    /// <summary>Half width, without the words and the time of day around the day; Chinese figures become digits.</summary>
    private static string Clean(string raw)
    {
        // A spreadsheet writes ' before what it keeps as text.
        var text = Spaces().Replace(CellText.Of(raw).Simplified, " ").Trim().TrimStart('\'', '‘', '’').ToLowerInvariant();
        text = Around().Replace(text, "").Trim();
        text = Time().Replace(text, "").Trim();
        if (text.Contains('年', StringComparison.Ordinal))
        {
            text = ChineseNumber().Replace(text.Replace('○', '〇').Replace('零', '〇').Replace(" ", "", StringComparison.Ordinal), match => Value(match.Value));
        }

        return text;
    }

    /// <summary>二〇二六 → 2026, 十二 → 12, 二十八 → 28, 三十 → 30.</summary>
    private static string Value(string figures)
    {
        var ten = figures.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
            return string.Concat(figures.Select(figure => ChineseDigits.IndexOf(figure, StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture)));
        var tens = ten == 0 ? 1 : ChineseDigits.IndexOf(figures[ten - 1], StringComparison.Ordinal);
        var ones = ten + 1 < figures.Length ? ChineseDigits.IndexOf(figures[ten + 1], StringComparison.Ordinal) : 0;
        return ((10 * tens) + ones).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\A([0-9]{5})(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Serial();

    // 2020-01-10, 2020/1/10, 2020.1.10, 2020年1月10日, 20200110
    [GeneratedRegex(@"\A(?<y>[0-9]{4})(?:\s*(?<s>[-/.、,])\s*(?<m>[0-9]{1,2})\s*\k<s>\s*(?<d>[0-9]{1,2})[.日]?|年(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})[日号]?|(?<m>[0-9]{2})(?<d>[0-9]{2}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\A(?<a>[0-9]{1,2})(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>(?<y>[0-9]{4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    // 86.3.1, 99/12/31, 86年3月1日, 31.12.26
    [GeneratedRegex(@"\A(?<a>[0-9]{1,2})(?:(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>(?<c>[0-9]{1,2})|年(?<b>[0-9]{1,2})月(?<c>[0-9]{1,2})[日号]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShortYear();

    // 8-Feb-2026, 8 February 26, Feb 8, 2026
    [GeneratedRegex(@"\A(?:(?<d>[0-9]{1,2})[- ](?<n>[a-z]{3,9})[- ,]+(?<y>[0-9]{4}|[0-9]{2})|(?<n>[a-z]{3,9})\.? (?<d>[0-9]{1,2}),? (?<y>[0-9]{4}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    // 2026年2月, 2026-02, 2026, 2026年; 5年, 60个月 and 5 are a term
    [GeneratedRegex(@"\A(?:(?:19|20|21)[0-9]{2}(?:年(?:[0-9]{1,2}月)?|[-/.][0-9]{1,2})?|[0-9一二三四五六]{1,2}\s*(?:年期?|个月)|[1-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex NoDay();

    // 2024-06-05(换证); what takes the day back is no word beside it. Whether 2029-03-04前 has that day in it nobody knows.
    [GeneratedRegex(@"\A(?<day>[0-9]{4}[^()]{4,12}?)\s*(?:[之以]?前|\((?![^()]*(?:作废|撤|注销|封存|停|失效|无效|误|错|不))[^()0-9]{1,20}\))\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithWords();

    [GeneratedRegex(@"\A(?<a>[0-9]{4}.{3,12}?)\s*(?:~|∼|～|至|到|—+|–+|-+)\s*(?<b>[0-9]{4}.{3,12})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Period();

    [GeneratedRegex(@"\A(?:有效期|有效)?(?:至|到)?[:：]?\s*(?=[0-9〇一二三四五六七八九])|(?:止|截止|到期)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Around();

    [GeneratedRegex(@"(?<=[0-9日])[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex("[〇一二三四五六七八九十]+", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseNumber();
}

/// <summary>How a day was written, as far as a reader of the row should know.</summary>
internal enum CellDateForm
{
    /// <summary>Nothing was.</summary>
    None,

    /// <summary>Year first or month by name: no doubt.</summary>
    Plain,

    /// <summary>The number by which a spreadsheet counts days.</summary>
    Serial,
    TwoDigitYear,

    /// <summary>31.12.2026, 12/31/2026</summary>
    YearLast,

    /// <summary>Two days in one cell.</summary>
    Period,

    /// <summary>A month or a year only.</summary>
    WithoutDay,

    /// <summary>长期: no last day.</summary>
    OpenEnded,

    /// <summary>A plain day with words in brackets behind it.</summary>
    WithMore,

    /// <summary>03/04/2026 is one of two days.</summary>
    Ambiguous,
    Impossible,
}
