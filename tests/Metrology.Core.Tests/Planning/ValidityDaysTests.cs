using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;

namespace Metrology.Core.Tests.Planning;

public class ValidityDaysTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private const int Span = 3650;

    private static readonly Gen<DateOnly> Day = Gen.Choose(-300, Span + 300).Select(First.AddDays);

    private static readonly Gen<DateOnly?> MaybeDay = Gen.Frequency((6, Day.Select(day => (DateOnly?)day)), (1, Gen.Constant<DateOnly?>(null)));

    /// <summary>Also reversed, touching, overlapping and half unknown ones.</summary>
    private static readonly Gen<CertificatePeriod> Period = Gen.OneOf(
        Gen.Two(MaybeDay).Select(pair => new CertificatePeriod(pair.Item1, pair.Item2)),
        Day.SelectMany(from => Gen.Choose(0, 1500).Select(days => new CertificatePeriod(from, from.AddDays(days)))),
        Gen.Choose(0, 6).Select(part => new CertificatePeriod(First.AddDays(part * 500), First.AddDays((part * 500) + 499))));

    private static readonly Gen<StandardDates> Dates = Period.ListOf().SelectMany(assessment => Period.ListOf().SelectMany(published =>
        Gen.Four(Gen.Frequency((2, Gen.Constant<DateOnly?>(null)), (1, MaybeDay))).Select(days =>
            new StandardDates([.. assessment], [.. published], days.Item1, days.Item2, days.Item3) { NeedsPublic = days.Item4 is not { Day: < 10 } })));

    [Fact]
    public void Arithmetic_of_intervals_agrees_with_the_rule_on_any_day() => Prop.ForAll(Dates.Zip(Day).ToArbitrary(), one =>
    {
        var (dates, day) = one;
        var standing = StandardValidity.On(dates, day);
        var inForce = ValidityDays.InForce(dates).Any(range => range.Contains(day));
        var possible = ValidityDays.Possible(dates).Any(range => range.Contains(day));
        return inForce == standing is StandardStanding.Valid or StandardStanding.Expiring
            && (possible && !inForce) == (standing == StandardStanding.Unknown);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Counting_a_span_agrees_with_counting_every_day_of_it() => Prop.ForAll(Dates.ListOf().ToArbitrary(), standards =>
    {
        var (counted, unknown) = (InForceCount.PerDay(standards, First, Span), InForceCount.UnknownPerDay([.. standards], First, Span));
        return Enumerable.Range(0, Span / 7).Select(week => week * 7).All(i =>
            counted[i] == standards.Count(dates => StandardValidity.On(dates, First.AddDays(i)) is StandardStanding.Valid or StandardStanding.Expiring)
            && unknown[i] == standards.Count(dates => StandardValidity.On(dates, First.AddDays(i)) == StandardStanding.Unknown));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_fall_of_the_curve_is_a_cliff_and_nothing_else() => Prop.ForAll(Dates.ListOf().ToArbitrary(), standards =>
    {
        var cliffs = ExpiryCliffs.Of(standards, dates => dates, First, First.AddDays(Span)).ToDictionary(cliff => cliff.LastDay, cliff => cliff.Falling.Count);
        return Enumerable.Range(0, Span).Select(i => First.AddDays(i)).All(day =>
            cliffs.GetValueOrDefault(day) == standards.Count(dates => IsInForce(dates, day) && !IsInForce(dates, day.AddDays(1))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Certificates_that_touch_leave_no_cliff_and_a_gap_of_a_day_does()
    {
        DateOnly middle = new(2024, 6, 30), end = new(2028, 6, 30);
        Assert.Equal([end], Cliffs(middle.AddDays(1)).Select(cliff => cliff.LastDay));
        Assert.Equal([middle, end], Cliffs(middle.AddDays(2)).Select(cliff => cliff.LastDay));

        IReadOnlyList<ExpiryCliff<StandardDates>> Cliffs(DateOnly next) => ExpiryCliffs.Of(
            [new StandardDates([new(First, middle), new(next, end)], [new(First, end)], null, null, null)], dates => dates, First, end);
    }

    [Fact]
    public void Only_what_ended_says_how_often_renewals_come_in_time()
    {
        DateOnly today = new(2026, 6, 15), end = new(2025, 3, 31);
        CertificatePeriod ended = new(First, end), next = new(end.AddDays(1), end.AddYears(5)), late = new(end.AddDays(2), end.AddYears(5));
        Assert.Null(RenewalRecord.Of([new([next], [next], null, null, null)], today).Share);
        Assert.Equal(new RenewalRecord(3, 2), RenewalRecord.Of([new([ended, next], [ended, late], null, null, null), new([ended, next], [], null, null, null)], today));
        Assert.Equal(new RenewalRecord(0, 0), RenewalRecord.Of([new([ended], [], null, null, WithdrawnOn: end)], today));
    }

    private static bool IsInForce(StandardDates dates, DateOnly day) => StandardValidity.On(dates, day) is StandardStanding.Valid or StandardStanding.Expiring;
}
