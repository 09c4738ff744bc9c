using System.Text;
using Metrology.App.Forecasts;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Targets;

/// <summary>A planner enters targets, corrects them with a reason and withdraws them; none disappears.</summary>
public sealed class TargetEntryTests
{
    private static Target Example(string id = "XX-1") => new()
    {
        Id = id,
        Place = "示例市",
        Document = "示例市计量发展规划",
        SeedFile = "plan.txt",
        Line = 7,
        Quote = "到2027年,建立社会公用计量标准70项以上。",
        Number = "70",
        Operator = "≥",
        Unit = "项 社会公用计量标准",
        Scope = "示例市全市",
        Counts = CountedKinds.Standards,
        DefaultKind = TargetReadings.StockAtDate,
        AlternativeKinds = [TargetReadings.NewlyBuiltInPeriod],
        Due = new("到2027年", new(2027, 12, 31)),
        Baseline = null,
    };

    [Fact]
    public async Task What_is_entered_is_counted_kept_and_forecast_like_what_came_with_the_product()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (enter, planner, queries) = (laboratory.The<EnterTarget>(), laboratory.People.Planner, laboratory.The<TargetQueries>());
        Assert.Equal("XX-1", (await enter.ExecuteAsync(planner, new(Example(), "局长会议纪要"), default)).Value);
        var line = (await queries.OnAsync(laboratory.Today, default)).Single(one => one.View.Id == "XX-1");
        var row = line.View.Row;
        Assert.Equal((TargetReadings.StockAtDate, planner.Name, "局长会议纪要", planner.Name, laboratory.Clock.Now), (row.Reading, row.ChosenBy, row.ChosenBecause, row.EnteredBy, row.EnteredAt));
        var expected = (await laboratory.The<StandardQueries>().OnAsync(laboratory.Today, default)).Count(one => one is { Standard.OwnerClass: OwnerClass.A or OwnerClass.B, Standing: StandardStanding.Valid or StandardStanding.Expiring });
        Assert.Equal(expected, line.Count!.Counted);

        await laboratory.The<TakeTargetSnapshots>().RunAsync(default);
        Assert.Equal(expected, (await laboratory.AskAsync(db => db.TargetSnapshots.SingleAsync(one => one.TargetId == "XX-1"))).Valid);
        Assert.Contains(await laboratory.The<ForecastQueries>().OpenAsync(default), answer => answer.Target.Id == "XX-1");
        // Entered anew, it stands in the history as a whole, with who.
        var entered = await laboratory.AskAsync(db => db.ParameterChanges.Where(one => one.SubjectKey == "XX-1").ToListAsync());
        Assert.Equal((null, planner.Name), (Assert.Single(entered).Before, entered[0].By));
    }

    [Fact]
    public async Task Who_may_not_or_says_no_reason_or_says_it_twice_enters_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (enter, planner) = (laboratory.The<EnterTarget>(), laboratory.People.Planner);
        async Task<Refusal?> EnterAsync(Target entry, string? because = "示例", Actor? actor = null) => (await enter.ExecuteAsync(actor ?? planner, new(entry, because), default)).Refusal;
        var before = await laboratory.AskAsync(db => db.Targets.CountAsync());
        Assert.Equal("laboratory.not-allowed", (await EnterAsync(Example(), actor: laboratory.People.Technician))!.Code);
        Assert.Equal("target.no-reason", (await EnterAsync(Example(), " "))!.Code);
        Assert.Equal(("target.without-number", "Number"), Said(await EnterAsync(Example() with { Number = null, Operator = "–" })));
        Assert.Equal(("target.range-reversed", "Upper"), Said(await EnterAsync(Example() with { Number = "80-70", Operator = "range", Range = new("80", "70") })));
        Assert.Equal(("target.bad-id", "Id"), Said(await EnterAsync(Example("目标 1"))));
        Assert.Equal(("target.bad-id", "Id"), Said(await EnterAsync(Example("import"))));
        Assert.Equal(("target.no-quote", "Quote"), Said(await EnterAsync(Example() with { Quote = null })));
        Assert.Equal(("target.no-line", "Line"), Said(await EnterAsync(Example() with { Line = 0 })));
        Assert.Equal(("target.bad-file", "File"), Said(await EnterAsync(Example() with { SeedFile = "../plan.txt" })));
        Assert.Equal(("input.required", "Document"), Said(await EnterAsync(Example() with { Document = " " })));
        Assert.Equal(("target.contradiction", "DueText"), Said(await EnterAsync(Example() with { Due = new("到2027年", new(2028, 12, 31)) })));
        Assert.Equal(("target.evidence-unknown", "Meanings"), Said(await EnterAsync(Example() with
        {
            Readings = new Dictionary<string, string> { ["A"] = "甲" },
            ReadingDefault = "A",
            ReadingRules = new Dictionary<string, IReadOnlyList<StandardMeaning>> { ["A"] = [new(null, false, "Palace", false)] },
        })));
        Assert.Equal(before, await laboratory.AskAsync(db => db.Targets.CountAsync()));

        Assert.Null(await EnterAsync(Example()));
        Assert.Equal(("target.exists", "/targets/XX-1"), (await EnterAsync(Example() with { Number = "7", Quote = "7项" }) is { } twice ? (twice.Code, twice.See) : default));
        Assert.Equal(("target.same", "/targets/XX-1"), (await EnterAsync(Example("XX-2")) is { } same ? (same.Code, same.See) : default));
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_leaves_what_was_and_undoes_no_decision()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (enter, planner) = (laboratory.The<EnterTarget>(), laboratory.People.Planner);
        await enter.ExecuteAsync(planner, new(Example(), "示例"), default);
        var corrected = Example() with { Line = 8, SeedFile = "plan-2.txt" };
        async Task<Refusal?> CorrectAsync(Target entry, string? because, int? version = null) => (await enter.CorrectAsync(planner.Saying(because), new("XX-1", entry, version), default)).Refusal;
        Assert.Equal("parameter.no-reason", (await CorrectAsync(corrected, null))!.Code);
        Assert.Equal("target.other-id", (await CorrectAsync(Example("XX-9"), "示例"))!.Code);
        Assert.Equal("storage.moved-on", (await CorrectAsync(corrected, "示例", 99))!.Code);
        // The reading in force was chosen by somebody: it is not taken away in passing.
        Assert.Equal("target.reading-decided", (await CorrectAsync(corrected with { DefaultKind = TargetReadings.NewlyBuiltInPeriod, AlternativeKinds = [] }, "示例"))!.Code);
        Assert.Null(await CorrectAsync(Example(), null));
        Assert.Null(await CorrectAsync(corrected, "行号抄错"));
        var view = (await laboratory.The<TargetQueries>().ViewAsync("XX-1", default))!;
        Assert.Equal((8, "plan-2.txt"), (view.Target.Line, view.Target.SeedFile));
        var change = await laboratory.AskAsync(db => db.ParameterChanges.SingleAsync(one => one.SubjectKey == "XX-1" && one.Property == nameof(TargetRow.FactsJson)));
        Assert.Equal((planner.Name, "行号抄错"), (change.By, change.Because));
        Assert.Contains("plan.txt", change.Before, StringComparison.Ordinal);
        Assert.Contains("plan-2.txt", change.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_target_is_counted_nowhere_and_is_still_there()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (enter, planner, queries) = (laboratory.The<EnterTarget>(), laboratory.People.Planner, laboratory.The<TargetQueries>());
        await enter.ExecuteAsync(planner, new(Example(), "示例"), default);
        Assert.Equal("target.no-reason", (await enter.WithdrawAsync(planner, "XX-1", true, " ", default)).Refusal!.Code);
        Assert.Equal("laboratory.not-allowed", (await enter.WithdrawAsync(laboratory.People.Technician, "XX-1", true, "示例", default)).Refusal!.Code);
        Assert.Equal("target.not-withdrawn", (await enter.WithdrawAsync(planner, "XX-1", false, "示例", default)).Refusal!.Code);
        Assert.Null((await enter.WithdrawAsync(planner, "XX-1", true, "文件废止", default)).Refusal);
        Assert.DoesNotContain(await queries.OnAsync(laboratory.Today, default), line => line.View.Id == "XX-1");
        Assert.Equal(("XX-1", "文件废止"), ((await queries.OnAsync(laboratory.Today, default, withdrawn: true)).Single() is { } gone ? (gone.View.Id, gone.View.Row.WithdrawnBecause) : default));
        await laboratory.The<TakeTargetSnapshots>().RunAsync(default);
        Assert.False(await laboratory.AskAsync(db => db.TargetSnapshots.AnyAsync(row => row.TargetId == "XX-1")));
        Assert.DoesNotContain(await laboratory.The<ForecastQueries>().OpenAsync(default), answer => answer.Target.Id == "XX-1");
        Assert.Null(await laboratory.The<ForecastQueries>().AskAsync(new("XX-1", null, null, null, 1), default));
        Assert.Equal("target.withdrawn", (await enter.CorrectAsync(planner.Saying("示例"), new("XX-1", Example() with { Line = 9 }, null), default)).Refusal!.Code);
        Assert.Equal("target.withdrawn", (await laboratory.The<ChooseReading>().ExecuteAsync(planner, "XX-1", TargetReadings.NewlyBuiltInPeriod, "示例", default)).Refusal!.Code);
        Assert.Null((await enter.WithdrawAsync(planner, "XX-1", false, "误撤", default)).Refusal);
        Assert.Contains(await queries.OnAsync(laboratory.Today, default), line => line.View.Id == "XX-1");
        Assert.Equal(["文件废止", "误撤"], (await laboratory.AskAsync(db => db.ParameterChanges.Where(one => one.Property == nameof(TargetRow.IsWithdrawn)).ToListAsync())).Select(one => one.Because!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_of_a_person_is_taken_whole_or_not_at_all_and_a_second_time_changes_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (imports, planner) = (laboratory.The<ImportTargets>(), laboratory.People.Planner);
        var good = File(Example(), Example("XX-2") with { Number = "71", Quote = "到2027年,建立社会公用计量标准71项以上。" });
        Assert.Equal("laboratory.not-allowed", (await imports.ExecuteAsync(laboratory.People.Technician, good, default)).Refusal!.Code);
        var twice = File(Example(), Example("XX-2"), Example("XX-1"), Example("LY-1"), Example("XX-5") with { Number = null, Operator = "–" });
        var plan = (await imports.CheckAsync(twice, default)).Value;
        Assert.Equal(
            [(1, "Enter", null), (2, "Refuse", "target.same"), (3, "Refuse", "target.exists"), (4, "Refuse", "target.exists"), (5, "Refuse", "target.without-number")],
            plan.Rows.Select(row => (row.Index, row.Decision.ToString(), row.Refusal?.Code)));
        Assert.Equal("target.file-refused", (await imports.ExecuteAsync(planner, twice, default)).Refusal!.Code);
        Assert.False(await laboratory.AskAsync(db => db.Targets.AnyAsync(row => row.Id == "XX-1")));

        Assert.Equal(2, (await imports.ExecuteAsync(planner, good, default)).Value);
        Assert.Equal(0, (await imports.ExecuteAsync(planner, good, default)).Value);
        Assert.All((await imports.CheckAsync(good, default)).Value.Rows, row => Assert.Equal(ImportTargets.Decision.Present, row.Decision));
        // What is written is what is taken, of all targets that there are.
        var written = ImportTargets.Write(await laboratory.The<TargetQueries>().AllAsync(default));
        Assert.All((await imports.CheckAsync(written, default)).Value.Rows, row => Assert.Equal(ImportTargets.Decision.Present, row.Decision));
        foreach (var (text, code) in new[] { ("[]", "target.file-form"), ("{", "target.file-form"), ("""{"entries":[]}""", "target.file-without-targets"), ("""{"entries":[5]}""", "target.file-refused") })
            Assert.Equal(code, (await imports.ExecuteAsync(planner, Encoding.UTF8.GetBytes(text), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Parts_never_make_more_than_the_whole()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (divide, planner) = (laboratory.The<DivideTarget>(), laboratory.People.Planner);
        Assert.Null((await divide.AddAsync(planner, new("LY-1", "甲区", 50, "示例文件"), default)).Refusal);
        Assert.Equal(("target.parts-exceed", "Number"), Said((await divide.AddAsync(planner, new("LY-1", "乙区", 9, "示例文件"), default)).Refusal));
        Assert.Null((await divide.AddAsync(planner, new("LY-1", "乙区", 8, "示例文件"), default)).Refusal);
    }

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);

    private static byte[] File(params Target[] targets) => Encoding.UTF8.GetBytes($$"""{"entries":[{{string.Join(',', targets.Select(TargetFile.Write))}}]}""");
}
