using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Tests.Certificates;

public class CertificateComposerTests
{
    private static readonly CertificateParticulars Particulars = new()
    {
        Number = "示例-0001",
        Language = Language.Zh,
        Institution = new(new("示例计量所", "Example Institute"), new("示例路 1 号", "1 Example Road"), "", new("示例授权说明", "Example authorisation")),
        Customer = new("示例充电有限公司", "示例路 2 号"),
        Item = new(new("交流充电桩", "AC charging spot"), "AC-7", "SN-1", "示例制造厂", "1 号车位"),
        Standards = [new(new("交流充电桩检定装置", "Verification device"), "(0~60) A", "U=0.06 % (k=2)", "〔2023〕吉量标法证字第012号", "", null)],
        Equipment = [],
        Place = new("现场", "On site"),
        WorkDate = new(2026, 8, 21),
        IssuedOn = new(2026, 8, 22),
        Signatures = [],
        CheckAddress = "https://example.org/check/1",
        CheckCode = "EXAMPLE",
        IsDemonstration = true,
        IsSimulated = true,
        Software = "Metrology 0.1",
    };

    private static CertificateDocument Compose(RunState state) =>
        CertificateComposer.Compose(state.Plan, Evaluator.Evaluate(state, [Example.Reference]), Particulars);

    [Fact]
    public void A_pass_gives_a_certificate_valid_to_the_day_before_the_anniversary()
    {
        var document = Compose(Example.Finished(10.105m));
        var cover = document.Cover.ToDictionary(field => field.Id, field => field.Value.Zh);

        Assert.Equal((CertificateKind.VerificationCertificate, new DateOnly(2029, 8, 20)), (document.Kind, document.ValidUntil!.Value));
        Assert.Equal("2029年08月20日", cover["valid-until"]);
        Assert.Equal("合格，符合 1 级", cover["conclusion"]);
        Assert.Equal(["模拟", "示例"], document.Watermarks.Select(mark => mark.Zh));
    }

    [Fact]
    public void A_failure_gives_a_notice_without_validity_that_names_the_failed_items()
    {
        var document = Compose(Example.Finished(10.2m));

        Assert.Equal((CertificateKind.RejectionNotice, "检定结果通知书"), (document.Kind, document.Title.Zh));
        Assert.Null(document.ValidUntil);
        Assert.DoesNotContain(document.Cover, field => field.Id == "valid-until");
        Assert.Contains("工作误差", document.Cover.Single(field => field.Id == "conclusion").Value.Zh, StringComparison.Ordinal);
        Assert.Contains(document.Sections, section => section.Id == "failures");
    }

    [Fact]
    public void An_item_that_the_procedure_does_not_ask_for_is_named()
    {
        var document = Compose(Example.Finished(10.2m));
        var clock = Example.Procedure.Items.Single(item => item.Id == "clock-error");
        var said = Assert.IsType<Paragraph>(Assert.Single(document.Sections.Single(section => section.Id == "not-verified").Blocks)).Text;
        Assert.Contains(clock.Title.Zh, said.Zh, StringComparison.Ordinal);
        Assert.Contains(clock.Title.En, said.En, StringComparison.Ordinal);
        Assert.DoesNotContain(document.Sections, section => section.Id == clock.Id);
    }

    [Fact]
    public void Every_number_of_the_results_names_its_value_and_every_row_is_complete()
    {
        var document = Compose(Example.Finished(10.105m));
        var tables = document.Sections.SelectMany(section => section.Blocks).OfType<Table>().ToList();
        var cells = tables.SelectMany(table => table.Rows).SelectMany(row => row).Where(cell => cell.ValueId is not null).ToDictionary(cell => cell.ValueId!, cell => cell.Text.Zh);

        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
        Assert.Equal("+1.050", cells["operating-error/full/mean"]);
        Assert.Equal("+1.0", cells["operating-error/full/rounded"]);
        Assert.Equal("±1.0", cells["operating-error/full/limit"]);
        Assert.Equal("10.105", cells["operating-error/full/1/Ex"]);
        Assert.Equal("10.000", cells["operating-error/full/1/E0"]);
        Assert.Equal("合格", cells["operating-error/full/verdict"]);
        Assert.Equal("符合", cells["appearance/seals/conforms"]);
    }

    [Fact]
    public void What_a_machine_needs_has_the_digits_of_the_page_with_units_and_uncertainty()
    {
        var document = Compose(Example.Finished(10.105m));
        var item = document.Data!.Items.Single(one => one.Item == "operating-error");
        var numbers = item.Results.Concat(item.Readings).SelectMany(column => column.Numbers).ToDictionary(number => number.Id);
        var mean = item.Results.Single(column => column.Role == ColumnRole.MeanError);

        Assert.Equal(new("operating-error/full/mean", "+1.050", "%"), numbers["operating-error/full/mean"]);
        Assert.Equal(new("operating-error/full/limit/lower", "-1.0", "%"), numbers["operating-error/full/limit/lower"]);
        Assert.Equal(new("operating-error/full/1/Ex", "10.105", "kWh"), numbers["operating-error/full/1/Ex"]);
        Assert.Equal(new("operating-error/full/1/settings/current", "32", "A"), numbers["operating-error/full/1/settings/current"]);
        Assert.All(mean.Uncertainty!, one => Assert.Equal("2", one.CoverageFactor));
        Assert.Equal(Example.Procedure.ContentHash, document.Data.Procedure.ContentHash);
        Assert.Contains(document.Data.Conditions, one => one.Number == new PrintedNumber("environment/temperature", "23.4", "°C"));
        Assert.NotEmpty(document.Data.Unconfirmed);
    }

    [Fact]
    public void Unconfirmed_limits_are_said_as_a_warning_and_the_last_words_end_the_paper()
    {
        var document = Compose(Example.Finished(10.105m));
        var warnings = document.Sections.Single(section => section.Id == "unconfirmed").Blocks.Cast<Paragraph>().Where(paragraph => paragraph.Emphasis != Emphasis.Strong).ToList();

        Assert.All(warnings, warning => Assert.Equal(Emphasis.Warning, warning.Emphasis));
        Assert.Contains(warnings, warning => warning.Text.Zh.Contains("未经对照规程文本确认", StringComparison.Ordinal) && warning.Text.Zh.Contains("工作误差限值 ±1.0 %（1 级）", StringComparison.Ordinal));
        Assert.Equal("以下空白", Assert.IsType<Paragraph>(document.Sections[^1].Blocks[^1]).Text.Zh);
    }

    [Fact]
    public void A_run_without_final_verdict_has_no_paper()
    {
        var running = Example.AtMeasuring(Example.Plan()).Repeat(10m);
        Assert.Throws<ArgumentException>(() => Compose(running));
        Assert.Throws<ArgumentException>(() => Compose(Example.Finished(10m) with { IsAborted = true }));
        var failedHalfway = RunMachine.Begin(Example.Plan()).After(Example.Environment(), new RunEvent.Accepted(null), Example.Answers(false), new RunEvent.Accepted(null));
        Assert.Throws<ArgumentException>(() => Compose(failedHalfway));
    }

    /// <summary>Four repeats that scatter: ν_eff is finite, so k for 95 % is another than 2 and stands beside each U.</summary>
    [Fact]
    public void A_factor_that_follows_from_the_repeats_stands_beside_its_U()
    {
        var (usual, chosen) = (Scattered(null), Scattered(Coverage.Of(0.95)));
        var budget = chosen.Evaluation.Items.SelectMany(item => item.Points).Select(point => point.Budget!).First();

        Assert.Equal((Coverage.Of(0.95).FactorFor(budget.EffectiveDegreesOfFreedom), 0.95), (budget.CoverageFactor, budget.CoverageProbability!.Value));
        Assert.Equal($"{ExpandedText.Of(budget.Expanded)} (k={budget.FactorText})", Cell(chosen.Document));
        Assert.Contains("U(p=95%)/%", Headings(chosen.Document));
        Assert.DoesNotContain("(k=", Cell(usual.Document), StringComparison.Ordinal);
        Assert.Contains("U(k=2)/%", Headings(usual.Document));
        Assert.Contains("U(k=3)/%", Headings(Scattered(Coverage.Fixed(3)).Document));
        Assert.Contains("\"coverageProbability\":0.95", Json(chosen.Evaluation), StringComparison.Ordinal);
        Assert.DoesNotContain("coverageProbability", Json(usual.Evaluation), StringComparison.Ordinal);

        static (CertificateDocument Document, Evaluation Evaluation) Scattered(Coverage? coverage)
        {
            var fact = coverage is { } stated ? new Fact<Coverage>(stated, false, "x") : null;
            var procedure = Example.Procedure with { Items = [.. Example.Procedure.Items.Select(item => item.Acceptance is { } rule ? item with { Acceptance = rule with { Coverage = fact } } : item)] };
            var plan = RunMachine.Plan(procedure, Example.Nameplate(), VerificationKind.First).Value;
            var state = Example.AtMeasuring(plan).Repeat(10.01m).Repeat(10.05m).Repeat(10.02m).Repeat(10.03m);
            var evaluation = Evaluator.Evaluate(state, [Example.Reference]);
            return (CertificateComposer.Compose(plan, evaluation, Particulars), evaluation);
        }

        static IEnumerable<Table> Tables(CertificateDocument document) => document.Sections.SelectMany(section => section.Blocks).OfType<Table>();
        static IEnumerable<string> Headings(CertificateDocument document) => Tables(document).SelectMany(table => table.Columns).Select(column => column.Title.Zh);
        static string Cell(CertificateDocument document) => Tables(document).SelectMany(table => table.Rows).SelectMany(row => row).First(cell => cell.ValueId is { } id && id.EndsWith("/uncertainty", StringComparison.Ordinal) && !id.StartsWith("standards/", StringComparison.Ordinal) && !id.StartsWith("equipment/", StringComparison.Ordinal)).Text.Zh;
        static string Json(Evaluation evaluation) => System.Text.Encoding.UTF8.GetString(Core.Records.EvaluationJson.Of(evaluation));
    }

    [Theory]
    [InlineData(2024, 2, 29, 2027, 2, 27)]
    [InlineData(2026, 1, 1, 2028, 12, 31)]
    public void Validity_ends_the_day_before_the_anniversary(int year, int month, int day, int untilYear, int untilMonth, int untilDay) =>
        Assert.Equal(new DateOnly(untilYear, untilMonth, untilDay), CertificateComposer.ValidUntil(Example.Procedure, new(year, month, day)));

    [Fact]
    public void The_other_rule_ends_on_the_anniversary() =>
        Assert.Equal(
            new DateOnly(2029, 8, 21),
            CertificateComposer.ValidUntil(Example.Procedure with { ValidUntil = new(ValidUntilRule.SameDay, false, "") }, new(2026, 8, 21)));

    [Theory]
    [InlineData(0.0795, "0.080")]
    [InlineData(0.2601, "0.27")]
    [InlineData(0.32000000001, "0.32")]
    [InlineData(3.41, "3.5")]
    [InlineData(3.46, "3.5")]
    [InlineData(10.47, "11")] // JCGM 100:2008 7.2.6
    [InlineData(2.00000045, "2.0")]
    [InlineData(9.96, "10")]
    [InlineData(0.0996, "0.10")]
    [InlineData(1000, "1000")]
    [InlineData(1234.6, "1300")]
    [InlineData(6e-17, "6.0E-17")]
    [InlineData(1.2e-31, "1.2E-31")]
    [InlineData(0, "0")]
    public void An_uncertainty_has_two_digits_and_is_rounded_up(double expanded, string printed) => Assert.Equal(printed, ExpandedText.Of(expanded));
}
