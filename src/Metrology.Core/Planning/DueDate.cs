using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Last day that the words of a plan mean by default: 到2025年 is the end of 2025, “十三五”时期 the end of 2020.</summary>
public static partial class DueDate
{
    private const string Digits = "一二三四五六七八九";

    /// <summary>The derived day, or null when the words name none ("每年").</summary>
    public static DateOnly? Of(string words)
    {
        var text = SimplifiedChinese.Of(words);
        // 2023年至2027年 is due at its end.
        if (CalendarDate().Matches(text) is { Count: > 0 } dates)
            return dates.Select(Date).Max();
        return FiveYearPlan().Match(text) is { Success: true } plan ? EndOfPlan(plan.Groups["n"].Value) : null;
    }

    /// <summary>The words name a day or month that no calendar has: 2025年2月30日.</summary>
    public static bool NamesNoDay(string words) => CalendarDate().Matches(SimplifiedChinese.Of(words)).Any(match => Date(match) is null);

    /// <summary>First day of the five-year plan that the words name, and nothing else: “十三五”时期 began with 2016.</summary>
    public static DateOnly? StartOfPlan(string words)
    {
        var text = SimplifiedChinese.Of(words);
        return !CalendarDate().IsMatch(text) && Of(words) is { } end ? new DateOnly(end.Year - 4, 1, 1) : null;
    }

    private static DateOnly? Date(Match match)
    {
        var year = Number(match, "y") ?? 0;
        if (year == 0)
            return null;
        var month = Number(match, "m") ?? 12;
        if (month is < 1 or > 12)
            return null;
        var last = DateTime.DaysInMonth(year, month);
        var day = Number(match, "d") ?? last;
        return day >= 1 && day <= last ? new DateOnly(year, month, day) : null;
    }

    // From the third on every plan has five years without a gap: 三五 ended 1970, 十三五 ended 2020.
    private static DateOnly? EndOfPlan(string numeral)
    {
        var tens = numeral.IndexOf('十');
        var unit = numeral.Length > tens + 1 ? Digits.IndexOf(numeral[tens + 1]) + 1 : 0;
        var n = tens < 0 ? unit : ((tens == 0 ? 1 : Digits.IndexOf(numeral[0]) + 1) * 10) + unit;
        return n >= 3 ? new DateOnly(1955 + (5 * n), 12, 31) : null;
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("(?<y>[0-9]{4})年(?:(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})日)?)?", RegexOptions.CultureInvariant)]
    private static partial Regex CalendarDate();

    [GeneratedRegex("(?<n>[一二三四五六七八九]?十?[一二三四五六七八九]?)五[”\"」]?(?:时期|规划|期间|末|$)", RegexOptions.CultureInvariant)]
    private static partial Regex FiveYearPlan();
}
