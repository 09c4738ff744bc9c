using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;

namespace Metrology.Core.Tests.Planning;

/// <summary>What counts once, under each reading, whatever the evidence looks like.</summary>
public class ThingTests
{
    private static readonly DateOnly First = new(2022, 1, 1), Last = new(2028, 12, 31), Day = new(2025, 12, 31);

    private static readonly Gen<DateOnly?> MaybeDay = Gen.Frequency((6, Gen.Choose(-900, 3200).Select(days => (DateOnly?)First.AddDays(days))), (1, Gen.Constant<DateOnly?>(null)));

    private static readonly Gen<CountedThing> Thing = Gen.Elements("甲厂", "乙厂", "丙 厂").SelectMany(name => Gen.Elements("1", "2", null).SelectMany(code => Gen.Elements("东县", "西县", null).SelectMany(district =>
        Gen.Two(MaybeDay).Select(days => new CountedThing("", ThingKind.CertifiedEnterprise, name, code, district, days.Item1, days.Item2 >= days.Item1 || days.Item1 is null ? days.Item2 : null)))));

    [Theory]
    [InlineData("甲厂", "01", "甲厂（分部）", "01", 1)] // one code
    [InlineData("甲厂", "01", "甲厂", "02", 2)] // two codes
    [InlineData("甲厂", "01", "甲厂", null, 1)] // the name has one code elsewhere
    [InlineData("甲（示例）厂", null, "甲(示例) 厂", null, 1)] // width and blanks
    [InlineData("計量廠", null, "计量廠", null, 1)] // script
    [InlineData("ＡＢ厂", null, "ab厂", null, 1)]
    [InlineData("甲厂", null, "乙厂", null, 2)]
    public void Rows_of_one_thing_count_once(string name, string? code, string other, string? otherCode, int count)
    {
        CountedThing[] rows = [Of(name, code), Of(other, otherCode)];
        Assert.Equal(count, Count(TargetReadings.StockAtDate, rows, Day).Counted);
    }

    [Fact]
    public void A_name_that_two_codes_have_belongs_to_neither()
    {
        CountedThing[] rows = [Of("甲厂", "01"), Of("甲厂", "02"), Of("甲厂", null)];
        Assert.Equal(3, Count(TargetReadings.StockAtDate, rows, Day).Counted);
    }

    [Fact]
    public void Sites_of_one_name_in_two_districts_are_two()
    {
        CountedThing[] rows = [Site("窗口", "东县"), Site("窗口", "西县"), Site("窗口", "东县")];
        Assert.Equal(2, ThingProgress.Count(Example("个 平台或窗口"), TargetReadings.Total, rows, [], Day)!.Counted);
    }

    [Theory]
    [InlineData("项 社会公用计量标准", null)]
    [InlineData("个 质量基础设施“一站式”服务线下站点", ThingKind.OneStopSite)]
    [InlineData("家/年 服务企业", ThingKind.ServedEnterprise)]
    [InlineData("家 通過測量管理體系認證企業", ThingKind.CertifiedEnterprise)]
    [InlineData("个 国家或省级产业计量测试平台", ThingKind.TestPlatform)]
    [InlineData("个 国家级产品质量检验检测中心、产业计量测试中心或重点实验室", ThingKind.NationalCentre)]
    [InlineData("个 省级授权的产品质量监督检验平台", ThingKind.InspectionPlatform)]
    [InlineData("家 互认实验室", ThingKind.RecognisedLaboratory)]
    [InlineData("棵 树", null)]
    [InlineData("人", null)]
    public void The_counted_unit_says_what_is_counted(string unit, ThingKind? kind) => Assert.Equal(kind, ThingProgress.KindOf(Example(unit)));

    [Theory]
    [InlineData(TargetReadings.StockAtDate, 1, 1)]
    [InlineData(TargetReadings.CumulativeEverCertified, 2, 0)]
    [InlineData("level-total", null, null)]
    public void A_certificate_without_an_end_is_unknown_and_one_that_lapsed_was_there(string reading, int? counted, int? unknown)
    {
        CountedThing[] rows = [Of("甲厂", "01"), Of("甲厂", "01") with { Until = new(2024, 1, 1) }, Of("乙厂", "02") with { Until = null }, Of("丙厂", "03") with { From = new(2026, 1, 1) }];
        var count = ThingProgress.Count(Example(), reading, rows, [], Day);
        Assert.Equal((counted, unknown), (count?.Counted, count?.Unknown));
    }

    [Theory]
    [InlineData("2015-12-31", null, 0)] // there before the plan: a new paper does not make it new
    [InlineData("2016-01-01", null, 1)]
    [InlineData("2020-12-31", null, 1)]
    [InlineData("2021-01-01", null, 0)]
    [InlineData("2017-01-01", "2019-12-31", 0)] // built and closed again
    public void New_is_what_began_in_the_five_year_plan_and_is_there(string from, string? until, int counted)
    {
        var target = Example("个 国家或省级产业计量测试平台") with { Due = new("“十三五”时期", new(2020, 12, 31)) };
        CountedThing[] rows = [new("1", ThingKind.TestPlatform, "平台", null, null, DateOnly.Parse(from), until is null ? null : DateOnly.Parse(until)), new("2", ThingKind.TestPlatform, "平台", null, null, DateOnly.Parse(from).AddYears(3), until is null ? null : DateOnly.Parse(until).AddYears(-1))];
        Assert.Equal(counted, ThingProgress.Count(target, TargetReadings.NewlyBuiltInPeriod, rows[..1], [], new(2020, 12, 31))!.Counted);
        if (from == "2015-12-31")
            Assert.Equal(0, ThingProgress.Count(target, TargetReadings.NewlyBuiltInPeriod, rows, [], new(2020, 12, 31))!.Counted);
        Assert.Null(ThingProgress.Count(target with { Due = new("到2020年", new(2020, 12, 31)) }, TargetReadings.NewlyBuiltInPeriod, rows, [], new(2020, 12, 31)));
    }

    [Fact]
    public void A_flow_begins_anew_each_year_and_is_missed_only_at_its_end()
    {
        var target = Example("家/年 服务企业") with { Number = "2", Due = new("每年", null) };
        CountedThing[] rows = [Served("甲", new(2024, 3, 1)), Served("甲", new(2025, 3, 1)), Served("甲", new(2025, 5, 1)), Served("乙", new(2025, 12, 31))];
        Assert.Equal([1, 1, 2, 0], new DateOnly[] { new(2024, 12, 31), new(2025, 6, 1), new(2025, 12, 31), new(2026, 1, 1) }.Select(day => ThingProgress.Count(target, TargetReadings.AnnualFlow, rows, [], day)!.Counted));
        Assert.Equal(
            [TargetStanding.Missed, TargetStanding.Open, TargetStanding.Reached, TargetStanding.Open],
            new DateOnly[] { new(2024, 12, 31), new(2025, 6, 1), new(2025, 12, 31), new(2026, 1, 1) }.Select(day => ThingProgress.Standing(target, TargetReadings.AnnualFlow, rows, [], day)));
    }

    [Theory]
    [InlineData("东县 西县", 1, TargetStanding.Reached)]
    [InlineData("东县 西县 南县", 0, TargetStanding.Open)]
    [InlineData("", 1, TargetStanding.Undetermined)]
    public void A_minimum_of_each_district_is_that_of_the_district_with_least(string units, int counted, TargetStanding standing)
    {
        var target = Example("个 平台或窗口") with { Number = "1", Due = new(null, null) };
        CountedThing[] rows = [Site("窗口", "东县"), Site("平台", "东县"), Site("窗口", "西 县")];
        var named = units.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(counted, ThingProgress.Count(target, TargetReadings.PerUnitMinimum, rows, named, Day)!.Counted);
        Assert.Equal(standing, ThingProgress.Standing(target, TargetReadings.PerUnitMinimum, rows, named, Day));
    }

    [Theory]
    [InlineData(TargetReadings.StockAtDate)]
    [InlineData(TargetReadings.CumulativeEverCertified)]
    [InlineData(TargetReadings.PerUnitMinimum)]
    public void On_every_day_the_curve_is_the_count_of_that_day(string reading) => Prop.ForAll(
        Thing.ListOf().Zip(Gen.Choose(0, Last.DayNumber - First.DayNumber)).ToArbitrary(),
        one =>
        {
            var (rows, day) = (one.Item1.ToList(), First.AddDays(one.Item2));
            var count = ThingProgress.Count(Example(), reading, rows, [], day)!;
            var point = ThingProgress.Curve(Example(), reading, rows, [], First, Last)!.Last(point => point.On <= day);
            return (point.Counted, point.Unknown) == (count.Counted, count.Unknown);
        }).QuickCheckThrowOnFailure();

    /// <summary>More evidence of what counts already changes nothing.</summary>
    [Fact]
    public void Evidence_that_is_entered_twice_counts_nothing_more() => Prop.ForAll(
        Thing.ListOf().ToArbitrary(),
        rows => Count(TargetReadings.StockAtDate, rows, Day) == Count(TargetReadings.StockAtDate, [.. rows, .. rows], Day)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(61, 60, null)]
    [InlineData(60, 60, "lead")]
    [InlineData(31, 60, "lead")]
    [InlineData(30, 60, "d30")]
    [InlineData(8, 60, "d30")]
    [InlineData(7, 60, "d7")]
    [InlineData(0, 60, "d7")]
    [InlineData(-1, 60, "late0")]
    [InlineData(-30, 60, "late0")]
    [InlineData(-31, 60, "late1")]
    [InlineData(10, 5, null)]
    [InlineData(5, 5, "lead")]
    [InlineData(7, 10, "d7")]
    public void What_lapses_is_said_at_its_stages(int left, int lead, string? stage) => Assert.Equal(stage, WarningStage.Of(Day.AddDays(left), Day, lead));

    private static TargetCount Count(string reading, IEnumerable<CountedThing> rows, DateOnly day) => ThingProgress.Count(Example(), reading, rows, [], day)!;

    private static CountedThing Of(string name, string? code) => new("", ThingKind.CertifiedEnterprise, name, code, null, new(2023, 1, 1), new(2027, 1, 1));

    private static CountedThing Site(string name, string district) => new("", ThingKind.OneStopSite, name, null, district, new(2023, 1, 1), null);

    private static CountedThing Served(string name, DateOnly on) => new("", ThingKind.ServedEnterprise, name, null, null, on, null);

    private static Target Example(string unit = "家 通过测量管理体系认证企业") => new()
    {
        Id = "T",
        Place = "示例市",
        Document = "示例方案",
        SeedFile = "a.txt",
        Quote = "3家以上。",
        Line = 1,
        Number = "3",
        Operator = "≥",
        Unit = unit,
        Scope = "示例市",
        DefaultKind = TargetReadings.StockAtDate,
        AlternativeKinds = [],
        Due = new("到2025年", new(2025, 12, 31)),
        Baseline = null,
    };
}
