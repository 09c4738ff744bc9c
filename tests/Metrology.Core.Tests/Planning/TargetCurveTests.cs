using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Planning;

namespace Metrology.Core.Tests.Planning;

public class TargetCurveTests
{
    private static readonly DateOnly First = new(2022, 1, 1);
    private static readonly DateOnly Last = new(2028, 12, 31);

    private static readonly Gen<DateOnly> Day = Gen.Choose(-400, 3000).Select(First.AddDays);

    /// <summary>Mostly known; one in eight is missing.</summary>
    private static readonly Gen<DateOnly?> MaybeDay = Gen.Frequency((7, Day.Select(day => (DateOnly?)day)), (1, Gen.Constant<DateOnly?>(null)));

    private static readonly Gen<CertificatePeriod> Period = MaybeDay.SelectMany(
        from => Gen.Choose(0, 2000).SelectMany(days => MaybeDay.Select(other => new CertificatePeriod(from, other is null ? null : from?.AddDays(days) ?? other))));

    private static readonly Gen<CountedStandard> Standard = Period.ListOf().SelectMany(assessment => Period.ListOf().SelectMany(published =>
        Gen.Two(MaybeDay).SelectMany(pair => Gen.Elements("A", "B", "C", null).Select(kind => new CountedStandard(
            "", kind, new([.. assessment], [.. published], pair.Item1?.Year % 2 == 0 ? pair.Item1 : null, pair.Item2, null), pair.Item2, [])))));

    [Theory]
    [InlineData(TargetReadings.StockAtDate)]
    [InlineData(TargetReadings.NewlyBuiltInPeriod)]
    [InlineData(TargetReadings.CumulativeSincePlanStart)]
    [InlineData(TargetReadings.IncrementOfTheYear)]
    public void On_every_day_the_curve_is_the_count_of_that_day(string reading) => Prop.ForAll(
        Standard.ListOf().Zip(Gen.Choose(0, Last.DayNumber - First.DayNumber)).ToArbitrary(),
        one =>
        {
            var (standards, day) = (one.Item1, First.AddDays(one.Item2));
            var count = TargetProgress.Count(Example(), reading, standards, day)!;
            var point = TargetCurve.Of(Example(), reading, standards, First, Last)!.Last(point => point.On <= day);
            return (point.Counted, point.Unknown) == (count.Counted, count.Unknown);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_stands_only_where_something_changes()
    {
        var curve = TargetCurve.Of(Example(), TargetReadings.StockAtDate, [InForce(new(2023, 3, 1), new(2025, 2, 28)), InForce(new(2025, 3, 1), new(2026, 6, 30))], First, Last)!;
        Assert.Equal([new(First, 0, 0), new(new(2023, 3, 1), 1, 0), new(new(2026, 7, 1), 0, 0)], curve);
    }

    [Fact]
    public void A_reading_that_the_registry_cannot_answer_has_no_curve() => Assert.Null(TargetCurve.Of(Example(), "coverage-rate", [], First, Last));

    [Fact]
    public void Words_with_several_meanings_leave_every_standard_open()
    {
        var target = Example() with { Readings = new Dictionary<string, string> { ["A"] = "本级最高", ["B"] = "全部最高" }, ReadingDefault = "A" };
        Assert.Equal(new TargetCount(0, 0, 0, 0, 1), TargetProgress.Count(target, TargetReadings.StockAtDate, [InForce(First, Last)], new(2024, 1, 1)));
    }

    [Fact]
    public void What_is_counted_can_be_named()
    {
        CountedStandard[] standards = [InForce(First, Last), InForce(First, Last) with { Id = "2", CountingClass = "D" }, InForce(First, new(2023, 1, 1)) with { Id = "3" }];
        var meant = TargetProgress.Meant(Example(), TargetReadings.StockAtDate, standards, new(2024, 1, 1))!;
        Assert.Equal([("1", true), ("3", false)], meant.Select(one => (one.Standard.Id, one.Counts)));
    }

    private static CountedStandard InForce(DateOnly from, DateOnly until) => new("1", "A", new([new(from, until)], [new(from, until)], null, null, null), from, []);

    private static Target Example() => new()
    {
        Id = "T",
        Place = "示例市",
        Document = "示例方案",
        SeedFile = "a.txt",
        Quote = "社会公用计量标准3项以上。",
        Line = 1,
        Number = "3",
        Operator = "≥",
        Unit = "项 社会公用计量标准",
        Scope = "示例市",
        DefaultKind = TargetReadings.StockAtDate,
        AlternativeKinds = [TargetReadings.NewlyBuiltInPeriod],
        Due = new("到2025年", new(2025, 12, 31)),
        Baseline = null,
        CountingClassesDefault = ["A", "B"],
        PlanStart = new(2023, 1, 1),
    };
}
