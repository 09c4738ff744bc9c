using Metrology.Core.Planning;

namespace Metrology.Core.Tests.Planning;

public class StandardValidityTests
{
    private static readonly DateOnly From = new(2023, 1, 1);
    private static readonly DateOnly Until = new(2027, 12, 31);
    private static readonly CertificatePeriod Whole = new(From, Until);

    private static StandardStanding On(DateOnly date, CertificatePeriod? assessment = null, CertificatePeriod? published = null) =>
        StandardValidity.On(new([assessment ?? Whole], [published ?? Whole], null, null, null), date);

    [Fact]
    public void The_first_and_last_day_are_in_force()
    {
        Assert.Equal(StandardStanding.Valid, On(From));
        Assert.Equal(StandardStanding.Expiring, On(Until));
        Assert.Equal(StandardStanding.Expired, On(Until.AddDays(1)));
        Assert.Equal(StandardStanding.NotYet, On(From.AddDays(-1)));
    }

    [Fact]
    public void The_warning_begins_sixty_days_before_the_end()
    {
        Assert.Equal(StandardStanding.Expiring, On(Until.AddDays(-StandardValidity.WarningDays)));
        Assert.Equal(StandardStanding.Valid, On(Until.AddDays(-StandardValidity.WarningDays - 1)));
    }

    [Fact]
    public void The_worse_certificate_decides()
    {
        Assert.Equal(StandardStanding.Expired, On(new(2025, 6, 1), published: new(From, new(2025, 5, 31))));
        Assert.Equal(StandardStanding.Unknown, On(new(2025, 6, 1), published: new(From, null)));
        Assert.Equal(StandardStanding.Expired, StandardValidity.On(new([Whole], [], null, null, null), new(2025, 6, 1)));
    }

    [Fact]
    public void Suspension_and_withdrawal_go_before_dates()
    {
        var dates = new StandardDates([Whole], [Whole], new(2025, 1, 1), new(2025, 3, 31), new(2026, 1, 1));
        Assert.Equal(StandardStanding.Suspended, StandardValidity.On(dates, new(2025, 3, 31)));
        Assert.Equal(StandardStanding.Valid, StandardValidity.On(dates, new(2025, 4, 1)));
        Assert.Equal(StandardStanding.Withdrawn, StandardValidity.On(dates, new(2026, 1, 1)));
    }
}
