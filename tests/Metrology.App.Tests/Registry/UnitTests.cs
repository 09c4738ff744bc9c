using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Registry;

/// <summary>Units under test are entered with what their procedure asks of the nameplate.</summary>
public sealed class UnitTests
{
    private static readonly SaveUnit.Request Pile = new(
        null, "新客户", "示例路 1 号", "交流充电桩", "AC pile", "X-1", " SN-9 ", "示例厂", "地下二层", "JJG 1148-2022", new Dictionary<string, string>
        {
            ["accuracyClass"] = "2",
            ["nominalVoltage"] = "220",
            ["maximumCurrent"] = "32",
            ["registerResolution"] = "0.01",
            ["pulseConstant"] = "1000",
            ["timeOfUse"] = "false",
        });

    [Fact]
    public async Task A_unit_brings_its_customer_once()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var save = laboratory.The<SaveUnit>();
        var first = (await save.ExecuteAsync(laboratory.People.Technician, Pile, default)).Value;
        var second = (await save.ExecuteAsync(laboratory.People.Technician, Pile with { SerialNumber = "SN-10", CustomerName = "新客户 " }, default)).Value;
        var units = await laboratory.The<UnitQueries>().AllAsync(default);
        Assert.Single(units.Where(unit => unit.Id == first || unit.Id == second).Select(unit => unit.CustomerId).Distinct());

        async Task<UnitUnderTest> ChangedAsync(SaveUnit.Request request)
        {
            Assert.Null((await save.ExecuteAsync(laboratory.People.Technician, request with { Id = first }, default)).Refusal?.Code);
            return (await laboratory.The<UnitQueries>().FindAsync(first, default))!;
        }

        var changed = await ChangedAsync(Pile with { Location = "三层", MeterNumber = " SM-1 " });
        Assert.Equal(("SN-9", "三层", "2", "SM-1"), (changed.SerialNumber, changed.Location, changed.Nameplate["accuracyClass"], changed.MeterNumber));
        Assert.Equal("SM-1", (await ChangedAsync(Pile)).MeterNumber);
        Assert.Null((await ChangedAsync(Pile with { MeterNumber = "" })).MeterNumber);
    }

    [Fact]
    public async Task A_wrong_unit_is_refused_and_brings_no_customer()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        async Task<string?> SaveAsync(SaveUnit.Request request, Role role = Role.Technician) =>
            (await laboratory.The<SaveUnit>().ExecuteAsync(laboratory.People.Of(role), request, default)).Refusal?.Code;
        Dictionary<string, string> With(string field, string value) => new(Pile.Nameplate) { [field] = value };

        Assert.Equal("laboratory.not-allowed", await SaveAsync(Pile, Role.Planner));
        Assert.Equal("procedure.unknown", await SaveAsync(Pile with { Procedure = "JJG 1-1900" }));
        Assert.Equal("input.required", await SaveAsync(Pile with { SerialNumber = "" }));
        Assert.Equal("customer.meter-number", await SaveAsync(Pile with { MeterNumber = "SM\t1" }));
        Assert.Equal("customer.unit-not-found", await SaveAsync(Pile with { Id = 4711 }));
        foreach (var (field, value) in new[] { ("accuracyClass", "0.5"), ("maximumCurrent", "abc"), ("maximumCurrent", ""), ("registerResolution", "-1"), ("timeOfUse", "vielleicht") })
            Assert.StartsWith("plan.nameplate-", await SaveAsync(Pile with { Nameplate = With(field, value) }), StringComparison.Ordinal);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Customers.CountAsync(row => row.Name == "新客户")));
    }

    /// <summary>An address stands on the papers of all instruments of a customer: a unit neither changes it nor drops what was typed.</summary>
    [Fact]
    public async Task Another_address_of_a_known_customer_is_refused_and_none_takes_the_registered_one()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = (await laboratory.The<SaveUnit>().ExecuteAsync(laboratory.People.Technician, Pile, default)).Value;
        var other = await laboratory.The<SaveUnit>().ExecuteAsync(laboratory.People.Technician, Pile with { Id = id, Location = "四层", CustomerAddress = "示例路 2 号" }, default);
        Assert.Equal(("customer.other-address", "CustomerAddress"), (other.Refusal?.Code, other.Refusal?.Field));
        Assert.All([other.Refusal!.Text.Zh, other.Refusal.Text.En], text => Assert.Contains("示例路 1 号", text, StringComparison.Ordinal));
        Assert.Equal(("地下二层", "示例路 1 号"), await laboratory.AskAsync(async db => await db.Units.Where(row => row.Id == id).Select(row => ValueTuple.Create(row.Location, row.Customer!.Address)).SingleAsync()));

        Assert.Equal(id, (await laboratory.The<SaveUnit>().ExecuteAsync(laboratory.People.Technician, Pile with { Id = id, CustomerAddress = " " }, default)).Value);
        var unknown = await laboratory.The<SaveUnit>().ExecuteAsync(laboratory.People.Technician, Pile with { SerialNumber = "SN-11", CustomerName = "另一客户", CustomerAddress = "" }, default);
        Assert.Equal(("input.required", "CustomerAddress"), (unknown.Refusal?.Code, unknown.Refusal?.Field));
    }
}
