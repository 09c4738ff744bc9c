using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Tests.Support;

namespace Metrology.Web.Tests;

public sealed partial class ForeignCertificateTests
{
    private static readonly byte[] File = ForeignFiles.Signed(ForeignFiles.Xml(ForeignFiles.List + ForeignFiles.Hybrid));

    [Fact]
    public async Task A_planner_reads_confirms_and_keeps_the_certificate_of_another_laboratory()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var path = await ReferenceAsync(laboratory);
        var before = await visitor.ReadAsync("/api/v1" + path);
        var answer = await UploadAsync(visitor, path, File);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        foreach (var said in new[] { "FL-2026-17", "示例校准实验室", "Relative error", "0.05\u202F%, k = 2", "CN=Example Laboratory 示例", "证书载有这台设备的编号" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        // Nothing is kept before it is confirmed.
        Assert.Equal(before, await visitor.ReadAsync("/api/v1" + path));

        (string, string)[] fields = [("File", Hidden("File", page)), ("FileName", Hidden("FileName", page)), ("ValidUntil", "2027-03-02")];
        var nothing = await ConfirmAsync(visitor, path, page, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Contains("received.nothing-chosen", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Quantities that stand in no list come first.
        var index = MeasurandField().Matches(page).Select(match => match.Groups[1].Value).Last();
        Assert.Equal(path, (await ConfirmAsync(visitor, path, page, [.. fields, ($"Measurand_{index}", "energy.active.import")])).Headers.Location?.OriginalString);

        var hash = Convert.ToHexStringLower(SHA256.HashData(File));
        Assert.Contains(hash, await visitor.ReadAsync("/api/v1" + path), StringComparison.Ordinal);
        var shown = await visitor.ReadAsync(path);
        Assert.Contains($"{path}/certificates/{hash}/file", shown, StringComparison.Ordinal);
        foreach (var address in new[] { path, "/api/v1" + path })
        {
            var file = await visitor.GetAsync($"{address}/certificates/{hash}/file");
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal(File, await file.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_page_speaks_english_and_says_what_is_not_signed_and_of_another_instrument()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        visitor.AcceptLanguage = "en";
        var path = await ReferenceAsync(laboratory);
        var page = WebUtility.HtmlDecode(await (await UploadAsync(visitor, path, ForeignFiles.Xml(ForeignFiles.List, serial: "OTHER-1"))).Content.ReadAsStringAsync());
        foreach (var said in new[] { "Not signed", "Example Laboratory", "OTHER-1", "I have compared them: it is this instrument" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        (string, string)[] fields = [("File", Hidden("File", page)), ("FileName", "x.xml"), ("ValidUntil", ""), ("Measurand_0", "energy.active.import")];
        var refused = await ConfirmAsync(visitor, path, page, fields);
        Assert.Contains("received.other-instrument", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await ConfirmAsync(visitor, path, page, [.. fields, ("AcceptOtherInstrument", "true")])).StatusCode);
        Assert.Contains("Not signed", await visitor.ReadAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "received.no-file")]
    [InlineData(100, "xml.not-well-formed")]
    [InlineData(7 * 1024 * 1024, "received.too-large")]
    [InlineData(50 * 1024 * 1024, "web.too-large")]
    public async Task A_file_that_cannot_be_taken_is_refused_at_the_upload(int size, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var answer = await UploadAsync(visitor, "/equipment/1", new byte[size]);
        Assert.True((int)answer.StatusCode is 422 or 413 or 400, $"{answer.StatusCode}");
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_and_imports_in_two_calls()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var path = "/api/v1" + await ReferenceAsync(laboratory);
        var read = await SendAsync(visitor, path + "/certificates/read", new ByteArrayContent(File) { Headers = { ContentType = new("application/xml") } });
        using var seen = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.True(seen.RootElement.GetProperty("isOfThisInstrument").GetBoolean());
        var quantities = seen.RootElement.GetProperty("certificate").GetProperty("quantities").EnumerateArray().ToList();
        var index = quantities.FindIndex(one => one.GetProperty("symbol").GetString() == "%");
        Assert.Equal(["0.01", "-0.02", "0.03"], quantities[index].GetProperty("values").EnumerateArray().Select(value => value.GetProperty("digits").GetString()));

        object Body(string measurand) => new { file = Convert.ToBase64String(File), fileName = "dcc.xml", validUntil = "2027-03-02", choices = new[] { new { quantity = index, measurand } } };
        var wrong = await SendAsync(visitor, path + "/certificates/import", JsonContent.Create(Body("enrgy")));
        Assert.Contains("equipment.unknown-measurand", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var imported = await SendAsync(visitor, path + "/certificates/import", JsonContent.Create(Body("energy.active.import")));
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        var again = await SendAsync(visitor, path + "/certificates/import", JsonContent.Create(Body("energy.active.import")));
        Assert.Contains("equipment.certificate-exists", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var hostile = await SendAsync(visitor, path + "/certificates/read", new ByteArrayContent(Encoding.UTF8.GetBytes("<!DOCTYPE a><a/>")) { Headers = { ContentType = new("application/xml") } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, hostile.StatusCode);
        Assert.Contains("xml.document-type", await hostile.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> ReferenceAsync(Laboratory laboratory) =>
        $"/equipment/{(await laboratory.Get<EquipmentQueries>().AllAsync(default)).First(row => row.SerialNumber == "000000000001").Id}";

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string path, byte[] bytes)
    {
        var form = await visitor.ReadAsync(path + "/certificates/import");
        var file = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
        var content = new MultipartFormDataContent { { new StringContent(Token().Match(form).Groups[1].Value), "__RequestVerificationToken" }, { file, "file", "dcc.xml" } };
        return await visitor.SendAsync(new(HttpMethod.Post, path + "/certificates/import") { Content = content });
    }

    private static Task<HttpResponseMessage> ConfirmAsync(Visitor visitor, string path, string page, (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent { { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        return visitor.SendAsync(new(HttpMethod.Post, path + "/certificates/import/confirm") { Content = content });
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", Token().Match(await visitor.ReadAsync("/equipment/1/certificates/import")).Groups[1].Value);
        return await visitor.SendAsync(request);
    }

    private static string Hidden(string name, string page) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("name=\"Measurand_([0-9]+)\"")]
    private static partial Regex MeasurandField();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
