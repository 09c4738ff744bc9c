using Metrology.App.Papers;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Metrology.Testing;

namespace Metrology.App.Tests.Papers;

/// <summary>Drafts of the official papers say what is recorded, and mark what is not; read again with a foreign program.</summary>
public sealed class StandardPaperTests
{
    private static readonly StandardPaper[] Every = Enum.GetValues<StandardPaper>();

    [Theory]
    [InlineData(Language.Zh, "未登记", "示例市计量检定测试所")]
    [InlineData(Language.En, "not recorded", "demonstration")]
    public async Task Every_paper_names_its_standard_and_marks_what_is_not_recorded(Language language, string blank, string institution)
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var standard = (await laboratory.The<StandardQueries>().FindAsync(1, default))!;
        foreach (var paper in Every)
        {
            var text = await TextAsync(await laboratory.The<StandardPapers>().OfStandardAsync(1, paper, language, default));
            Assert.All(new[] { StandardPapers.Title(paper).In(language)[..6], blank, institution, language == Language.Zh ? "示例" : "demonstration" }, said => Assert.Contains(Plain(said), Plain(text), StringComparison.OrdinalIgnoreCase));
            Assert.Contains(Plain(standard.Name.In(language))[..10], Plain(text), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_suspension_form_says_the_act_that_was_recorded_last()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var papers = laboratory.The<StandardPapers>();
        Assert.Contains("□封存", Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Suspension, Language.Zh, default))), StringComparison.Ordinal);
        var from = laboratory.Today.AddDays(-20);
        Assert.Null((await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(1, StandardAct.Suspended, from, from.AddDays(40), "设备维修（示例）", "示例-封-7"), default)).Refusal?.Code);
        var text = Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Suspension, Language.Zh, default)));
        Assert.All(new[] { "设备维修（示例）", "2026-05-26", "2026-07-05" }, said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.DoesNotContain("□封存", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_form_ticks_the_situation_and_the_cause_that_were_recorded()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var papers = laboratory.The<StandardPapers>();
        Assert.DoesNotContain("■", Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Replacement, Language.Zh, default))), StringComparison.Ordinal);
        var auxiliary = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Equipment.First(link => link.Role == EquipmentRole.Auxiliary).EquipmentId;
        var exchange = new RecordAct.Exchange(ReplacementEffect.Nothing, [ReplacementSituation.AuxiliaryRemoved], [ReplacementCause.WorkloadChanged], [auxiliary], [], []);
        var refusal = (await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(1, StandardAct.Replaced, laboratory.Today.AddDays(-20), null, "示例说明", "示例-换-1", exchange), default)).Refusal;
        Assert.Null(refusal?.Code);
        var text = Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Replacement, Language.Zh, default)));
        Assert.All(new[] { "■主要配套设备减少", "□计量标准器更新", "■工作量发生变化", "□原设备出现问题", "示例说明" }, said => Assert.Contains(said, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Papers_have_the_columns_of_their_forms_and_any_replacement_can_be_printed()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var papers = laboratory.The<StandardPapers>();
        foreach (var paper in new[] { StandardPaper.TechnicalReport, StandardPaper.Application })
        {
            var text = Plain(await TextAsync(await papers.OfStandardAsync(1, paper, Language.En, default)));
            Assert.All(new[] { "Measuring", "Interval" }, said => Assert.Contains(said, text, StringComparison.Ordinal));
        }

        // In force it is re-examined; what a project builds is assessed as new.
        Assert.Contains("□新建■复查", Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Application, Language.Zh, default))), StringComparison.Ordinal);
        Assert.Contains("■新建□复查", Plain(await TextAsync(await papers.OfProjectAsync(1, StandardPaper.Application, Language.Zh, default))), StringComparison.Ordinal);

        var auxiliary = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Equipment.First(link => link.Role == EquipmentRole.Auxiliary).EquipmentId;
        var acts = laboratory.The<RecordAct>();
        var older = await acts.ExecuteAsync(laboratory.People.Planner, new(1, StandardAct.Replaced, laboratory.Today.AddDays(-20), null, "先前说明", "示例-换-1", new(ReplacementEffect.Nothing, [ReplacementSituation.AuxiliaryRemoved], [ReplacementCause.Other], [auxiliary], [], [])), default);
        var newer = await acts.ExecuteAsync(laboratory.People.Planner, new(1, StandardAct.Replaced, laboratory.Today.AddDays(-10), null, "后来说明", "示例-换-2", new(ReplacementEffect.Nothing, [ReplacementSituation.AuxiliaryAdded], [ReplacementCause.Other], [], [], [auxiliary])), default);
        Assert.Equal((null, null), (older.Refusal?.Code, newer.Refusal?.Code));
        var rows = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Events.Where(row => row.Act == StandardAct.Replaced).OrderBy(row => row.On).ToList();
        Assert.Contains("后来说明", Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Replacement, Language.Zh, default))), StringComparison.Ordinal);
        Assert.Contains("先前说明", Plain(await TextAsync(await papers.OfStandardAsync(1, StandardPaper.Replacement, Language.Zh, default, rows[0].Id))), StringComparison.Ordinal);
        Assert.Equal("paper.no-act", (await papers.OfStandardAsync(2, StandardPaper.Replacement, Language.Zh, default, rows[0].Id)).Refusal?.Code);
    }

    [Theory]
    [InlineData("2026-01-31", "2027-01-30", "12 months")]
    [InlineData("2026-01-31", "2027-01-31", "12 months")]
    [InlineData("2026-01-31", "2026-02-28", "1 month")]
    [InlineData("2026-01-31", "2027-02-15", "until 2027-02-15")]
    [InlineData("2026-01-31", null, "________ (not recorded)")]
    public void An_interval_is_what_the_days_of_the_certificate_say(string issued, string? until, string said) =>
        Assert.Equal(said, PaperFacts.Interval(DateOnly.Parse(issued, System.Globalization.CultureInfo.InvariantCulture), until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)).En);

    [Fact]
    public async Task A_technical_report_draws_the_control_limits_of_a_control_chart()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var written = await TextAsync(await laboratory.The<StandardPapers>().OfStandardAsync(1, StandardPaper.TechnicalReport, Language.Zh, default));
        var text = Plain(written);
        Assert.Matches("平均值图：各组平均值与中心线之差.*虚线：控制限", text);
        Assert.Matches("标准偏差图：各组标准偏差与中心线之差.*虚线：控制限", text);
        Assert.DoesNotMatch("[0-9]\\.[0-9]{10}", written);
    }

    [Fact]
    public async Task A_project_that_is_no_standard_yet_has_the_same_papers()
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        await using var laboratory = await Support.Laboratory.OpenAsync();
        foreach (var paper in Every)
            Assert.Contains("新能源汽车出租车计价器检定装置", Plain(await TextAsync(await laboratory.The<StandardPapers>().OfProjectAsync(1, paper, Language.Zh, default))), StringComparison.Ordinal);
        Assert.Equal("project.not-found", (await laboratory.The<StandardPapers>().OfProjectAsync(4711, StandardPaper.Application, Language.Zh, default)).Refusal?.Code);
        Assert.Equal("standard.not-found", (await laboratory.The<StandardPapers>().OfStandardAsync(4711, StandardPaper.Application, Language.Zh, default)).Refusal?.Code);
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static async Task<string> TextAsync(Outcome<byte[]> paper)
    {
        Assert.Null(paper.Refusal?.Code);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, paper.Value);
        var (code, text, _) = ForeignProgram.Run("pdftotext", "-layout", file, "-");
        File.Delete(file);
        Assert.Equal(0, code);
        return text;
    }
}
