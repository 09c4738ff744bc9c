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
        // What never came has not lapsed, whatever the other one does.
        Assert.Equal(StandardStanding.NotYet, StandardValidity.On(new([Whole], [], null, null, null), new(2025, 6, 1)));
        Assert.Equal(StandardStanding.NotYet, StandardValidity.On(new([], [], null, null, null), new(2025, 6, 1)));
        Assert.Equal(StandardStanding.NotYet, StandardValidity.On(new([Whole], [], null, null, null), Until.AddDays(1)));
        Assert.Equal(StandardStanding.NotYet, StandardValidity.On(new([], [Whole], null, null, null), Until.AddDays(1)));
        Assert.Equal(StandardStanding.Expired, StandardValidity.On(new([Whole], [Whole], null, null, null), Until.AddDays(1)));
    }

    /// <summary>计量法实施细则 第十条: the highest standard of a department or an enterprise is used once it is assessed.</summary>
    [Fact]
    public void What_is_no_public_standard_is_not_asked_for_a_public_certificate()
    {
        var dates = new StandardDates([Whole], [], null, null, null) { NeedsPublic = false };
        Assert.Equal([StandardStanding.Valid, StandardStanding.Expired, StandardStanding.NotYet], new[] { new(2025, 6, 1), Until.AddDays(1), From.AddDays(-1) }.Select(day => StandardValidity.On(dates, day)));
        // One that lies about does neither good nor harm.
        Assert.Equal(StandardStanding.Valid, StandardValidity.On(dates with { Public = [new(From, new(2024, 1, 1))] }, new(2025, 6, 1)));
        Assert.Equal([new Core.Planning.Forecasts.DayRange(From.DayNumber, Until.DayNumber)], Core.Planning.Forecasts.ValidityDays.InForce(dates));
        Assert.Equal((1, 0), (Core.Planning.Forecasts.RenewalRecord.Of([dates with { Public = [new(From, new(2024, 1, 1))] }], Until.AddDays(1)) is var record ? record.Ended : 0, record.Renewed));
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
