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

    [Theory]
    [InlineData("〔2021〕示量标法证字第0001号", false)]
    [InlineData("〔1921〕示量标法证字第0001号", true)]
    [InlineData("〔2021〕示计量标法证字第0001号", true)]
    public void A_number_with_an_odd_year_or_a_sign_too_many_is_doubted(string number, bool isDoubted)
    {
        var certificate = new StandardCertificate { Number = number, Issuer = "示例", IssuedOn = new(2021, 3, 1), ValidUntil = new(2026, 2, 28) };
        Assert.Equal(isDoubted, CertificateDoubts.Of(certificate, new(2025, 1, 1)).Any(doubt => doubt.Zh.StartsWith("编号", StringComparison.Ordinal)));
    }

    /// <summary>A suspension that is planned for later has days of its own; they are not the end of the one that goes on.</summary>
    [Fact]
    public void Of_two_suspensions_the_one_of_the_day_says_its_end()
    {
        var standard = new MeasurementStandard { NameZh = "示例", NameEn = "", Place = "", RangeText = "", UncertaintyText = "" };
        standard.Events.AddRange(new[] { (new DateOnly(2021, 3, 1), new DateOnly(2021, 9, 1)), (new DateOnly(2027, 5, 19), new DateOnly(2027, 9, 1)) }.Select(one => new StandardEvent
        {
            Act = StandardAct.Suspended,
            On = one.Item1,
            Until = one.Item2,
            Reason = "示例",
            Document = "示例",
            EnteredBy = "示例",
            EnteredAt = DateTimeOffset.UnixEpoch,
        }));
        Assert.Equal(new(new DateOnly(2021, 3, 1), new DateOnly(2021, 9, 1)), standard.SuspensionOn(new(2026, 11, 27)));
        Assert.Equal(new DateOnly(2027, 9, 1), standard.SuspensionOn(new(2027, 6, 1))!.Until);
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
        // It comes more than a year before the end of the one in force: only an examination in between explains it.
        Assert.Equal("standard.certificates-overlap", (await add.ExecuteAsync(laboratory.People.Planner, next, default)).Refusal?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.ReExamined, laboratory.Today.AddDays(-3)))?.Code);
        Assert.Null((await add.ExecuteAsync(laboratory.People.Planner, next, default)).Refusal?.Code);
    }

    /// <summary>Entered backwards, the overlap is the same.</summary>
    [Fact]
    public async Task An_overlap_is_one_whichever_paper_is_entered_first()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await NewAsync(laboratory, OwnerClass.A);
        Assert.Null(await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Assessment, "考-2", new(2026, 1, 1), new(2030, 12, 31)));
        Assert.Equal("standard.certificates-overlap", await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Assessment, "考-1", new(2025, 1, 1), new(2028, 12, 31)));
        Assert.Null(await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Assessment, "考-1", new(2021, 7, 1), new(2026, 6, 30)));
        // Odd years are taken and said.
        Assert.Equal("standard.certificate-issued-later", await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Public, "社-1", new(2140, 1, 1), null));
        Assert.Null(await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Assessment, "考-3", new(2026, 6, 1), new(2140, 1, 1), kindOf: await NewAsync(laboratory, OwnerClass.D)));
    }

    [Fact]
    public async Task A_department_standard_stands_on_its_assessment_alone_and_a_public_one_lacks_its_second_paper()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (ofDepartment, open) = (await NewAsync(laboratory, OwnerClass.D), await NewAsync(laboratory, OwnerClass.A));
        var until = laboratory.Today.AddYears(5).AddDays(-1);
        foreach (var id in new[] { ofDepartment, open })
            Assert.Null(await AddAsync(laboratory, id, Core.Traceability.StandardCertificateKind.Assessment, $"考-{id}", laboratory.Today, until));
        var standards = laboratory.The<StandardQueries>();
        var department = (await standards.FindAsync(ofDepartment, default))!;
        Assert.Equal((StandardStanding.Valid, until, laboratory.Today), (department.StandingOn(laboratory.Today), department.ValidUntil(laboratory.Today), department.Counted().EstablishedOn));
        var lacking = (await standards.FindAsync(open, default))!;
        Assert.Equal((StandardStanding.NotYet, (DateOnly?)null, (DateOnly?)null), (lacking.StandingOn(laboratory.Today), lacking.ValidUntil(laboratory.Today), lacking.LastDayShown(laboratory.Today)));
        Assert.Equal([Core.Traceability.StandardCertificateKind.Public], lacking.MissingCertificates());
        // Neither is due, and one that has no paper at all has not expired.
        var due = await laboratory.The<Metrology.App.Lists.DueQueries>().OnAsync(laboratory.Today, default);
        Assert.DoesNotContain(due.Standards, line => line.Standard.Id == ofDepartment || line.Standard.Id == open);
        var bare = await NewAsync(laboratory, OwnerClass.A);
        Assert.Equal(StandardStanding.NotYet, (await standards.FindAsync(bare, default))!.StandingOn(laboratory.Today));
        // Five years on the one has lapsed; the other never was in force, and what never was has no day on which it ended.
        lacking = (await standards.FindAsync(open, default))!;
        Assert.Equal((StandardStanding.NotYet, (DateOnly?)null), (lacking.StandingOn(until.AddDays(1)), lacking.LastDayShown(until.AddDays(1))));
        Assert.Equal((StandardStanding.Expired, until), (department.StandingOn(until.AddDays(1)), department.LastDayShown(until.AddDays(1))));
        Assert.DoesNotContain((await laboratory.The<Metrology.App.Lists.DueQueries>().OnAsync(until.AddDays(1), default)).Standards, line => line.Standard.Id == open);
    }

    [Fact]
    public async Task Days_of_a_suspension_that_run_out_restore_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var today = laboratory.Today;
        Assert.Null((await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(First, StandardAct.Suspended, today.AddDays(-40), today.AddDays(-10), "示例", "示例-1"), default)).Refusal?.Code);
        var standard = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        Assert.Equal([StandardStanding.Valid, StandardStanding.Suspended, StandardStanding.Suspended, StandardStanding.Suspended], new[] { -41, -40, -9, 0 }.Select(days => standard.StandingOn(today.AddDays(days))));
        Assert.Equal([LifeState.Suspended, LifeState.AwaitingResumption], new[] { -10, -9 }.Select(days => standard.StateOn(today.AddDays(days))));
        Assert.Equal("standard.act-resume-unexamined", (await ActAsync(laboratory, StandardAct.Resumed, today))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.ReExamined, today.AddDays(-2)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Resumed, today))?.Code);
        standard = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        Assert.Equal([StandardStanding.Suspended, StandardStanding.Valid], new[] { -1, 0 }.Select(days => standard.StandingOn(today.AddDays(days))));
    }

    [Fact]
    public async Task A_certificate_is_of_one_standard_and_a_number_is_a_number()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (one, other) = (await NewAsync(laboratory, OwnerClass.A), await NewAsync(laboratory, OwnerClass.A));
        const Core.Traceability.StandardCertificateKind kind = Core.Traceability.StandardCertificateKind.Assessment;
        Assert.Null(await AddAsync(laboratory, one, kind, "示例考-77", new(2026, 1, 1), new(2030, 12, 31)));
        Assert.Equal("standard.certificate-registered", await AddAsync(laboratory, other, kind, "示例考-77", new(2026, 1, 1), new(2030, 12, 31)));
        Assert.Equal("standard.certificate-registered", await AddAsync(laboratory, other, kind, "示例考 - 77", new(2026, 1, 1), new(2030, 12, 31)));
        Assert.Equal("standard.certificate-bad-number", await AddAsync(laboratory, other, kind, "x", new(2026, 1, 1), new(2030, 12, 31)));
        Assert.Equal("standard.certificate-no-dates", await AddAsync(laboratory, one, kind, "示例考-78", null, null));
        Assert.Null(await AddAsync(laboratory, other, kind, "示例考-79", null, null));
    }

    [Fact]
    public async Task A_wrong_certificate_is_corrected_by_an_act_of_its_own_and_stays_to_be_seen()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var standards = laboratory.The<StandardQueries>();
        var standard = (await standards.OnAsync(laboratory.Today, default)).First(line => line.Standard.Certificates.Exists(row => row is { IssuedOn: not null, ValidUntil: null })).Standard;
        var open = standard.Certificates.First(row => row is { IssuedOn: not null, ValidUntil: null });
        AddStandardCertificate.Request right = new(standard.Id, open.Kind, open.Number, open.Issuer, open.IssuedOn, open.IssuedOn!.Value.AddYears(5).AddDays(-1), "示例市", "示例授-1");
        var correct = laboratory.The<CorrectCertificate>();
        async Task<string?> CorrectAsync(CorrectCertificate.Request request, Actor? actor = null) => (await correct.ExecuteAsync(actor ?? laboratory.People.Planner, request, default)).Refusal?.Code;
        CorrectCertificate.Request request = new(standard.Id, open.Id, "查明有效期", "证书原件", right);

        Assert.Equal("laboratory.not-allowed", await CorrectAsync(request, laboratory.People.Technician));
        Assert.Equal("input.required", await CorrectAsync(request with { Reason = " " }));
        Assert.Equal("standard.no-certificate", await CorrectAsync(request with { CertificateId = 1 }));
        Assert.Equal("standard.certificate-same", await CorrectAsync(request with { Right = right with { ValidUntil = null, Region = null, AuthorisationNumber = null } }));
        Assert.Equal("input.dates-reversed", await CorrectAsync(request with { Right = right with { ValidUntil = open.IssuedOn.Value.AddDays(-1) } }));
        Assert.Equal(StandardStanding.Unknown, (await standards.FindAsync(standard.Id, default))!.StandingOn(laboratory.Today));
        Assert.Null(await CorrectAsync(request));

        var mended = (await standards.FindAsync(standard.Id, default))!;
        Assert.Equal(StandardStanding.Valid, mended.StandingOn(laboratory.Today));
        var old = mended.Certificates.Single(row => row.Id == open.Id);
        var (now, said) = (mended.CertificatesOf(open.Kind).MaxBy(row => row.Id)!, old.Correction!);
        Assert.Equal(("查明有效期", "证书原件", laboratory.People.Planner.Name, laboratory.Clock.Now, (int?)now.Id), (said.Reason, said.Document, said.By, said.At, said.ReplacedBy));
        Assert.Equal((right.ValidUntil, "示例市", "示例授-1"), (now.ValidUntil, now.Region, now.AuthorisationNumber));
        Assert.Equal("standard.certificate-corrected-before", await CorrectAsync(request));
        // Lists find it by what counts.
        Assert.Contains((await standards.ListAsync(new(laboratory.Today, [StandardStanding.Valid], "", After: standard.Id - 1), 5, default)).Lines, line => line.Standard.Id == standard.Id);

        // Void without anything in its place: the standard lacks it.
        Assert.Null(await CorrectAsync(new(standard.Id, now.Id, "登记错误", "示例函", null)));
        Assert.DoesNotContain((await standards.FindAsync(standard.Id, default))!.CertificatesOf(open.Kind), row => row.Id == now.Id);
    }

    [Fact]
    public async Task What_an_assessment_is_of_changes_by_an_act_and_the_passport_shows_the_state_of_a_day()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (save, planner, today) = (laboratory.The<SaveStandard>(), laboratory.People.Planner, laboratory.Today);
        var was = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        int[] Of(EquipmentRole role) => [.. was.Equipment.Where(link => link.Role == role).Select(link => link.EquipmentId)];
        SaveStandard.Request same = new(First, was.NameZh, was.NameEn, was.ClassificationCode, was.Place, was.RangeText, was.UncertaintyText, was.OwnerClass, Of(EquipmentRole.Main), Of(EquipmentRole.Auxiliary), was.Version);
        async Task<(string?, string?)> SaveAsync(SaveStandard.Request request)
        {
            var refusal = (await save.ExecuteAsync(planner, request, default)).Refusal;
            return (refusal?.Code, refusal?.Field);
        }

        Assert.Equal(("standard.no-version", "Version"), await SaveAsync(same with { Version = null }));
        Assert.Equal(("standard.needs-replacement", "RangeText"), await SaveAsync(same with { RangeText = "(1～100) A" }));
        Assert.Equal(("standard.needs-replacement", "UncertaintyText"), await SaveAsync(same with { UncertaintyText = "0.02 级" }));
        Assert.Equal(("standard.needs-replacement", "MainEquipment"), await SaveAsync(same with { MainEquipment = [] }));
        Assert.Equal(("standard.needs-replacement", "Parameters"), await SaveAsync(same with { Details = StandardDetails.Of(was) with { Parameters = [] } }));
        Assert.NotEmpty(same.AuxiliaryEquipment!);
        Assert.Equal(("standard.needs-replacement", "AuxiliaryEquipment"), await SaveAsync(same with { AuxiliaryEquipment = [] }));
        Assert.Equal(("standard.equipment-both", "MainEquipment"), await SaveAsync(same with { AuxiliaryEquipment = same.MainEquipment }));
        Assert.Equal((null, null), await SaveAsync(same with { Place = "新楼" }));

        // A replacement says what it changes, and what it says must agree with its box.
        RecordAct.Exchange exchange = new(ReplacementEffect.Nothing, [ReplacementSituation.Other], [ReplacementCause.WorkloadChanged], [], [], []) { RangeText = "AC 220 V，(1～100) A（示例）" };
        Assert.Equal("standard.act-effect-contradicts", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-10), exchange))?.Code);
        // Without its main standard it could measure nothing.
        Assert.Equal("standard.act-no-main-left", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-10), new(ReplacementEffect.Nothing, [ReplacementSituation.Other], [ReplacementCause.WorkloadChanged], Of(EquipmentRole.Main), [], [])))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-10), exchange with { Effect = ReplacementEffect.RangeOrItems }))?.Code);
        Assert.Equal("standard.act-replaced-later", (await ActAsync(laboratory, StandardAct.Replaced, today.AddDays(-20), exchange with { Effect = ReplacementEffect.RangeOrItems }))?.Code);
        async Task<string> RangeAsync(int days) => (await laboratory.The<StandardQueries>().FindOnAsync(First, today.AddDays(days), default))!.RangeText;
        Assert.Equal((was.RangeText, exchange.RangeText), (await RangeAsync(-11), await RangeAsync(-10)));
        Assert.Equal(Of(EquipmentRole.Main), (await laboratory.The<StandardQueries>().FindOnAsync(First, today.AddDays(-11), default))!.Equipment.Where(link => link.Role == EquipmentRole.Main).Select(link => link.Item!.Id));

        // An entry that was wrong is mended with its reason, which stays.
        var version = (await laboratory.The<StandardQueries>().FindAsync(First, default))!.Version;
        Assert.Equal((null, null), await SaveAsync(same with { RangeText = "AC 220 V，(1～80) A（示例）", Version = version, Correction = "登记时抄错" }));
        var corrected = (await laboratory.The<StandardQueries>().FindAsync(First, default))!;
        Assert.Equal(("登记时抄错", planner.Name, exchange.RangeText), corrected.Events.Where(row => row.Act == StandardAct.Corrected).Select(row => (row.Reason, row.EnteredBy, row.Replacement!.Was!.RangeText)).Single());
    }

    [Fact]
    public async Task An_act_is_entered_once_and_not_where_it_cannot_have_been()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Equal("standard.act-before-assessment", (await ActAsync(laboratory, StandardAct.Upgraded, new(1990, 1, 1)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Upgraded, laboratory.Today.AddDays(-9)))?.Code);
        Assert.Equal("standard.act-exists", (await ActAsync(laboratory, StandardAct.Upgraded, laboratory.Today.AddDays(-9)))?.Code);
        Assert.Null((await ActAsync(laboratory, StandardAct.Suspended, laboratory.Today.AddDays(-5)))?.Code);
        Assert.Equal("standard.act-upgrade-suspended", (await ActAsync(laboratory, StandardAct.Upgraded, laboratory.Today.AddDays(-1)))?.Code);
        Assert.Equal("standard.act-before-assessment", (await ActAsync(laboratory, StandardAct.Upgraded, laboratory.Today, standard: await NewAsync(laboratory, OwnerClass.C)))?.Code);
        Assert.Equal("standard.act-by-edit", (await ActAsync(laboratory, StandardAct.Corrected, laboratory.Today))?.Code);
    }

    /// <summary>Other width and script are no other standard; a later certificate without a day of issue hides no beginning, one that may be the first does.</summary>
    [Fact]
    public async Task The_same_standard_is_one_and_its_beginning_stays_known()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await NewAsync(laboratory, OwnerClass.C);
        var queries = laboratory.The<StandardQueries>();
        var one = (await queries.FindAsync(id, default))!;
        SaveStandard.Request again = new(null, one.NameZh.Replace("装置", "裝置", StringComparison.Ordinal), one.NameEn, null, one.Place, one.RangeText, "０.05 级", one.OwnerClass, [], []);
        Assert.Equal("standard.exists", (await laboratory.The<SaveStandard>().ExecuteAsync(laboratory.People.Planner, again, default)).Refusal?.Code);
        Assert.Null((await laboratory.The<SaveStandard>().ExecuteAsync(laboratory.People.Planner, again with { UncertaintyText = "0.1 级" }, default)).Refusal?.Code);

        const Core.Traceability.StandardCertificateKind Kind = Core.Traceability.StandardCertificateKind.Assessment;
        Assert.Null(await AddAsync(laboratory, id, Kind, "示例-9001", new(2015, 3, 1), new(2019, 2, 28)));
        Assert.Null(await AddAsync(laboratory, id, Kind, "示例-9002", null, new(2023, 2, 28)));
        Assert.Equal(new DateOnly(2015, 3, 1), (await queries.FindAsync(id, default))!.Counted().EstablishedOn);
        var other = await NewAsync(laboratory, OwnerClass.C);
        Assert.Null(await AddAsync(laboratory, other, Kind, "示例-9003", null, new(2014, 2, 28)));
        Assert.Null(await AddAsync(laboratory, other, Kind, "示例-9004", new(2015, 3, 1), new(2019, 2, 28)));
        Assert.Null((await queries.FindAsync(other, default))!.Counted().EstablishedOn);
    }

    private static async Task<int> NewAsync(Support.Laboratory laboratory, OwnerClass owner) => (await laboratory.The<SaveStandard>().ExecuteAsync(
        laboratory.People.Planner, new(null, $"示例新装置 {await laboratory.AskAsync(db => db.Standards.CountAsync())}", "New standard", null, "示例楼", "示例", "0.05 级", owner, [], []), default)).Value;

    private static async Task<string?> AddAsync(
        Support.Laboratory laboratory, int id, Core.Traceability.StandardCertificateKind kind, string number, DateOnly? from, DateOnly? until, int? kindOf = null) =>
        (await laboratory.The<AddStandardCertificate>().ExecuteAsync(laboratory.People.Planner, new(kindOf ?? id, kind, number, "示例局", from, until), default)).Refusal?.Code;

    private static async Task<Refusal?> ActAsync(Support.Laboratory laboratory, StandardAct act, DateOnly on, RecordAct.Exchange? exchange = null, int standard = First) =>
        (await laboratory.The<RecordAct>().ExecuteAsync(laboratory.People.Planner, new(standard, act, on, null, "示例", "示例-1", exchange), default)).Refusal;
}
