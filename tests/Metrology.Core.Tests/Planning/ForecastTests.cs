using Metrology.Core.Planning;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;

namespace Metrology.Core.Tests.Planning;

public class ForecastTests
{
    private const int Paths = ForecastScenario.OrdinaryPaths;
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly DateOnly Due = new(2028, 12, 31);

    [Fact]
    public void The_share_of_paths_is_the_probability_that_can_be_computed()
    {
        // Sum of independent yes and no with different probabilities: the exact law by convolution (Poisson binomial).
        LapsingStandard[] lapsing = [.. Enumerable.Range(0, 30).Select(i => new LapsingStandard($"{i}", Today, 1 + (i % 3)))];
        const double share = 0.8;
        double[] law = [1];
        foreach (var p in lapsing.Select(one => Math.Pow(share, one.Renewals)))
            law = [.. Enumerable.Range(0, law.Length + 1).Select(k => (k < law.Length ? law[k] * (1 - p) : 0) + (k > 0 ? law[k - 1] * p : 0))];
        for (var needed = 15; needed <= 28; needed++)
        {
            var exact = law.Skip(needed).Sum();
            var drawn = new TargetPaths([new(needed, Due, 0, lapsing, [], [], share)], 7, Paths).Probability;
            Assert.InRange(drawn - exact, -4.5 * Deviation(exact), 4.5 * Deviation(exact));
        }

        static double Deviation(double p) => Math.Sqrt(Math.Max(p * (1 - p), 1.0 / Paths) / Paths);
    }

    [Fact]
    public void Stated_durations_have_the_mean_and_the_bounds_of_a_triangle()
    {
        var days = Outlook(Stage(BuildingStage.Procurement, new StageDuration.Stated(30, 60, 180))).FinishDays(Today, 0, 1, Paths).Select(day => day - Today.DayNumber).ToList();
        Assert.True(days.Min() >= 30 && days.Max() <= 180);
        Assert.InRange(days.Average(), 90 - 1.5, 90 + 1.5); // (30 + 60 + 180) / 3, standard deviation 32
    }

    [Fact]
    public void A_running_stage_lasts_longer_than_it_has_lasted()
    {
        var begun = Stage(BuildingStage.Procurement, new StageDuration.Stated(30, 60, 180)) with { Begun = Today.AddDays(-100) };
        var ends = Outlook(begun).FinishDays(Today, 0, 1, Paths);
        Assert.True(ends.Min() > Today.DayNumber && ends.Max() <= Today.AddDays(80).DayNumber);
        var overdue = Outlook(begun with { Begun = Today.AddDays(-400) }).FinishDays(Today, 0, 1, 10);
        Assert.All(overdue, day => Assert.Equal(Today.DayNumber + 1, day));
    }

    [Fact]
    public void Stages_follow_one_another_and_do_not_begin_before_their_plan()
    {
        var outlook = Outlook(
            Stage(BuildingStage.Funding, new StageDuration.Planned(10)), Stage(BuildingStage.Procurement, new StageDuration.Planned(5)) with { NotBefore = Today.AddDays(40) });
        // Five days from the fortieth on end on the forty-fourth.
        Assert.Equal(Today.AddDays(44).DayNumber, outlook.FinishDays(Today, 0, 1, 1)[0]);
        // What is left is put off as a whole, its planned days with it.
        Assert.Equal(Today.AddDays(44 + 50).DayNumber, outlook.FinishDays(Today, 50, 1, 1)[0]);
    }

    /// <summary>Stages planned day to day, the last until the due day: it ends on the due day and not on the day after.</summary>
    [Fact]
    public void A_project_ends_on_the_last_day_of_its_plan()
    {
        DateOnly from = Today.AddDays(34), due = from.AddDays(99);
        var stages = Enum.GetValues<BuildingStage>().Select((stage, i) => Stage(stage, new StageDuration.Planned(10)) with { NotBefore = from.AddDays(10 * i) }).ToArray();
        Assert.Equal(10, stages.Length);
        Assert.Equal(due.DayNumber, Outlook(stages).FinishDays(Today, 0, 1, 1)[0]);
        Assert.Equal(due.DayNumber + 30, Outlook(stages).FinishDays(Today, 30, 1, 1)[0]);
        // One that has begun takes its days from its own beginning.
        var begun = Stage(BuildingStage.Idea, new StageDuration.Planned(10)) with { Begun = Today.AddDays(-4) };
        Assert.Equal(Today.AddDays(5).DayNumber, Outlook(begun).FinishDays(Today, 0, 1, 1)[0]);
    }

    [Fact]
    public void What_others_took_is_drawn_as_it_was_and_a_stage_of_which_nothing_is_known_is_not_forecast()
    {
        var history = ProjectOutlook.History(new[] { 20, 10, 30, 40, 50 }.Select(days => new StageDates(BuildingStage.Procurement, null, null, Today, Today.AddDays(days - 1))));
        StageDates open = new(BuildingStage.Procurement, null, null, null, null);
        var observed = ProjectOutlook.DurationOf(open, null, history);
        Assert.Equal([10, 20, 30, 40, 50], Outlook(Stage(BuildingStage.Procurement, observed)).FinishDays(Today, 0, 3, Paths).Select(day => day - Today.DayNumber).Distinct().Order());
        Assert.IsType<StageDuration.Stated>(ProjectOutlook.DurationOf(open, new(1, 2, 3), history));
        Assert.Null(ProjectOutlook.DurationOf(open with { Stage = BuildingStage.Funding }, null, history));
        Assert.False(Outlook(Stage(BuildingStage.Funding, null)).CanBeForecast);
    }

    [Fact]
    public void The_same_seed_is_the_same_forecast_and_another_seed_is_not()
    {
        var outlook = Outlook(Stage(BuildingStage.Procurement, new StageDuration.Stated(30, 60, 180)));
        Assert.Equal(outlook.FinishDays(Today, 0, 5, 100), outlook.FinishDays(Today, 0, 5, 100));
        Assert.NotEqual(outlook.FinishDays(Today, 0, 5, 100), outlook.FinishDays(Today, 0, 6, 100));
    }

    [Fact]
    public void The_action_that_matters_stands_first_and_doing_it_gives_what_was_said()
    {
        // Two are certain of four: the project is nearly sure, the second renewal needs two examinations in a row.
        CountedStandard[] standards = [Standard("1", Due), Standard("2", Due), Standard("3", new(2028, 6, 30)), Standard("4", new(2026, 12, 31), years: 1)];
        CountedProject[] projects = [new("p", "A", Outlook(Stage(BuildingStage.Procurement, new StageDuration.Stated(10, 20, 30))) with { Id = "p" })];
        var scenario = new ForecastScenario(Today, 0.7, 11, Paths);
        var forecast = TargetForecast.Of(Example("4"), TargetReadings.StockAtDate, standards, projects, Due, scenario)!;
        Assert.Equal(2, forecast.Outlook.Certain);
        Assert.Equal([("3", 1), ("4", 2)], forecast.Outlook.Lapsing.Select(one => (one.Id, one.Renewals)));
        var actions = forecast.Paths.Actions(10);
        Assert.Equal((ActionKind.Renew, "4"), (actions[0].Kind, actions[0].Id));
        Assert.True(actions[0].Gain > 0);
        var done = TargetForecast.Of(Example("4"), TargetReadings.StockAtDate, standards, projects, Due, scenario with { Renewed = new HashSet<string> { "4" } })!;
        Assert.Equal(actions[0].Probability, done.Paths.Probability);
    }

    /// <summary>Both certificates have to follow until the day: two that end on one day are one re-examination, two that end apart are two.</summary>
    [Fact]
    public void Renewals_of_both_certificates_count()
    {
        CertificatePeriod assessment = new(new(2022, 7, 1), new(2027, 6, 30)), later = new(new(2023, 4, 1), new(2028, 3, 31)), longer = new(new(2025, 1, 1), new(2099, 12, 31));
        CountedStandard[] standards = [Of("same", assessment, assessment), Of("apart", assessment, later), Of("reversed", later, assessment), Of("one", assessment, longer)];
        var forecast = TargetForecast.Of(Example("4"), TargetReadings.StockAtDate, standards, [], new(2028, 6, 30), new ForecastScenario(Today, 0.7, 1, Paths))!;
        Assert.Equal([("same", 1), ("apart", 2), ("reversed", 2), ("one", 1)], forecast.Outlook.Lapsing.Select(one => (one.Id, one.Renewals)));

        static CountedStandard Of(string id, CertificatePeriod assessment, CertificatePeriod shown) => new(id, "A", new([assessment], [shown], null, null, null), assessment.From, []);
    }

    [Fact]
    public void A_delay_and_two_more_standards_move_the_probability_to_its_ends()
    {
        CountedStandard[] standards = [Standard("1", Due)];
        CountedProject[] projects = [new("p", "A", Outlook(Stage(BuildingStage.Procurement, new StageDuration.Stated(100, 120, 150))) with { Id = "p" })];
        var scenario = new ForecastScenario(Today, 1, 1, 1000);
        Assert.Equal(1, Of(scenario).Paths.Probability);
        Assert.Equal(0, Of(scenario with { Delays = new Dictionary<string, int> { ["p"] = 900 } }).Paths.Probability);
        Assert.Equal(1, Of(scenario with { Delays = new Dictionary<string, int> { ["p"] = 900 }, Added = 2 }).Paths.Probability);
        Assert.Equal(365.25 / (Due.DayNumber - Today.DayNumber), Of(scenario).RequiredBuildRate(Today)!.Value, 12);
        Assert.Null(Of(scenario).RequiredBuildRate(Due));

        TargetForecast Of(ForecastScenario of) => TargetForecast.Of(Example("2"), TargetReadings.StockAtDate, standards, projects, Due, of)!;
    }

    /// <summary>Whether a standard is a highest one nobody has said: no renewal or restoration of it is promised, whoever names it; only a date of it can be found out.</summary>
    [Fact]
    public void What_may_not_be_meant_is_neither_renewed_nor_restored()
    {
        var target = Example("2") with
        {
            Readings = new Dictionary<string, string> { ["A"] = "最高" },
            ReadingDefault = "A",
            ReadingRules = new Dictionary<string, IReadOnlyList<StandardMeaning>> { ["A"] = [new(null, true, null, false)] },
        };
        CountedStandard Of(string id, DateOnly until, bool? highest) => Standard(id, until) with { IsHighest = highest };
        CountedStandard[] standards =
        [
            Of("known", new(2027, 12, 31), true), Of("open", new(2027, 12, 31), null), Of("open-in-force", Due, null), Of("open-lapsed", Today.AddDays(-10), null), Of("lapsed", Today.AddDays(-10), true),
            Of("secondary", Due, false), Of("undated", Due, null) with { Dates = new([new(Today, null)], [new(Today, Due)], null, null, null) },
        ];
        TargetForecast Forecast(params string[] renewed) => TargetForecast.Of(target, TargetReadings.StockAtDate, standards, [], Due, new(Today, 0.9, 3, Paths) { Renewed = renewed.ToHashSet() })!;

        var forecast = Forecast();
        Assert.Equal(["known"], forecast.Outlook.Lapsing.Select(one => one.Id));
        Assert.Equal([("lapsed", StandardStanding.Expired), ("undated", StandardStanding.Unknown)], forecast.Outlook.Missing.Select(one => (one.Id, one.Standing)));
        Assert.DoesNotContain(forecast.Paths.Actions(10), action => action.Id is "open" or "open-in-force" or "open-lapsed" or "secondary");
        Assert.Equal(forecast.Outlook.Certain, Forecast("open", "open-in-force", "open-lapsed", "undated").Outlook.Certain);
        Assert.Equal(forecast.Outlook.Certain + 1, Forecast("lapsed").Outlook.Certain);
    }

    /// <summary>What never had its certificates has not lapsed: nobody is told to have it re-examined.</summary>
    [Fact]
    public void What_was_never_certified_is_not_to_be_restored()
    {
        CertificatePeriod lapsed = new(Today.AddYears(-6), Today.AddYears(-1));
        CountedStandard[] standards =
        [
            new("1", "A", new([], [], null, null, null), null, []), new("2", "A", new([lapsed], [lapsed], null, null, null), null, []),
            // Assessed once, and never certified as a public standard: it never was in force.
            new("3", "A", new([lapsed], [], null, null, null), null, []),
        ];
        var forecast = TargetForecast.Of(Example("2"), TargetReadings.StockAtDate, standards, [], Due, new(Today, 1, 1, 10))!;
        Assert.Equal(["2"], forecast.Outlook.Missing.Select(one => one.Id));
    }

    [Fact]
    public void A_project_of_another_class_and_a_target_without_a_number_are_not_forecast()
    {
        CountedProject[] projects = [new("p", "D", Outlook(Stage(BuildingStage.Procurement, new StageDuration.Planned(1))))];
        var scenario = new ForecastScenario(Today, 1, 1, 10);
        Assert.Empty(TargetForecast.Of(Example("2"), TargetReadings.StockAtDate, [], projects, Due, scenario)!.Outlook.Projects);
        Assert.Null(TargetForecast.Of(Example(null), TargetReadings.StockAtDate, [], projects, Due, scenario));
        Assert.Null(TargetForecast.Of(Example("2") with { Readings = new Dictionary<string, string> { ["A"] = "?" } }, TargetReadings.StockAtDate, [], projects, Due, scenario));
        Assert.Equal(3, TargetForecast.Needed(Example("2") with { Operator = ">" }));
    }

    /// <summary>Where several lack, each is told what it can do; the one with least does not hide the others. A part that asks more is what its institution needs.</summary>
    [Fact]
    public void Every_institution_that_lacks_has_its_actions_and_its_own_minimum()
    {
        var target = Example("2") with { DefaultKind = TargetReadings.PerInstitutionMinimum, Units = ["甲所", "乙所", "丙所"], UnitNumbers = new Dictionary<string, decimal> { ["丙所"] = 3, ["乙所"] = 1 } };
        CountedStandard Of(string id, string institution, DateOnly until) => Standard(id, until) with { Institution = institution };
        DateOnly early = new(2027, 6, 30);
        CountedStandard[] standards = [Of("a1", "甲所", early), Of("b1", "乙所", Due), Of("b2", "乙所", early), Of("c1", "丙所", Due), Of("c2", "丙所", Due), Of("c3", "丙所", early)];
        var forecast = TargetForecast.Of(target, TargetReadings.PerInstitutionMinimum, standards, [], Due, new(Today, 0.7, 5, Paths))!;
        // A part never asks less than the text asks of each.
        Assert.Equal([("甲所", 2m, 2m), ("乙所", 2m, 1m), ("丙所", 3m, 1m)], forecast.Institutions.Select(one => (one.Institution, one.Outlook.Needed, one.Lacking)));
        Assert.Equal(0, forecast.Paths.Probability);
        Assert.InRange(forecast.Institutions[2].Paths.Probability, 0.68, 0.72);
        var actions = forecast.Paths.Actions(10);
        Assert.Equal(["a1", "b2", "c3"], actions.Select(action => action.Id).Order());
        Assert.Equal("a1", actions[0].Id);
        Assert.All(actions, action => Assert.InRange(action.OwnGain, 0.28, 0.32));
    }

    /// <summary>Institutions are independent, so the whole is the product; against it stands every action, that of an institution that is safe without weight.</summary>
    [Fact]
    public void A_minimum_of_each_is_reached_where_every_institution_reaches_it()
    {
        var target = Example("2") with { DefaultKind = TargetReadings.PerInstitutionMinimum, Units = ["甲所", "乙所", "丙所"] };
        CountedStandard Of(string id, string? institution, DateOnly until) => Standard(id, until) with { Institution = institution };
        DateOnly early = new(2027, 6, 30);
        CountedStandard[] standards =
        [
            Of("a1", "甲所", Due), Of("a2", "示例市甲所", early), Of("b1", "乙所", early), Of("b2", "乙所", early), Of("c1", "丙所", Due), Of("c2", "丙所", Due), Of("c3", "丙所", early),
            Of("none", null, Due), Of("other", "丁所", Due),
        ];
        var outlook = Outlook(Stage(BuildingStage.Procurement, new StageDuration.Planned(5)));
        CountedProject[] projects = [new("p", "A", outlook with { Id = "p" }) { Institution = "甲所" }, new("q", "A", outlook with { Id = "q" }) { Institution = "丁所" }, new("r", "A", outlook with { Id = "r" })];
        var scenario = new ForecastScenario(Today, 0.7, 5, Paths);
        TargetForecast Forecast(CountedProject[] open, ForecastScenario of) => TargetForecast.Of(target, TargetReadings.PerInstitutionMinimum, standards, open, Due, of)!;

        var forecast = Forecast([], scenario);
        Assert.Equal([("甲所", 1m, 1), ("乙所", 2m, 2), ("丙所", 0m, 1)], forecast.Institutions.Select(one => (one.Institution, one.Lacking, one.Outlook.Lapsing.Count)));
        Assert.All(forecast.Institutions.Zip([0.7, 0.49, 1]), pair => Assert.InRange(pair.First.Paths.Probability, pair.Second - 0.02, pair.Second + 0.02));
        Assert.InRange(forecast.Paths.Probability, (0.7 * 0.49) - 0.02, (0.7 * 0.49) + 0.02);
        Assert.Equal((3, 1), (forecast.Outlook.Certain, forecast.OfNoInstitution));
        // Which path is which is the same with the action: doing it gives what was said.
        var actions = forecast.Paths.Actions(10);
        Assert.DoesNotContain(actions, action => action.Id == "c3");
        Assert.Equal(actions.Single(one => one.Id == "a2").Probability, Forecast([], scenario with { Renewed = new HashSet<string> { "a2" } }).Paths.Probability);
        // A project counts where it is built, and further standards go where least is certain: 乙, then 甲 (before 乙) and 乙 again.
        Assert.Equal([("p", 1)], Forecast(projects, scenario).Institutions.SelectMany(one => one.Outlook.Projects.Select(project => (project.Id, one.Institution == "甲所" ? 1 : 0))));
        Assert.Equal(forecast.Institutions[1].Paths.Probability, Forecast(projects, scenario).Paths.Probability);
        Assert.Equal([2, 2, 2], Forecast([], scenario with { Added = 3 }).Institutions.Select(one => one.Outlook.Certain));
        Assert.Equal(1, Forecast([], scenario with { Added = 3 }).Paths.Probability);
        // The sum over the institutions is one number of theirs alone.
        Assert.Equal((3, 4), TargetForecast.Of(target, TargetReadings.LevelTotal, standards, projects, Due, scenario) is { } sum ? (sum.Outlook.Certain, sum.Outlook.Lapsing.Count) : default);
        Assert.Equal(["p"], TargetForecast.Of(target, TargetReadings.LevelTotal, standards, projects, Due, scenario)!.Outlook.Projects.Select(one => one.Id));
    }

    [Fact]
    public void What_is_not_forecast_says_why()
    {
        ForecastGap Of(Target target, string? reading = null, DateOnly? by = null) => TargetForecast.GapOf(target, reading ?? target.DefaultKind, by, Today);
        Assert.Equal(
            [ForecastGap.Decided, ForecastGap.NoNumber, ForecastGap.OtherThings, ForecastGap.NoDay, ForecastGap.NoInstitutions, ForecastGap.MeaningOpen, ForecastGap.Reading],
            [
                Of(Example("2"), by: Today.AddDays(-1)), Of(Example(null), by: Due), Of(Example("2") with { Unit = "个 服务站点" }, by: Due), Of(Example("2")), Of(Example("2"), TargetReadings.PerInstitutionMinimum, Due),
                Of(Example("2") with { Readings = new Dictionary<string, string> { ["A"] = "?" } }, by: Due), Of(Example("2"), TargetReadings.AnnualFlow, Due),
            ]);
    }

    private static OpenStage Stage(BuildingStage stage, StageDuration? duration) => new(stage, null, null, duration);

    private static ProjectOutlook Outlook(params OpenStage[] open) => new("1", open, null);

    private static CountedStandard Standard(string id, DateOnly until, int years = 5)
    {
        CertificatePeriod period = new(until.AddYears(-years).AddDays(1), until);
        return new(id, "A", new([period], [period], null, null, null), period.From, []);
    }

    private static Target Example(string? number) => new()
    {
        Id = "T",
        Place = "示例市",
        Document = "示例方案",
        SeedFile = null,
        Quote = null,
        Line = 1,
        Number = number,
        Operator = "≥",
        Unit = "项 社会公用计量标准",
        Scope = "示例市",
        DefaultKind = TargetReadings.StockAtDate,
        AlternativeKinds = [],
        Due = new("到2028年", Due),
        Baseline = null,
        CountingClassesDefault = ["A", "B"],
    };
}
