using Metrology.Core.Traceability;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Registry;

/// <summary>Equipment and standards of the institution: who may enter them, what is refused, and that history stays.</summary>
public sealed class RegistryTests
{
    private static readonly SaveEquipment.Request Meter = new(null, " EQ-1 ", "功率源", "Power source", "示例", "PS-1", "0001");

    private static readonly SaveStandard.Request Facility = new(
        null, "电能表检定装置", "Meter bench", "04010203", "示例楼", "示例", "0.05 级", OwnerClass.A, [], []);

    [Fact]
    public async Task Equipment_is_entered_and_changed()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var save = laboratory.The<SaveEquipment>();
        var id = (await save.ExecuteAsync(laboratory.People.Planner, Meter, default)).Value;
        Assert.Equal(id, (await save.ExecuteAsync(laboratory.People.Planner.Saying("示例"), Meter with { Id = id, NameZh = "标准功率源" }, default)).Value);
        var item = (await laboratory.The<EquipmentQueries>().FindAsync(id, default))!;
        Assert.Equal(("EQ-1", "标准功率源", 1), (item.Code, item.NameZh, item.Version));
        Assert.Contains(await laboratory.The<EquipmentQueries>().AllAsync(default), row => row.Id == id);
    }

    [Fact]
    public async Task Wrong_equipment_is_refused_and_changes_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var before = await laboratory.AskAsync(db => db.Equipment.CountAsync());
        var save = laboratory.The<SaveEquipment>();
        await RefusedAsync("equipment.code-taken", Meter with { Code = "DEMO-REF-001" });
        await RefusedAsync("equipment.not-found", Meter with { Id = 4711 });
        await RefusedAsync("input.required", Meter with { Model = " " }, nameof(Meter.Model));
        await RefusedAsync("input.too-long", Meter with { NameEn = new string('x', 401) }, nameof(Meter.NameEn));
        Assert.Equal("laboratory.not-allowed", (await save.ExecuteAsync(laboratory.People.Technician, Meter, default)).Refusal?.Code);
        Assert.Equal(before, await laboratory.AskAsync(db => db.Equipment.CountAsync()));

        async Task RefusedAsync(string code, SaveEquipment.Request request, string? field = null)
        {
            var refusal = (await save.ExecuteAsync(laboratory.People.Planner, request, default)).Refusal;
            Assert.Equal(code, refusal?.Code);
            if (field is not null)
                Assert.Equal(field, refusal?.Field);
        }
    }

    [Fact]
    public async Task A_new_traceability_certificate_is_added_to_the_old_one()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var lapsed = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-002");
        var request = new AddTraceabilityCertificate.Request(
            lapsed.Id, "示例-DC-0003", "示例院", laboratory.Today, laboratory.Today.AddYears(1), "U = 0.04 % (k = 2)", "energy.active.import", 0.04m, 2m, "%");
        Assert.Empty(lapsed.Capabilities(laboratory.Today));
        Assert.False((await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(laboratory.People.Planner, request, default)).IsRefused);
        var renewed = (await laboratory.The<EquipmentQueries>().FindAsync(lapsed.Id, default))!;
        Assert.Equal(2, renewed.Certificates.Count);
        Assert.Equal(0.04m, Assert.Single(renewed.Capabilities(laboratory.Today)).ExpandedUncertainty);
        Assert.Equal(0.05m, Assert.Single(renewed.Capabilities(laboratory.Today.AddDays(-200))).ExpandedUncertainty);
    }

    [Theory]
    [InlineData(Role.Technician, 0, 365, 0.05, 2, "laboratory.not-allowed")]
    [InlineData(Role.Planner, 0, -1, 0.05, 2, "input.dates-reversed")]
    [InlineData(Role.Planner, 0, 365, 0, 2, "equipment.bad-uncertainty")]
    [InlineData(Role.Planner, 0, 365, 0.05, -2, "equipment.bad-coverage-factor")]
    [InlineData(Role.Planner, 4711, 365, 0.05, 2, "equipment.not-found")]
    public async Task A_wrong_traceability_certificate_is_refused(Role role, int equipment, int days, double uncertainty, double factor, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = equipment == 0 ? (await laboratory.The<EquipmentQueries>().AllAsync(default))[0].Id : equipment;
        var added = await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(
            laboratory.People.Of(role),
            new(id, "示例", "示例", laboratory.Today, laboratory.Today.AddDays(days), "示例", "voltage", (decimal)uncertainty, (decimal)factor, "%"), default);
        Assert.Equal(code, added.Refusal?.Code);
        Assert.Equal(0, await laboratory.AskAsync(db => db.TraceabilityCertificates.CountAsync(row => row.Number == "示例")));
    }

    [Theory]
    [InlineData(1.0, "m", null)]
    [InlineData(999.8, "mm", null)]
    [InlineData(1.0, "", "equipment.value-and-unit")]
    [InlineData(null, "m", "equipment.value-and-unit")]
    [InlineData(1.0, "kg", "equipment.value-unit")]
    [InlineData(1.0, "furlong", "equipment.value-unit")]
    [InlineData(-1.0, "m", "equipment.impossible-value")]
    [InlineData(null, null, null)]
    public async Task The_value_of_a_certificate_has_its_unit_and_is_possible(double? value, string? unit, string? code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var rollers = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-ROLLER-001");
        var added = await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(
            laboratory.People.Planner,
            new(rollers.Id, "示例-C", "示例院", laboratory.Today, laboratory.Today.AddDays(365), "示例", "length.circumference", 0.02m, 2m, "%") { CertifiedValue = (decimal?)value, CertifiedUnit = unit }, default);
        Assert.Equal(code, added.Refusal?.Code);
        if (code is null)
            Assert.Contains((await laboratory.The<EquipmentQueries>().FindAsync(rollers.Id, default))!.Capabilities(laboratory.Today), one => one.CertifiedValue == (decimal?)value && one.CertifiedUnit == unit);
    }

    [Fact]
    public async Task A_standard_is_entered_with_its_equipment_and_both_certificates()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var equipment = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Select(row => row.Id).ToList();
        var id = (await laboratory.The<SaveStandard>().ExecuteAsync(
            laboratory.People.Planner, Facility with { MainEquipment = [equipment[0], equipment[0]], AuxiliaryEquipment = [equipment[1]] }, default)).Value;
        var add = laboratory.The<AddStandardCertificate>();
        await add.ExecuteAsync(laboratory.People.Planner, new(id, StandardCertificateKind.Assessment, "考-1", "示例局", laboratory.Today, laboratory.Today.AddYears(5)), default);
        await add.ExecuteAsync(laboratory.People.Planner, new(id, StandardCertificateKind.Public, "社-1", "示例局", laboratory.Today, laboratory.Today.AddYears(4)), default);

        var standard = (await laboratory.The<StandardQueries>().FindAsync(id, default))!;
        Assert.Equal([(equipment[0], EquipmentRole.Main), (equipment[1], EquipmentRole.Auxiliary)], standard.Equipment.Select(link => (link.EquipmentId, link.Role)).OrderBy(link => link.Role));
        Assert.Equal(laboratory.Today.AddYears(4), standard.ValidUntil(laboratory.Today));
        await laboratory.The<SaveStandard>().ExecuteAsync(laboratory.People.Planner, Facility with { Id = id, Place = "新楼", ClassificationCode = " ", Version = standard.Version, Correction = "登记错误" }, default);
        standard = (await laboratory.The<StandardQueries>().FindAsync(id, default))!;
        Assert.Equal(("新楼", null, 0, 2), (standard.Place, standard.ClassificationCode, standard.Equipment.Count, standard.Certificates.Count));
    }

    [Fact]
    public async Task Wrong_standards_and_certificates_are_refused()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (save, add, planner) = (laboratory.The<SaveStandard>(), laboratory.The<AddStandardCertificate>(), laboratory.People.Planner);
        async Task<string?> SaveAsync(SaveStandard.Request request, Actor? actor = null) => (await save.ExecuteAsync(actor ?? planner, request, default)).Refusal?.Code;
        async Task<string?> AddAsync(AddStandardCertificate.Request request) => (await add.ExecuteAsync(planner, request, default)).Refusal?.Code;

        Assert.Equal("standard.bad-code", await SaveAsync(Facility with { ClassificationCode = "4010203" }));
        Assert.Equal("standard.bad-code", await SaveAsync(Facility with { ClassificationCode = "99010203" }));
        Assert.Equal("standard.not-found", await SaveAsync(Facility with { Id = 4711, Version = 0 }));
        Assert.Equal("input.required", await SaveAsync(Facility with { NameZh = "" }));
        Assert.Equal("laboratory.not-allowed", await SaveAsync(Facility, laboratory.People.Checker));
        Assert.Equal("standard.not-found", await AddAsync(new(4711, StandardCertificateKind.Public, "号", "局", null, null)));
        Assert.Equal("input.required", await AddAsync(new(1, StandardCertificateKind.Public, "", "局", null, null)));
        Assert.Equal("input.dates-reversed", await AddAsync(new(1, StandardCertificateKind.Public, "号", "局", laboratory.Today, laboratory.Today.AddDays(-1))));
    }
}
