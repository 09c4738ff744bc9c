namespace Metrology.Core.Planning;

/// <summary>
/// Standing of a standard on a date. It counts only while each certificate that it needs is in force (计量法实施细则 第八条: assessed, then certified by the local
/// department; 第十条: where it is no public standard, assessed) and it is neither suspended nor withdrawn.
/// </summary>
public static class StandardValidity
{
    /// <summary>How long before its end a certificate is called expiring.</summary>
    public const int WarningDays = 60;

    public static StandardStanding On(StandardDates dates, DateOnly date)
    {
        if (dates.WithdrawnOn <= date)
            return StandardStanding.Withdrawn;
        if (dates.SuspendedFrom <= date && (dates.SuspendedUntil is null || date <= dates.SuspendedUntil))
            return StandardStanding.Suspended;
        if (dates.Suspensions.Any(period => Covers(period, date)))
            return StandardStanding.Suspended;

        var standing = Of(dates.Assessment, date);
        if (dates.NeedsPublic)
        {
            var published = Of(dates.Public, date);
            // What lacks a certificate that it needs never was in force, so the other one's end is no lapse of it.
            standing = standing == StandardStanding.NotYet || published == StandardStanding.NotYet ? StandardStanding.NotYet : Worse(standing, published);
        }

        return dates.Pending.Any(period => Covers(period, date)) ? Worse(standing, StandardStanding.Unknown) : standing;
    }

    /// <summary>Standing of what stands on certificates of one kind. What never had any has not lapsed: it is not yet certified.</summary>
    public static StandardStanding Of(IReadOnlyList<CertificatePeriod> certificates, DateOnly date)
    {
        if (certificates.Where(period => period.From <= date && date <= period.Until).Max(period => period.Until) is { } last)
            return last.DayNumber - date.DayNumber <= WarningDays ? StandardStanding.Expiring : StandardStanding.Valid;
        if (certificates.Any(period => CouldCover(period, date)))
            return StandardStanding.Unknown;
        return certificates.Any(period => period.Until < date) ? StandardStanding.Expired : StandardStanding.NotYet;
    }

    private static bool Covers(CertificatePeriod period, DateOnly date) => period.From <= date && (period.Until is null || date <= period.Until);

    /// <summary>Whether a missing date leaves it open that the certificate covers the day.</summary>
    private static bool CouldCover(CertificatePeriod period, DateOnly date) =>
        (period.From is null || period.Until is null) && !(period.From > date) && !(period.Until < date);

    /// <summary>What is not in force outweighs what is not known, and that outweighs what soon lapses.</summary>
    public static StandardStanding Worse(StandardStanding a, StandardStanding b) => Weight(a) >= Weight(b) ? a : b;

    private static int Weight(StandardStanding standing) => standing switch
    {
        StandardStanding.Valid => 0,
        StandardStanding.Expiring => 1,
        StandardStanding.Unknown => 2,
        StandardStanding.NotYet => 3,
        StandardStanding.Expired => 4,
        StandardStanding.Suspended => 5,
        StandardStanding.Withdrawn => 6,
    };
}
