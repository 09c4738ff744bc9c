using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>
/// How long certificates of a standard are valid by the rules of their day: four years, five since 2020-10-23. Only looked at to warn: both days of a certificate are entered as they are printed,
/// and neither is ever derived.
/// </summary>
public static class CertificateTerms
{
    /// <summary>Days by which a term may differ from its years: the day after and the day before both occur.</summary>
    private const int Slack = 31;

    /// <summary>A renewal is applied for half a year ahead; a certificate that comes earlier than this follows an examination of its own.</summary>
    public const int RenewedAheadDays = 366;

    /// <summary>第72号令 (2005) with 4 years is seen in real rows; 第31号令 (2020) with 5 years is remembered, its text is not held. No rule is known for public certificates: that they follow the assessment is remembered.</summary>
    private static readonly (DateOnly From, StandardCertificateKind Kind, Fact<int> Years)[] Rules =
    [
        (new(2005, 7, 1), StandardCertificateKind.Assessment, new(4, false, "计量标准考核办法 (总局令第72号, 2005), seen in dated rows")),
        (new(2020, 10, 23), StandardCertificateKind.Assessment, new(5, false, "计量标准考核办法 第十四条 as amended by 总局令第31号 (2020), from memory")),
        (new(2005, 7, 1), StandardCertificateKind.Public, new(4, false, "as long as the assessment certificate of its day, from memory; no text held")),
        (new(2020, 10, 23), StandardCertificateKind.Public, new(5, false, "as long as the assessment certificate of its day, from memory; no text held")),
    ];

    /// <summary>What is odd about a certificate, for a person to check against the paper.</summary>
    public static IReadOnlyList<BilingualText> Doubts(StandardCertificateKind kind, CertificatePeriod period, DateOnly today)
    {
        var doubts = new List<BilingualText>();
        if (period.From > today)
            doubts.Add(new("发证日期在今天之后，请核对。", "It is issued after today; check it."));
        if (OfTerm(kind, period) is { } unusual)
            doubts.Add(unusual);
        return doubts;
    }

    /// <summary>That it does not last as long as certificates of its kind and day do; null when it does, or when a day is unknown.</summary>
    public static BilingualText? OfTerm(StandardCertificateKind kind, CertificatePeriod period)
    {
        if (period is not { From: { } from, Until: { } until } || until < from || Rules.LastOrDefault(rule => rule.Kind == kind && rule.From <= from).Years is not { } years)
            return null;
        if (from.Year + years.Value > DateOnly.MaxValue.Year || Math.Abs(until.DayNumber - from.AddYears(years.Value).DayNumber) <= Slack)
            return null;
        var said = ((until.DayNumber - from.DayNumber + 1) / 365.25).ToString("0.#", CultureInfo.InvariantCulture);
        return new(
            $"有效期约 {said} 年；按发证时的规定一般为 {years.Value} 年（未确认），请与证书核对。",
            $"It lasts about {said} years; by the rules of its day {years.Value} are usual (not confirmed). Check it against the paper.");
    }
}
