using Metrology.Core.Traceability;
using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Web.Features.Reviews;

namespace Metrology.Web.Tests;

/// <summary>What a signature must not pass over, on runs that went differently.</summary>
public sealed class ReviewFindingTests
{
    private static readonly DateOnly WorkDate = new(2026, 8, 21);

    private static RunRecord Record(RunState state, int validDays = 300, bool simulated = false)
    {
        var meter = new EquipmentItem { Code = "R", NameZh = "标准表", NameEn = "Meter", Manufacturer = "", Model = "", SerialNumber = "1" };
        meter.Certificates.Add(new() { Number = "1", Issuer = "", IssuedOn = WorkDate.AddDays(-10), ValidUntil = WorkDate.AddDays(validDays), UncertaintyText = "", Measurand = "", Unit = "" });
        var standard = new MeasurementStandard { NameZh = "装置", NameEn = "Facility", Place = "", RangeText = "", UncertaintyText = "" };
        standard.Equipment.Add(new() { Item = meter });
        foreach (var kind in Enum.GetValues<StandardCertificateKind>())
            standard.Certificates.Add(new() { Kind = kind, Number = "", Issuer = "", IssuedOn = WorkDate.AddDays(-10), ValidUntil = WorkDate.AddDays(300) });
        var verification = new Verification
        {
            Number = "YS-1",
            Place = "",
            Item = new(Core.Words.BilingualText.Same(""), "", "", "", ""),
            ProcedureDesignation = "",
            ProcedureHash = "",
            RecordFormat = Core.Records.RecordDocument.CurrentFormat,
            WorkDate = WorkDate,
            Standard = standard,
            IsSimulated = simulated,
            References = [Example.Reference],
            Used = [.. standard.Equipment.Select((link, i) => new UsedEquipment { Sequence = i + 1, Item = link.Item, Certificate = link.Item!.Certificates[0] })],
        };
        return new(verification, state, 0);
    }

    private static IReadOnlyList<Finding> Findings(RunRecord record) => ReviewFindings.Of(record, record.Evaluate());

    private static Finding Finding(RunRecord record, string code) => Assert.Single(Findings(record), finding => finding.Code == code);

    [Fact]
    public void An_ordinary_run_has_only_its_unconfirmed_facts()
    {
        var record = Record(Example.Finished(10.05m));
        var finding = Assert.Single(Findings(record));
        Assert.Equal(("unconfirmed", record.Evaluate().UnconfirmedFacts.Count), (finding.Code, finding.Details.Count));
    }

    [Fact]
    public void A_simulated_run_says_so() => Assert.Equal(FindingWeight.Warning, Finding(Record(Example.Finished(10.05m), simulated: true), "simulated").Weight);

    [Theory]
    [InlineData(61, false)]
    [InlineData(60, true)]
    [InlineData(-1, true)]
    public void A_reference_near_or_beyond_its_end_is_named(int days, bool named)
    {
        var found = Findings(Record(Example.Finished(10.05m), days)).Where(finding => finding.Code == "reference").SelectMany(finding => finding.Details).ToList();
        Assert.Equal(named ? ["标准表 1"] : [], found.Select(detail => detail.Zh[..5]));
    }

    [Fact]
    public void A_skipped_step_is_named_with_its_reason()
    {
        var state = Example.AtMeasuring(Example.Plan()).Repeat(10.05m).Repeat(10.05m).Repeat(10.05m).After(new RunEvent.Skipped("停电"));
        var detail = Assert.Single(Finding(Record(state), "skipped").Details);
        Assert.Contains("第 2 次：停电", detail.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void An_acceptance_against_a_closed_gate_is_named_with_its_reason()
    {
        // 0.1 kWh of resolution in 10 kWh is 1 %: far beyond a tenth of the limit.
        var state = Example.AtMeasuring(Example.Plan()).After(
            new RunEvent.Begun(), Example.Registers(Stage.Start, 100m, 0m, resolution: 0.1m), Example.Registers(Stage.End, 110m, 10m, resolution: 0.1m), new RunEvent.Accepted("桩只显示一位小数"))
            .Repeat(10.05m).Repeat(10.05m).Repeat(10.05m);
        Assert.Contains("桩只显示一位小数", Assert.Single(Finding(Record(state), "gate-closed").Details).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeat_is_named_and_its_first_readings_stay_with_the_reason()
    {
        var state = Example.AtMeasuring(Example.Plan())
            .After(new RunEvent.Begun(), Example.Registers(Stage.Start, 100m, 0m), Example.Registers(Stage.End, 177m, 10m), new RunEvent.RepeatRequested("夹子松了"))
            .Repeat(10.05m).Repeat(10.05m).Repeat(10.05m).Repeat(10.05m);
        Assert.Contains("夹子松了", Assert.Single(Finding(Record(state), "repeated").Details).Zh, StringComparison.Ordinal);

        var step = state.Plan.Steps.First(one => !one.IsEnvironment && one.Settings.Count > 0).Key;
        var earlier = Assert.Single(SupersededAttempt.Of(state, step.Item, step.Point));
        Assert.Equal((step, 1, "夹子松了"), (earlier.Step, earlier.Attempt, earlier.Reason));
        Assert.Equal([100m, 0m, 177m, 10m], earlier.Readings.Select(one => one.Reading.Value));
    }
}
