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
        Gen.Two(MaybeDay).SelectMany(pair => Gen.Elements("A", "B", "C", null).SelectMany(kind => Gen.Elements("甲所", "乙所", "丙所", null).Select(institution => new CountedStandard(
            "", kind, new([.. assessment], [.. published], pair.Item1?.Year % 2 == 0 ? pair.Item1 : null, pair.Item2, null), pair.Item2, [])
        { Institution = institution })))));

    [Theory]
    [InlineData(TargetReadings.StockAtDate)]
    [InlineData(TargetReadings.NewlyBuiltInPeriod)]
    [InlineData(TargetReadings.CumulativeSincePlanStart)]
    [InlineData(TargetReadings.IncrementOfTheYear)]
    [InlineData(TargetReadings.PerInstitutionMinimum, "甲", "乙 所")]
    [InlineData(TargetReadings.PerInstitutionMinimum, "所", "乙所")]
    [InlineData(TargetReadings.LevelTotal, "甲所")]
    public void On_every_day_the_curve_is_the_count_of_that_day(string reading, params string[] units) => Prop.ForAll(
        Standard.ListOf().Zip(Gen.Choose(0, Last.DayNumber - First.DayNumber)).ToArbitrary(),
        one =>
        {
            var (standards, day) = (one.Item1, First.AddDays(one.Item2));
            var target = Example() with { Units = units };
            var count = TargetProgress.Count(target, reading, standards, day)!;
            var point = TargetCurve.Of(target, reading, standards, First, Last)!.Last(point => point.On <= day);
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

    /// <summary>"市级最高计量标准": what counts follows the meaning in force, and what the register does not say stands apart.</summary>
    [Theory]
    [InlineData("A", null, 1, 1)]
    [InlineData("B", "示例市局", 2, 2)]
    [InlineData("B", null, 0, 5)]
    [InlineData("C", null, 2, 2)]
    public void The_count_follows_the_meaning(string letter, string? presider, int counted, int unknown)
    {
        var target = ((Target)TargetFile.Read(System.Text.Encoding.UTF8.GetBytes(Shipped("CD-4"))).Value) with { ChosenMeaning = letter, Presider = presider };
        var one = InForce(First, Last);
        CountedStandard[] standards =
        [
            one with { IsHighest = true, Presider = "示例市局" }, one with { Id = "2", IsHighest = false, Presider = "示例市局" }, one with { Id = "3" },
            one with { Id = "4", CountingClass = "D", Category = "Enterprise", Presider = "示例 市局" }, one with { Id = "5", CountingClass = "D", Category = "Department", Presider = "示例省局" },
            one with { Id = "6", CountingClass = "D", Presider = null },
        ];
        Assert.Equal((counted, unknown), TargetProgress.Count(target, TargetReadings.StockAtDate, standards, new(2024, 1, 1)) is { } count ? (count.Counted, count.Unknown) : default);
    }

    /// <summary>Whose words say 社会公用计量标准 counts public standards, also where the entry names no class.</summary>
    [Fact]
    public void Words_of_public_standards_count_no_enterprise_standard()
    {
        var target = (Target)TargetFile.Read(System.Text.Encoding.UTF8.GetBytes(Shipped("CD-3"))).Value;
        CountedStandard[] standards = [.. new[] { "A", "B", "C", "D" }.Select(kind => InForce(new(2023, 5, 1), Last) with { Id = kind, CountingClass = kind })];
        Assert.Null(target.CountingClassesDefault);
        Assert.Equal(["A", "B"], TargetProgress.Meant(target, target.DefaultKind, standards, new(2024, 1, 1))!.Select(one => one.Standard.Id));
    }

    /// <summary>The quote says what the unit leaves out; the part of it with the number goes before what stands elsewhere.</summary>
    [Theory]
    [InlineData("到2027年，全市社会公用计量标准达到71项以上", "71", true)]
    [InlineData("建立社会公用计量标准，总数达到71项", "71", true)]
    [InlineData("社会公用计量标准达到71项，企业最高计量标准达到30项", "30", false)]
    [InlineData("社会公用计量标准和部门、企事业单位最高计量标准达到71项", "71", false)]
    [InlineData("计量标准达到71项", "71", false)]
    public void Words_of_the_quote_say_which_classes_count(string quote, string number, bool isPublic)
    {
        var target = Example() with { Quote = quote, Number = number, Unit = "项", Counts = CountedKinds.Standards, CountingClassesDefault = null };
        Assert.Equal(isPublic ? CountingClasses.Public : null, CountingClasses.Of(target));
    }

    [Fact]
    public void A_minimum_of_each_institution_is_that_of_the_one_with_least()
    {
        var target = Example() with { Number = "1", DefaultKind = TargetReadings.PerInstitutionMinimum };
        var one = InForce(First, Last);
        CountedStandard[] standards = [one with { Institution = "甲所" }, one with { Id = "2", Institution = "甲所" }, one with { Id = "3", Institution = "乙所" }, one with { Id = "4" }];
        DateOnly day = new(2024, 1, 1);
        (int, int) Of(params string[] units) => TargetProgress.Count(target with { Units = units }, TargetReadings.PerInstitutionMinimum, standards, day) is { } count ? (count.Counted, count.Unknown) : default;
        TargetStanding Standing(params string[] units) => TargetProgress.Standing(target with { Units = units }, TargetReadings.PerInstitutionMinimum, standards, day);

        Assert.Equal([(2, 1), (1, 1), (0, 1)], [Of("甲所"), Of("甲所", "乙所"), Of("甲所", "丙所")]);
        Assert.Equal([TargetStanding.Reached, TargetStanding.Undetermined, TargetStanding.Open], [Standing("甲所", "乙所"), Standing("丙所"), TargetProgress.Standing(target with { Number = "5", Units = ["甲所"] }, TargetReadings.PerInstitutionMinimum, standards, day)]);
        // What lapses or has lapsed elsewhere is no number of the one that has least.
        CountedStandard[] more = [.. standards, one with { Id = "5", Institution = "甲所", Dates = one.Dates with { WithdrawnOn = null, SuspendedFrom = First } }, one with { Id = "7", Dates = one.Dates with { SuspendedFrom = First } }, one with { Id = "6", Institution = "乙所", Dates = one.Dates with { Assessment = [new(First, new(2023, 12, 31))] } }];
        Assert.Equal(new TargetCount(1, 0, 1, 0, 1), TargetProgress.Count(target with { Units = ["甲所", "乙所"] }, TargetReadings.PerInstitutionMinimum, more, day));
        // A name that stands in that of the institution is it, and the longest of several.
        Assert.Equal([(2, 1), (1, 1), (1, 1)], [Of("甲"), Of("甲", "乙"), Of("所", "甲所")]);
        Assert.Equal(new TargetCount(3, 0, 0, 0, 1), TargetProgress.Count(target with { Units = ["甲所", "乙所"] }, TargetReadings.LevelTotal, standards, day));
        // Which institutions the level has nobody has said: no number is of them.
        Assert.All(new[] { TargetReadings.PerInstitutionMinimum, TargetReadings.LevelTotal }, reading => Assert.Null(TargetProgress.Count(target, reading, standards, day)));
        Assert.Equal(TargetStanding.NotCountable, Standing());
    }

    [Fact]
    public void A_part_counts_what_its_place_says()
    {
        var target = Example() with { Units = ["示例东县", "示例县", "西县"] };
        var one = InForce(First, Last);
        CountedStandard[] standards =
        [
            one with { Institution = "示例东县计量所" }, one with { Id = "2", Place = "示例 县 计量所 201室" }, one with { Id = "3", Institution = "示例市所", Place = "市区" },
            one with { Id = "4", Institution = "西县", Dates = new([new(First, null)], [new(First, Last)], null, null, null) },
        ];
        var (parts, elsewhere) = TargetProgress.ByPart(target, TargetProgress.Meant(target, TargetReadings.StockAtDate, standards, new(2024, 1, 1))!);
        Assert.Equal([("示例东县", 1, 0), ("示例县", 1, 0), ("西县", 0, 1)], parts.Select(part => (part.Unit, part.Counted, part.Unknown)));
        Assert.Equal(1, elsewhere);
    }

    private static string Shipped(string id)
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Metrology.Testing.Repository.At("db", "seed", "targets.json")));
        return document.RootElement.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id).GetRawText();
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
