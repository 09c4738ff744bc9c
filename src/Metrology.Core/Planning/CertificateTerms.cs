using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>
/// How long an assessment certificate of a standard is valid by the rules of its day: four years, five since 2020-10-23. Only looked at to warn: both days of a certificate are entered as they are printed,
/// and neither is ever derived.
/// </summary>
public static class CertificateTerms
{
    /// <summary>Days by which a term may differ from its years: the day after and the day before both occur.</summary>
    private const int Slack = 31;

    /// <summary>A renewal is applied for half a year ahead; a certificate that comes earlier than this follows an examination of its own.</summary>
    public const int RenewedAheadDays = 366;

    /// <summary>第72号令 (2005) with 4 years is seen in real rows; 第31号令 (2020) with 5 years is remembered, its text is not held.</summary>
    private static readonly (DateOnly From, Fact<int> Years)[] Rules =
    [
        (new(2005, 7, 1), new(4, false, "计量标准考核办法 (总局令第72号, 2005), seen in dated rows")),
        (new(2020, 10, 23), new(5, false, "计量标准考核办法 第十四条 as amended by 总局令第31号 (2020), from memory")),
    ];

    /// <summary>What is odd about a certificate, for a person to check against the paper.</summary>
    public static IReadOnlyList<BilingualText> Doubts(CertificatePeriod period, DateOnly today)
    {
        var doubts = new List<BilingualText>();
        if (period.From > today)
            doubts.Add(new("发证日期在今天之后，请核对。", "It is issued after today; check it."));
        if (period is { From: { } from, Until: { } until } && Rules.LastOrDefault(rule => rule.From <= from).Years is { } years)
        {
            var days = until.DayNumber - from.AddYears(years.Value).DayNumber;
            if (Math.Abs(days) > Slack)
            {
                var said = ((until.DayNumber - from.DayNumber + 1) / 365.25).ToString("0.#", CultureInfo.InvariantCulture);
                doubts.Add(new(
                    $"有效期约 {said} 年；按发证时的规定一般为 {years.Value} 年（未确认），请与证书核对。",
                    $"It lasts about {said} years; by the rules of its day {years.Value} are usual (not confirmed). Check it against the paper."));
            }
        }

        return doubts;
    }
}
