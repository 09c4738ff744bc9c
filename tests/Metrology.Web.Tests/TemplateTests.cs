using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Images;

namespace Metrology.Web.Tests;

public sealed partial class TemplateTests
{
    private static readonly (string, string)[] Typed =
    [
        ("Name", "双语"), ("Scope", "All"), ("Languages", "Bilingual"), ("InstitutionZh", "示例分院"), ("InstitutionEn", "Example branch"), ("StatementsZh", "示例声明。"), ("StatementsEn", "An example statement."),
        ("Readings", "true"), ("Mean", "true"), ("Uncertainty", "true"),
    ];

    [Fact]
    public async Task A_draft_is_seen_as_paper_saved_and_published_by_a_second_person()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var checker = await laboratory.SignInAsync(Role.Checker);
        var preview = await SendAsync(checker, "/templates/preview", Typed, PngSample.Encode(60, 40, 3));
        Assert.Equal("application/pdf", preview.Content.Headers.ContentType?.MediaType);
        Assert.Equal("SAMEORIGIN", preview.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'self'", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var text = string.Concat(PdfReader.Open(await preview.Content.ReadAsByteArrayAsync()).Text.Where(one => !char.IsWhiteSpace(one)));
        foreach (var said in new[] { "示例分院", "示例声明。", "Anexamplestatement.", "证书编号CertificateNo.", "示例单位" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal("[]", await checker.ReadAsync("/api/v1/templates"));

        var path = (await SendAsync(checker, "/templates/new", Typed, PngSample.Encode(60, 40, 3))).Headers.Location!.OriginalString;
        Assert.Contains($"{path}/example", await checker.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.PostFromAsync("/templates/new", $"{path}/publish")).StatusCode);
        var approver = await laboratory.SignInAsync(Role.Approver);
        Assert.Equal(path, (await approver.PostFromAsync(path, $"{path}/publish", ("why", "示例"))).Headers.Location?.OriginalString);
        Assert.Contains("使用中", await approver.ReadAsync("/templates"), StringComparison.Ordinal);

        // The next revision begins with this one and keeps its picture.
        var form = await checker.ReadAsync($"/templates/new?from={path.Split('/')[^1]}");
        var logo = Regex.Match(form, "name=\"LogoHash\" value=\"([0-9a-f]{64})\"").Groups[1].Value;
        var second = (await SendAsync(checker, "/templates/new", [.. Typed.Where(one => one.Item1 != "StatementsZh"), ("StatementsZh", "另一句。"), ("LogoHash", logo)])).Headers.Location!.OriginalString;
        Assert.Contains("版本 2", await checker.ReadAsync(second), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await checker.ReadAsync("/api/v1/templates"), logo));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await approver.PostFromAsync(path, $"{path}/withdraw", ("Because", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await approver.PostFromAsync(path, $"{path}/withdraw", ("Because", "示例"))).StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_in_the_frame_in_english()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var checker = await laboratory.SignInAsync(Role.Checker);
        checker.AcceptLanguage = "en";
        (string, string)[] wrong = [.. Typed.Where(one => one.Item1 != "Uncertainty")];
        foreach (var path in new[] { "/templates/new", "/templates/preview" })
        {
            var answer = await SendAsync(checker, path, wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("template.uncertainty-required", page, StringComparison.Ordinal);
            Assert.Contains("A calibration certificate states the uncertainty", page, StringComparison.Ordinal);
        }

        Assert.Contains("template.picture-damaged", await (await SendAsync(checker, "/templates/new", Typed, "GIF89a"u8.ToArray())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.GetAsync("/templates/new")).StatusCode);
    }

    [Fact]
    public async Task Programs_draft_and_publish_too()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var body = new { name = "英文", scope = "Verification", languages = "En", statements = new[] { new { zh = "示例", en = "Example" } }, columns = new { readings = false, mean = true, uncertainty = true }, seal = PngSample.Encode(20, 20, 3) };
        var drafted = await SendAsync(await laboratory.SignInAsync(Role.Checker), "/api/v1/templates", JsonContent.Create(body));
        Assert.Equal(HttpStatusCode.OK, drafted.StatusCode);
        using var answer = JsonDocument.Parse(await drafted.Content.ReadAsStringAsync());
        var path = $"/api/v1/templates/{answer.RootElement.GetProperty("hash").GetString()}";
        var approver = await laboratory.SignInAsync(Role.Approver);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(approver, path + "/publish", JsonContent.Create(new { reason = "示例" }))).StatusCode);
        Assert.Contains("\"isUsed\":true", await approver.ReadAsync("/api/v1/templates"), StringComparison.Ordinal);
        var example = PdfReader.Open(await (await approver.GetAsync(path + "/example")).Content.ReadAsByteArrayAsync());
        Assert.Equal("en", example.Language);
        Assert.Contains("Verification Certificate", example.Text, StringComparison.Ordinal);
        var twice = await SendAsync(approver, path + "/publish", JsonContent.Create(new { reason = "示例" }));
        Assert.Contains("template.not-waiting", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string path, (string Name, string Value)[] fields, byte[]? logo = null)
    {
        var content = new MultipartFormDataContent { { new StringContent(Token().Match(await visitor.ReadAsync("/templates/new")).Groups[1].Value), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        if (logo is not null)
            content.Add(new ByteArrayContent(logo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "Logo", "logo.png");
        return await visitor.SendAsync(new(HttpMethod.Post, path) { Content = content });
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", Token().Match(await visitor.ReadAsync("/templates/new")).Groups[1].Value);
        return await visitor.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
