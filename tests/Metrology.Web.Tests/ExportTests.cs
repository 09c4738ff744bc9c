using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Edges.OpenXml;

namespace Metrology.Web.Tests;

/// <summary>Lists as files, and the register of instruments in the format of MSL out and in.</summary>
public sealed partial class ExportTests
{
    private static readonly XNamespace Msl = "https://measurement.govt.nz/equipment-register";

    [Fact]
    public async Task Every_list_is_a_file_of_three_kinds_with_the_same_rows_and_its_filter()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var technician = await laboratory.SignInAsync(Role.Technician);
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        await planner.PostAsync("/equipment/new", ("Code", "EX-1"), ("NameZh", "=HYPERLINK(\"http://x\",\"y\")"), ("NameEn", "+1"), ("Manufacturer", "厂"), ("Model", "M"), ("SerialNumber", "007"));
        foreach (var (visitor, path, query, least) in new[]
        {
            (planner, "/standards", "", 40), (planner, "/standards", "?state=expired", 1), (planner, "/standards", "?layout=lims-a", 40), (planner, "/standards", "?layout=lims-b&q=检定装置", 1),
            (planner, "/standards", "?target=LY-1", 1), (planner, "/equipment", "", 5), (planner, "/equipment", "?q=HYPERLINK", 1), (planner, "/due", "", 1), (planner, "/due", "?on=2030-01-01", 1),
            (planner, "/targets", "", 10), (planner, "/projects", "", 2), (technician, "/units", "", 2), (technician, "/customers", "?q=示例", 1), (technician, "/certificates", "", 0), (technician, "/queue", "", 0), (technician, "/verifications", "", 0),
            (planner, "/sharing", "?q=x&inForce=true", 0), (planner, "/capabilities", "", 0), (planner, "/impact", "", 0), (planner, "/procedures", "", 10), (planner, "/templates", "", 0), (planner, "/laboratory/benches", "", 3),
            (administrator, "/jobs", "", 5), (administrator, "/notifications/deliveries", "?state=Failed", 0), (administrator, "/accounts", "", 3), (administrator, "/faults", "", 0),
        })
        {
            var csv = await (await visitor.GetAsync($"{path}/export.csv{query}")).Content.ReadAsStringAsync();
            var rows = CsvText.Read(csv.TrimStart('\uFEFF'));
            var book = new WorkbookReader().Read(await (await visitor.GetAsync($"{path}/export.xlsx{query}")).Content.ReadAsByteArrayAsync()).Value[0].Lines.Select(line => line.Cells).ToList();
            using var json = JsonDocument.Parse(await visitor.ReadAsync($"{path}/export.json{query}"));
            Assert.True(rows.Count > least, $"{path}{query}: {rows.Count} lines");
            Assert.Equal(rows.Count, book.Count);
            Assert.Equal(rows.Count - 1, json.RootElement.GetArrayLength());
            Assert.Equal(rows[0], book[0]);
            // The sheet has the text as it is; in the other file nothing begins as a formula does.
            foreach (var (line, cells) in rows.Zip(book))
                Assert.Equal(line.Select(cell => cell.StartsWith('\'') ? cell[1..] : cell), cells);
            Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{path}/export.exe{query}")).StatusCode);
            Assert.Contains($"{path}/export.json", await visitor.ReadAsync(path), StringComparison.Ordinal);
        }

        // Who may not see the list has no file of it.
        foreach (var path in new[] { "/jobs", "/notifications/deliveries", "/accounts" })
            Assert.Equal((await technician.GetAsync(path)).StatusCode, (await technician.GetAsync($"{path}/export.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await planner.GetAsync("/sharing/export.csv?value=x")).StatusCode);
        Assert.Contains("/equipment/export.xlsx?q=HYPERLINK", await planner.ReadAsync("/equipment?q=HYPERLINK"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_of_instruments_goes_out_and_comes_back_the_same()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var text = await planner.ReadAsync("/equipment/register.xml");
        var document = XDocument.Parse(text);
        var all = await laboratory.Get<EquipmentQueries>().AllAsync(default);
        Assert.Equal(all.Count, document.Root!.Elements(Msl + "equipment").Count());
        Assert.Equal(
            ["id", "manufacturer", "model", "serial", "description", "specifications", "location", "status", "loggable", "traceable", "calibrations", "maintenance", "alterations", "firmware", "specifiedRequirements", "referenceMaterials", "qualityManual"],
            document.Root.Element(Msl + "equipment")!.Elements().Select(one => one.Name.LocalName));
        Assert.Equal(
            ["reportIssueDate", "measurementStartDate", "measurementStopDate", "issuingLaboratory", "technicalProcedure", "conditions", "acceptanceCriteria", "equation"],
            document.Descendants(Msl + "report").First().Elements().Select(one => one.Name.LocalName));

        // As it is, every number is taken already, and nothing is entered.
        var refused = await UploadAsync(planner, text);
        Assert.Contains("这个设备编号已被使用", WebUtility.HtmlDecode(await planner.ReadAsync(refused)), StringComparison.Ordinal);
        Assert.Contains("equipment-import.rows-refused", await (await planner.PostFromAsync(refused, refused + "/take")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var id in document.Descendants(Msl + "id"))
            id.Value = "NEW-" + id.Value;
        // Another number does not make another instrument of the same maker, model and serial number.
        var same = await UploadAsync(planner, document.ToString());
        Assert.Contains("制造厂、型号和出厂编号与它相同", WebUtility.HtmlDecode(await planner.ReadAsync(same)), StringComparison.Ordinal);
        Assert.Contains("equipment-import.rows-refused", await (await planner.PostFromAsync(same, same + "/take")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var serial in document.Descendants(Msl + "serial"))
            serial.Value = "N" + serial.Value;
        var path = await UploadAsync(planner, document.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/take")).StatusCode);
        var brought = (await laboratory.Get<EquipmentQueries>().AllAsync(default)).Where(item => item.Code.StartsWith("NEW-", StringComparison.Ordinal)).ToDictionary(item => item.Code[4..]);
        foreach (var item in all)
        {
            var copy = brought[item.Code];
            Assert.Equal((item.NameZh, item.NameEn, item.Manufacturer, item.Model, "N" + item.SerialNumber, item.IsSimulated), (copy.NameZh, copy.NameEn, copy.Manufacturer, copy.Model, copy.SerialNumber, copy.IsSimulated));
            Assert.Equal(
                item.Certificates.Select(one => (one.Number, one.Issuer, one.IssuedOn, one.ValidUntil, one.UncertaintyText, one.Measurand, one.ExpandedUncertainty, one.CoverageFactor, one.Unit)).Order(),
                copy.Certificates.Select(one => (one.Number, one.Issuer, one.IssuedOn, one.ValidUntil, one.UncertaintyText, one.Measurand, one.ExpandedUncertainty, one.CoverageFactor, one.Unit)).Order());
        }

        Assert.Contains("NEW-", await planner.ReadAsync("/equipment?q=new-"), StringComparison.Ordinal);
        Assert.Contains("equipment-import.reason", await (await planner.PostFromAsync(path, path + "/undo", ("because", ""))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/undo", ("because", "试验"))).StatusCode);
        Assert.Equal(all.Count, (await laboratory.Get<EquipmentQueries>().AllAsync(default)).Count);
        Assert.DoesNotContain("NEW-", await planner.ReadAsync("/equipment?q=new-x"), StringComparison.Ordinal);
    }

    /// <summary>A file of another laboratory, written for this test in its form: a constant standard uncertainty is taken with k = 1, an equation is not.</summary>
    private const string OfOthers = """
        <?xml version="1.0" encoding="UTF-8"?>
        <register team="Temperature" xmlns="https://measurement.govt.nz/equipment-register">
          <equipment enteredBy="Example Person" keywords="Thermometer">
            <id>EXAMPLE.T.001</id><manufacturer>Example Maker</manufacturer><model>T-1</model><serial>42</serial><description>Example thermometer</description>
            <specifications/><location>Not at MSL</location><status>Dormant</status><loggable>false</loggable><traceable>true</traceable>
            <calibrations>
              <measurand quantity="Temperature" calibrationInterval="2">
                <component name="Probe 1">
                  <report id="EX/2025/1" enteredBy="Example Person">
                    <reportIssueDate>2025-03-02</reportIssueDate><measurementStartDate>2025-02-20</measurementStartDate><measurementStopDate>2025-02-21</measurementStopDate>
                    <issuingLaboratory>Example Lab</issuingLaboratory><technicalProcedure>EX-1</technicalProcedure><conditions/><acceptanceCriteria/>
                    <equation><value variables="x">x</value><uncertainty variables="">0.012</uncertainty><unit>°C</unit><ranges/></equation>
                  </report>
                  <report id="EX/2025/2" enteredBy="Example Person">
                    <reportIssueDate>2025-03-02</reportIssueDate><measurementStartDate>2025-02-20</measurementStartDate><measurementStopDate>2025-02-21</measurementStopDate>
                    <issuingLaboratory>Example Lab</issuingLaboratory><technicalProcedure>EX-1</technicalProcedure><conditions/><acceptanceCriteria/>
                    <equation><value variables="x">x</value><uncertainty variables="x">0.01+1e-4*x</uncertainty><unit>°C</unit><ranges/></equation>
                  </report>
                </component>
              </measurand>
            </calibrations>
            <maintenance/><alterations/><firmware/><specifiedRequirements/><referenceMaterials/><qualityManual/>
          </equipment>
        </register>
        """;

    [Fact]
    public async Task A_register_of_others_is_read_and_what_is_not_entered_is_said()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var path = await UploadAsync(planner, OfOthers);
        var page = WebUtility.HtmlDecode(await planner.ReadAsync(path));
        Assert.Contains("报告 EX/2025/2 未登记", page, StringComparison.Ordinal);
        Assert.Contains("“Dormant”", page, StringComparison.Ordinal);
        await planner.PostFromAsync(path, path + "/take");
        var item = (await laboratory.Get<EquipmentQueries>().AllAsync(default)).Single(one => one.Code == "EXAMPLE.T.001");
        var certificate = Assert.Single(item.Certificates);
        Assert.Equal(("EX/2025/1", 0.012m, 1m, "°C", (DateOnly?)null), (certificate.Number, certificate.ExpandedUncertainty, certificate.CoverageFactor, certificate.Unit, certificate.ValidUntil));

        foreach (var bad in new[] { "<a/>", "no xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><register xmlns=\"https://measurement.govt.nz/equipment-register\" team=\"&b;\"/>" })
            Assert.Contains("equipment-import.not-readable", await (await SendAsync(planner, bad)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("equipment-import.empty", await (await SendAsync(planner, "<register xmlns=\"https://measurement.govt.nz/equipment-register\" team=\"Mass\"/>")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> UploadAsync(Visitor visitor, string text) => (await SendAsync(visitor, text)).Headers.Location!.OriginalString;

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string text)
    {
        var page = await visitor.ReadAsync("/equipment/imports");
        var form = new MultipartFormDataContent { { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" } };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        form.Add(file, "file", "register.xml");
        return await visitor.SendAsync(new(HttpMethod.Post, "/equipment/imports") { Content = form });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
