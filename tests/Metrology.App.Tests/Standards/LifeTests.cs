using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Standards;

/// <summary>The life of a standard as its acts make it, asked for days.</summary>
public sealed class LifeTests
{
    private const int First = 1;

    [Fact]
    public async Task Suspension_and_resumption_are_acts_and_every_day_has_its_answer()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var today = laboratory.Today;
        Assert.Null((await ActAsync(laboratory, StandardAct.Suspended, today.AddDays(-30)))?.Code);
        Assert.Equal("standard.act-suspended-twice", (await ActAsync(laboratory, StandardAct.Suspended, today.AddDays(-20)))?.Code);
        Assert.Equal("standard.act-resume-unexamined", (await ActAsync(laboratory, StandardAct.Resumed, today.AddDays(-10)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.ReExamined, today.AddDays(-12)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Resumed, today.AddDays(-10)))?.Code);
        var standard = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        StandardStanding[] expected = [StandardStanding.Valid, StandardStanding.Suspended, StandardStanding.Suspended, StandardStanding.Valid, StandardStanding.Valid];
        Assert.Equal(expected, new[] { -31, -30, -11, -10, 0 }.Select(days => standard.StandingOn(today.AddDays(days))));
        Assert.Equal([("示例", "示例-1", laboratory.People.Planner.Name)], standard.Events.Where(row => row.Act == StandardAct.Resumed).Select(row => (row.Reason, row.Document, row.EnteredBy)));
        Assert.Equal("standard.act-not-suspended", (await ActAsync(laboratory, StandardAct.Resumed, today.AddDays(-5)))?.Code);
    }

    [Fact]
    public async Task What_was_changed_and_not_examined_is_unknown_until_it_is()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var today = laboratory.Today;
        var old = (await laboratory.The<StandardQueries>().FindAsync(First, default))!.Equipment.Single(link => link.Role == EquipmentRole.Main);
        var fresh = (await laboratory.The<SaveEquipment>().ExecuteAsync(laboratory.People.Planner, new(null, "NEW-1", "新标准表", "New meter", "示例", "M", "S-77"), default)).Value;
        await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(
            laboratory.People.Planner, new(fresh, "新-1", "示例院", today.AddDays(-90), today.AddYears(1), "U = 0.02 % (k = 2)", "energy.active.import", 0.02m, 2m, "%"), default);
        RecordAct.Exchange exchange = new(ReplacementEffect.Accuracy, [ReplacementSituation.MainRenewed], [ReplacementCause.EquipmentFailed], [old.EquipmentId], [fresh], []);
        Assert.Equal("standard.act-no-effect", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-20), exchange with { Effect = null }))?.Code);
        Assert.Equal("standard.act-no-cause", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-20), exchange with { Causes = [] }))?.Code);
        Assert.Equal("standard.act-not-of-standard", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-20), exchange with { Out = [4711] }))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-20), exchange))?.Code);
        Assert.Equal("standard.act-needs-assessment", (await ActAsync(laboratory, StandardAct.ReExamined, today.AddDays(-10)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Built, today.AddDays(-5)))?.Code);

        var standard = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        Assert.Equal([StandardStanding.Valid, StandardStanding.Unknown, StandardStanding.Unknown, StandardStanding.Valid], new[] { -21, -20, -6, -5 }.Select(days => standard.StandingOn(today.AddDays(days))));
        Assert.Equal([LifeState.InUse, LifeState.AwaitingAssessment, LifeState.InUse], new[] { -21, -20, -5 }.Select(days => standard.StateOn(today.AddDays(days))));
        var form = standard.Events.Single(row => row.Act == StandardAct.Replaced).Replacement!;
        Assert.Equal(("SIM-REF-645", "示例 S-77", "示例院 新-1"), (form.Before[0].Model, form.After[0].MakerAndSerial, form.After[0].IssuerAndCertificate));
        Assert.Equal(fresh, standard.Equipment.Single(link => link.Role == EquipmentRole.Main).EquipmentId);
    }

    [Fact]
    public async Task An_examination_needs_people_and_a_traceable_main_standard_and_nothing_follows_a_withdrawal()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Equal("standard.act-needs-people", (await ActAsync(laboratory, StandardAct.ReExamined, laboratory.Today, standard: 2))?.Code);
        Assert.Equal("standard.act-needs-traceable", (await ActAsync(laboratory, StandardAct.ReExamined, laboratory.Today.AddYears(-2)))?.Code);
        Assert.Equal("standard.act-future", (await ActAsync(laboratory, StandardAct.ReExamined, laboratory.Today.AddDays(1)))?.Code);
        Assert.Equal("input.required", (await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(First, StandardAct.Withdrawn, laboratory.Today, null, "", "x"), default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Checker, new(First, StandardAct.Withdrawn, laboratory.Today, null, "x", "x"), default)).Refusal?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Withdrawn, laboratory.Today.AddDays(-3)))?.Code);
        Assert.Equal("standard.act-withdrawn", (await ActAsync(laboratory, StandardAct.Suspended, laboratory.Today))?.Code);
        // What was entered late is judged where it belongs.
        Assert.Null((await ActAsync(laboratory, StandardAct.Upgraded, laboratory.Today.AddDays(-5)))?.Code);
        Assert.Single((await laboratory.The<StandardQueries>().FindAsync(First, default))!.Counted().ImprovedOn);
    }

    [Fact]
    public async Task Certificates_that_overlap_against_their_order_are_refused()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var add = laboratory.The<AddStandardCertificate>();
        var last = (await laboratory.The<StandardQueries>().FindAsync(First, default))!.CertificateOn(Core.Traceability.StandardCertificateKind.Assessment, laboratory.Today)!;
        AddStandardCertificate.Request next = new(First, Core.Traceability.StandardCertificateKind.Assessment, "考-9", "示例局", laboratory.Today, last.ValidUntil!.Value.AddYears(5));
        Assert.Equal("standard.certificates-overlap", (await add.ExecuteAsync(laboratory.People.Planner, next with { ValidUntil = last.ValidUntil.Value.AddDays(-1) }, default)).Refusal?.Code);
        Assert.Equal("standard.certificates-overlap", (await add.ExecuteAsync(laboratory.People.Planner, next with { IssuedOn = last.IssuedOn }, default)).Refusal?.Code);
        Assert.Null((await add.ExecuteAsync(laboratory.People.Planner, next, default)).Refusal?.Code);
    }

    private static async Task<Refusal?> ActAsync(Support.Laboratory laboratory, StandardAct act, DateOnly on, RecordAct.Exchange? exchange = null, int standard = First) =>
        (await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(standard, act, on, null, "示例", "示例-1", exchange), default)).Refusal;
}
