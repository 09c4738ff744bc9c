using Metrology.App.Certificates;
using Metrology.App.Standards.Capabilities;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>The laboratory's calibration and measurement capability: registered, ended, and asked before a calibration is approved and issued.</summary>
public sealed class CapabilityTests
{
    private const string Pile = "SIM-EV-0005";

    [Fact]
    public async Task A_calibration_within_the_capability_is_approved_without_a_word()
    {
        var (laboratory, id) = await CheckedAsync();
        await using var open = laboratory;
        Assert.DoesNotContain((await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Approver, id, default)).Value.Findings, one => one.Code is "lint.below-cmc" or "lint.cmc-missing");
        Assert.Null((await ApproveAsync(laboratory, id))?.Code);
    }

    [Fact]
    public async Task A_U_below_the_capability_of_the_work_date_keeps_the_record_from_being_approved_and_issued()
    {
        var (laboratory, id) = await CheckedAsync();
        await using var open = laboratory;
        await EndAllAsync(laboratory);
        var better = (await SaveAsync(laboratory, 9m)).Value;
        var finding = Assert.Single((await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Approver, id, default)).Value.Findings, one => one.Code == "lint.below-cmc" && one.Text.Zh.Contains("100 %", StringComparison.Ordinal));
        Assert.Equal(FindingWeight.Blocking, finding.Weight);
        Assert.Contains("SL-2", finding.Text.En, StringComparison.Ordinal);
        Assert.Equal("lint.below-cmc", (await ApproveAsync(laboratory, id))?.Code);

        // Ended, it no longer counts, and what is not registered only warns.
        Assert.Null((await laboratory.The<AddCapability>().EndAsync(laboratory.People.Planner, better, laboratory.Today.AddDays(-1), "登记有误", default)).Refusal?.Code);
        Assert.Equal("capability.ended", (await laboratory.The<AddCapability>().EndAsync(laboratory.People.Planner, better, laboratory.Today, "再次", default)).Refusal?.Code);
        Assert.Contains((await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Approver, id, default)).Value.Findings, one => one is { Code: "lint.cmc-missing", Weight: FindingWeight.Warning });
        Assert.Null((await ApproveAsync(laboratory, id))?.Code);

        // What came between approval and issue is asked again: nothing is drawn.
        Assert.Null((await SaveAsync(laboratory, 9m)).Refusal?.Code);
        Assert.Equal("lint.below-cmc", (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task A_capability_that_began_after_the_work_date_does_not_count()
    {
        var (laboratory, id) = await CheckedAsync();
        await using var open = laboratory;
        Assert.Null((await SaveAsync(laboratory, 9m, laboratory.Today.AddDays(1))).Refusal?.Code);
        Assert.Null((await ApproveAsync(laboratory, id))?.Code);
    }

    [Theory]
    [InlineData("Measurand", "input.required")]
    [InlineData("Source", "input.required")]
    [InlineData("ValidFrom", "input.required")]
    [InlineData("Uncertainty", "capability.not-positive")]
    [InlineData("Unit", "capability.unknown-unit")]
    [InlineData("RangeUnit", "capability.no-range-unit")]
    [InlineData("RangeFrom", "capability.range-empty")]
    [InlineData("ValidUntil", "input.dates-reversed")]
    [InlineData("StandardId", "standard.not-found")]
    public async Task What_is_no_capability_is_refused_at_its_field(string field, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var good = Request(0.06m, laboratory.Today);
        var wrong = field switch
        {
            "Measurand" => good with { Measurand = "" },
            "Source" => good with { Source = " " },
            "ValidFrom" => good with { ValidFrom = null },
            "Uncertainty" => good with { Uncertainty = 0m },
            "Unit" => good with { Unit = "°C" },
            "RangeUnit" => good with { RangeFrom = 1m },
            "RangeFrom" => good with { RangeFrom = 2m, RangeTo = 1m, RangeUnit = "kWh" },
            "ValidUntil" => good with { ValidUntil = laboratory.Today.AddDays(-1) },
            _ => good with { StandardId = 4711 },
        };
        var refusal = (await laboratory.The<AddCapability>().ExecuteAsync(laboratory.People.Planner, wrong, default)).Refusal;
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
        Assert.Equal("laboratory.not-allowed", (await laboratory.The<AddCapability>().ExecuteAsync(laboratory.People.Technician, good, default)).Refusal?.Code);
    }

    [Fact]
    public async Task The_same_is_not_entered_twice_and_every_entry_is_in_the_ledger()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var before = await laboratory.AskAsync(db => db.LedgerEntries.CountAsync());
        Assert.Null((await SaveAsync(laboratory, 0.06m)).Refusal?.Code);
        Assert.Equal("capability.exists", (await SaveAsync(laboratory, 0.06m)).Refusal?.Code);
        Assert.Equal(before + 1, await laboratory.AskAsync(db => db.LedgerEntries.CountAsync()));
        Assert.All(await laboratory.The<CapabilityQueries>().AllAsync(default), row => Assert.True(row.IsDemonstration));
    }

    private static AddCapability.Request Request(decimal u, DateOnly from) => new(null, "energy.active.import", "", null, null, "", u, "%", 2m, "SL-2", from, null);

    private static Task<Outcome<int>> SaveAsync(Support.Laboratory laboratory, decimal u, DateOnly? from = null) =>
        laboratory.The<AddCapability>().ExecuteAsync(laboratory.People.Planner, Request(u, from ?? laboratory.Today), default);

    private static async Task EndAllAsync(Support.Laboratory laboratory)
    {
        foreach (var row in await laboratory.The<CapabilityQueries>().AllAsync(default))
            Assert.Null((await laboratory.The<AddCapability>().EndAsync(laboratory.People.Planner, row.Id, laboratory.Today.AddDays(-1), "示例", default)).Refusal?.Code);
    }

    private static async Task<Refusal?> ApproveAsync(Support.Laboratory laboratory, Guid id) =>
        (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, VerificationStates.Approve, null, default)).Refusal;

    private static async Task<(Support.Laboratory Laboratory, Guid Record)> CheckedAsync()
    {
        var laboratory = await Support.Laboratory.OpenAsync();
        var opened = await laboratory.The<OpenVerification>().ExecuteAsync(laboratory.People.Technician, await laboratory.RequestAsync(Pile), default);
        await laboratory.MeasureAsync(opened.Value);
        await laboratory.MovedAsync(laboratory.People.Technician, opened.Value, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Checker, opened.Value, VerificationStates.Check);
        return (laboratory, opened.Value);
    }
}
