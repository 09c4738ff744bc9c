using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Standards.Capabilities;
using Metrology.App.Templates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Registry;

/// <summary>What a paper cannot say is refused where it is typed, with its character by number, and nothing is saved.</summary>
public sealed class UnprintableTests
{
    private const string Emoji = "示例\U0001F697";

    private static readonly Dictionary<string, Func<Support.Laboratory, string, Task<Refusal?>>> Typed = new()
    {
        ["unit.NameZh"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { NameZh = bad }, default)).Refusal,
        ["unit.NameEn"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { NameEn = bad }, default)).Refusal,
        ["unit.Model"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { Model = bad }, default)).Refusal,
        ["unit.SerialNumber"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { SerialNumber = bad }, default)).Refusal,
        ["unit.Manufacturer"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { Manufacturer = bad }, default)).Refusal,
        ["unit.Location"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { Location = bad }, default)).Refusal,
        ["unit.CustomerName"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { CustomerName = bad }, default)).Refusal,
        ["unit.CustomerAddress"] = async (at, bad) => (await at.The<SaveUnit>().ExecuteAsync(at.People.Technician, Unit with { CustomerAddress = bad }, default)).Refusal,
        ["customer.Name"] = async (at, bad) => (await at.The<SaveCustomer>().ExecuteAsync(at.People.Technician, new(1, bad, "示例路"), default)).Refusal,
        ["customer.Address"] = async (at, bad) => (await at.The<SaveCustomer>().ExecuteAsync(at.People.Technician, new(1, "示例单位", bad), default)).Refusal,
        ["institution.NameZh"] = async (at, bad) => (await at.The<EditInstitution>().ExecuteAsync(at.People.Administrator, Institution(bad, "x"), default)).Refusal,
        ["institution.AuthorisationEn"] = async (at, bad) => (await at.The<EditInstitution>().ExecuteAsync(at.People.Administrator, Institution("示例所", bad), default)).Refusal,
        ["account.DisplayName"] = async (at, bad) => (await at.The<AdministerAccounts>().CreateAsync(at.People.Administrator, new("newcomer", bad, [Role.Checker]), default)).Refusal,
        ["standard.NameZh"] = async (at, bad) => (await at.The<SaveStandard>().ExecuteAsync(at.People.Planner, Standard with { NameZh = bad }, default)).Refusal,
        ["standard.RangeText"] = async (at, bad) => (await at.The<SaveStandard>().ExecuteAsync(at.People.Planner, Standard with { RangeText = bad }, default)).Refusal,
        ["standard.Place"] = async (at, bad) => (await at.The<SaveStandard>().ExecuteAsync(at.People.Planner, Standard with { Place = bad }, default)).Refusal,
        ["standard-certificate.Number"] = async (at, bad) => (await at.The<AddStandardCertificate>().ExecuteAsync(at.People.Planner, new(1, StandardCertificateKind.Assessment, bad, "示例局", null, null), default)).Refusal,
        ["standard-certificate.Issuer"] = async (at, bad) => (await at.The<AddStandardCertificate>().ExecuteAsync(at.People.Planner, new(1, StandardCertificateKind.Assessment, "1", bad, null, null), default)).Refusal,
        ["equipment.NameZh"] = async (at, bad) => (await at.The<SaveEquipment>().ExecuteAsync(at.People.Planner, Item with { NameZh = bad }, default)).Refusal,
        ["equipment.SerialNumber"] = async (at, bad) => (await at.The<SaveEquipment>().ExecuteAsync(at.People.Planner, Item with { SerialNumber = bad }, default)).Refusal,
        ["traceability.Number"] = async (at, bad) => (await at.The<AddTraceabilityCertificate>().ExecuteAsync(at.People.Planner, Traceability with { Number = bad }, default)).Refusal,
        ["traceability.UncertaintyText"] = async (at, bad) => (await at.The<AddTraceabilityCertificate>().ExecuteAsync(at.People.Planner, Traceability with { UncertaintyText = bad }, default)).Refusal,
        ["capability.Source"] = async (at, bad) => (await at.The<AddCapability>().ExecuteAsync(at.People.Planner, new(null, "voltage", "", null, null, "", 1m, "V", 2m, bad, new(2026, 1, 1), null), default)).Refusal,
        ["template.Name"] = async (at, bad) => (await at.The<DraftTemplate>().ExecuteAsync(at.People.Checker, new(new CertificateTemplate { Name = bad }), default)).Refusal,
        ["template.Statements"] = async (at, bad) => (await at.The<DraftTemplate>().ExecuteAsync(at.People.Checker, new(new CertificateTemplate { Name = "示例", Statements = [new(bad, "x")] }), default)).Refusal,
        ["open.Place"] = async (at, bad) => (await at.The<OpenVerification>().ExecuteAsync(at.People.Technician, await at.RequestAsync() with { Place = bad }, default)).Refusal,
        ["event.Reason"] = async (at, bad) => (await at.The<RecordEvent>().ExecuteAsync(at.People.Technician, await at.OpenRecordAsync(), new RunEvent.Commented(bad), [], default)).Refusal,
        ["move.Reason"] = async (at, bad) => (await at.The<MoveVerification>().ExecuteAsync(at.People.Technician, await at.OpenRecordAsync(), VerificationStates.Abort, bad, default)).Refusal,
    };

    public static TheoryData<string> Places => [.. Typed.Keys];

    private static SaveUnit.Request Unit => new(
        null, "新客户", "示例路 1 号", "交流充电桩", "AC pile", "X-1", "SN-9", "示例厂", "地下二层", "JJG 1148-2022",
        new Dictionary<string, string> { ["accuracyClass"] = "2", ["nominalVoltage"] = "220", ["maximumCurrent"] = "32", ["registerResolution"] = "0.01", ["pulseConstant"] = "1000", ["timeOfUse"] = "false" });

    private static SaveStandard.Request Standard => new(null, "示例装置", "Example", null, "示例室", "示例范围", "0.05 级", OwnerClass.A, [], []);

    private static SaveEquipment.Request Item => new(null, "NEW-1", "示例表", "Example meter", "示例厂", "M-1", "S-1");

    private static AddTraceabilityCertificate.Request Traceability => new(1, "示例-9", "示例院", new(2026, 1, 1), new(2027, 1, 1), "U = 1 V", "voltage", 1m, 2m, "V");

    private static Institution Institution(string name, string authorisation) => new()
    {
        NameZh = name,
        NameEn = "Example",
        AddressZh = "示例路",
        AddressEn = "Example Road",
        Telephone = "0",
        AuthorisationZh = "示例",
        AuthorisationEn = authorisation,
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_character_that_no_font_has_is_refused_where_it_is_typed(string place)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var before = await laboratory.AskAsync(db => db.LedgerEntries.CountAsync());
        var refusal = await Typed[place](laboratory, Emoji);
        Assert.Equal(("certificate.unprintable", place[(place.IndexOf('.', StringComparison.Ordinal) + 1)..]), (refusal?.Code, refusal?.Field));
        Assert.All([refusal!.Text.Zh, refusal.Text.En], text => Assert.Contains("U+1F697", text, StringComparison.Ordinal));
        var opened = place is "event.Reason" or "move.Reason" ? 1 : 0;
        Assert.Equal(before + opened, await laboratory.AskAsync(db => db.LedgerEntries.CountAsync()));
    }

    /// <summary>No quotes with nothing in them: the character is named by its number.</summary>
    [Theory]
    [InlineData("\u0645\u0642\u064A\u0627\u0633", "certificate.right-to-left", "U+0645")]
    [InlineData("\u202E", "certificate.right-to-left", "U+202E")]
    [InlineData("Cafe\u0301", "certificate.combining-mark", "U+0301")]
    public async Task Text_that_cannot_be_set_is_named_by_its_code_point(string bad, string code, string number)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var refusal = await Typed["unit.NameZh"](laboratory, bad);
        Assert.Equal(code, refusal?.Code);
        Assert.All([refusal!.Text.Zh, refusal.Text.En], text =>
        {
            Assert.Contains(number, text, StringComparison.Ordinal);
            Assert.DoesNotContain("“”", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_method_and_a_register_of_others_are_looked_through()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var file = System.Text.Encoding.UTF8.GetString(Demonstration.DemonstrationData.CalibrationMethod()).Replace("SL-JZ 001", "SL-JZ 009", StringComparison.Ordinal).Replace("电能示值误差", "电能\U0001F50C误差", StringComparison.Ordinal);
        var stored = await laboratory.The<ImportProcedure>().ExecuteAsync(laboratory.People.Checker, System.Text.Encoding.UTF8.GetBytes(file), default);
        Assert.Equal("certificate.unprintable", stored.Stored.Refusal?.Code);
    }

    /// <summary>Whatever the product ships can be printed by the fonts that it ships.</summary>
    [Fact]
    public void Shipped_methods_can_be_printed()
    {
        var renderer = new Documents.CertificateRenderer(Documents.DocumentFonts.Stack);
        Assert.All(Metrology.Procedures.ProcedureCatalog.All, shipped => Assert.All(ProcedureTexts.Of(shipped.Procedure.File.ToArray()), text => Assert.Null(renderer.CannotPrint(text))));
    }
}
