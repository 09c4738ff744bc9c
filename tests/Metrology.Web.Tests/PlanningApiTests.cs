using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>The planner's API: the same slices, the same refusals.</summary>
public sealed partial class PlanningApiTests
{
    [Theory]
    [InlineData("/api/v1/standards?on=2026-02-30", 422, "input.bad-date")]
    [InlineData("/api/v1/standards/9999", 404, "standard.not-found")]
    [InlineData("/api/v1/standards?target=XX-1", 404, "target.not-found")]
    [InlineData("/api/v1/equipment?on=never", 422, "input.bad-date")]
    [InlineData("/api/v1/equipment/9999", 404, "equipment.not-found")]
    [InlineData("/api/v1/targets?on=1800-01-01", 422, "input.date-out-of-range")]
    [InlineData("/api/v1/targets/XX-1", 404, "target.not-found")]
    [InlineData("/api/v1/targets/LY-1?reading=coverage-rate", 422, "target.not-a-reading")]
    public async Task What_cannot_be_answered_is_a_problem_with_a_code(string path, int status, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await (await laboratory.SignInAsync(Role.Planner)).GetAsync(path);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, (int)answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_program_enters_a_standard_and_its_certificates()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        object body = new { nameZh = "新装置", nameEn = "New", place = "x", rangeText = "x", uncertaintyText = "x", ownerClass = "A", mainEquipment = new[] { 1 } };
        var made = await SendAsync(visitor, HttpMethod.Post, "/api/v1/standards", body);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        using var saved = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        var path = $"/api/v1/standards/{saved.RootElement.GetProperty("id").GetInt32()}";
        foreach (var kind in new[] { "Assessment", "Public" })
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Post, path + "/certificates", new { kind, number = "示例", issuer = "x", issuedOn = "2024-01-01", validUntil = "2028-12-31" })).StatusCode);
        Assert.Contains("\"standing\":\"Valid\"", await visitor.ReadAsync(path + "?on=2026-01-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_leaves_empty_in_the_details_is_empty_and_the_source_of_a_target_is_named()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        object body = new { nameZh = "砝码", nameEn = "x", place = "x", rangeText = "x", uncertaintyText = "x", ownerClass = "D", details = new { parameters = new[] { new { quantity = "质量", lower = 1, upper = 2, unit = "kg", kind = "Class", accuracy = "F1", accuracyUnit = (string?)null } }, scopes = (object?)null } };
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Post, "/api/v1/standards", body)).StatusCode);

        using var target = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets/LY-1"));
        Assert.Equal(("000_21bdf98a73947fe6.txt", 13), (target.RootElement.GetProperty("file").GetString(), target.RootElement.GetProperty("line").GetInt32()));
        Assert.Contains("000_21bdf98a73947fe6.txt", await visitor.ReadAsync("/targets/LY-1"), StringComparison.Ordinal);
        Assert.Contains("000_21bdf98a73947fe6.txt", await visitor.ReadAsync("/targets/export.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x"}""", 422, "input.required", "ownerClass")]
    [InlineData("""{"nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"A"}""", 422, "input.required", "nameZh")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"A","classificationCode":"4113803"}""", 422, "standard.bad-code", "classificationCode")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"A","details":{"originalValue":"much"}}""", 400, "web.bad-request", "$.details.originalValue")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":3}""", 400, "web.bad-request", "$.ownerClass")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"A","mainEquipment":[1,"two"]}""", 400, "web.bad-request", "$.mainEquipment[1]")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"A","surprise":1}""", 400, "web.bad-request", "$.surprise")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"parameters":[{"quantity":"质量","kind":"Class","accuracy":"F1","lower":1,"upper":2,"unit":"foo"}]}}""", 422, "standard.bad-line", "parameters")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"parameters":[null]}}""", 422, "standard.bad-line", "parameters")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"scopes":[{"instrument":null}]}}""", 422, "standard.bad-line", "scopes")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"scopes":[null]}}""", 422, "standard.bad-line", "scopes")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"people":[{"name":null,"isResponsible":true}]}}""", 422, "standard.bad-line", "people")]
    [InlineData("""{"nameZh":"x","nameEn":"x","place":"x","rangeText":"x","uncertaintyText":"x","ownerClass":"D","details":{"people":[null]}}""", 422, "standard.bad-line", "people")]
    [InlineData("not json", 400, "web.bad-request", null)]
    public async Task A_wrong_body_is_refused_and_changes_nothing(string body, int status, string code, string? field)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync("/api/v1/standards");
        var answer = await SendAsync(visitor, HttpMethod.Post, "/api/v1/standards", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(field, problem.RootElement.TryGetProperty("field", out var named) ? named.GetString() : null);
        if (field?.StartsWith("$.", StringComparison.Ordinal) == true)
            Assert.Contains(field, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await visitor.ReadAsync("/api/v1/standards"));
    }

    /// <summary>The page has nothing to say here: the address is there, only the method or the media type is wrong.</summary>
    [Theory]
    [InlineData("DELETE", "/api/v1/standards", "application/json", 405, "web.wrong-method")]
    [InlineData("GET", "/api/v1/jobs/target-snapshots/run", null, 405, "web.wrong-method")]
    [InlineData("POST", "/api/v1/standards", "text/plain", 415, "web.wrong-media-type")]
    [InlineData("POST", "/api/v1/standards", "application/x-www-form-urlencoded", 415, "web.wrong-media-type")]
    [InlineData("POST", "/api/v1/no-such-thing", "application/json", 404, "web.not-found")]
    public async Task A_wrong_method_or_media_type_is_said(string method, string path, string? type, int status, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var answer = await SendAsync(planner, Request());
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, code), ((int)answer.StatusCode, problem.RootElement.GetProperty("code").GetString()));
        if (status == 405)
            Assert.NotEmpty(answer.Content.Headers.Allow);

        // Strangers learn nothing of what is there.
        Assert.Equal(HttpStatusCode.Unauthorized, (await laboratory.Visit().SendAsync(Request())).StatusCode);

        HttpRequestMessage Request() =>
            new(HttpMethod.Parse(method), path) { Content = type is null ? null : new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue(type)) };
    }

    [Fact]
    public async Task Who_may_not_edit_is_refused_and_without_token_nobody_may()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(technician, HttpMethod.Post, "/api/v1/standards", new { nameZh = "x" })).StatusCode);
        var planner = await laboratory.SignInAsync(Role.Planner);
        var bare = await planner.SendAsync(new(HttpMethod.Post, "/api/v1/jobs/target-snapshots/run"));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(planner, HttpMethod.Post, "/api/v1/jobs/target-snapshots/run", new { })).StatusCode);
    }

    /// <summary>What was entered wrongly is mended by an act, and a change without the version or past an act is refused with what to do.</summary>
    [Fact]
    public async Task A_program_corrects_a_certificate_and_changes_nothing_by_the_way()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        using var before = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/standards/1"));
        var row = before.RootElement;
        var certificate = row.GetProperty("certificates")[0];
        var path = $"/api/v1/standards/1/certificates/{certificate.GetProperty("id").GetInt32()}/correction";
        object right = new { kind = "Assessment", number = certificate.GetProperty("number").GetString(), issuer = "示例局", issuedOn = certificate.GetProperty("issuedOn").GetString(), validUntil = certificate.GetProperty("validUntil").GetString(), region = "示例市" };
        Assert.Equal("input.required", await CodeAsync(await SendAsync(visitor, HttpMethod.Post, path, new { document = "示例", right })));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Post, path, new { reason = "发证机关抄错", document = "证书原件", right })).StatusCode);
        var after = await visitor.ReadAsync("/api/v1/standards/1");
        Assert.Contains("\"region\":\"示例市\"", after, StringComparison.Ordinal);
        Assert.Contains("发证机关抄错", after, StringComparison.Ordinal);
        var page = System.Net.WebUtility.HtmlDecode(await visitor.ReadAsync("/standards/1"));
        Assert.Contains("发证机关抄错 · 证书原件", page, StringComparison.Ordinal);

        IEnumerable<int> Of(string role) => row.GetProperty("equipment").EnumerateArray().Where(one => one.GetProperty("role").GetString() == role).Select(one => one.GetProperty("id").GetInt32());

        object Body(int? version, string range, bool isWhole = true) => new
        {
            nameZh = row.GetProperty("nameZh").GetString(),
            nameEn = "x",
            place = "x",
            rangeText = range,
            uncertaintyText = row.GetProperty("uncertaintyText").GetString(),
            ownerClass = "A",
            version,
            mainEquipment = Of("Main"),
            auxiliaryEquipment = isWhole ? Of("Auxiliary") : [],
        };
        var range = row.GetProperty("rangeText").GetString()!;
        using var now = JsonDocument.Parse(after);
        var version = now.RootElement.GetProperty("version").GetInt32();
        Assert.Equal("standard.no-version", await CodeAsync(await SendAsync(visitor, HttpMethod.Put, "/api/v1/standards/1", Body(null, range))));
        Assert.Equal("storage.moved-on", await CodeAsync(await SendAsync(visitor, HttpMethod.Put, "/api/v1/standards/1", Body(version - 1, range))));
        Assert.Equal("standard.needs-replacement", await CodeAsync(await SendAsync(visitor, HttpMethod.Put, "/api/v1/standards/1", Body(version, "(1～500) A"))));
        Assert.Equal("standard.needs-replacement", await CodeAsync(await SendAsync(visitor, HttpMethod.Put, "/api/v1/standards/1", Body(version, range, isWhole: false))));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Put, "/api/v1/standards/1", Body(version, range))).StatusCode);
        // Its main standard has no certificate in force long before: in force by its papers, and not to be used.
        Assert.Contains("\"untraceable\":[]", await visitor.ReadAsync("/api/v1/standards/1"), StringComparison.Ordinal);

        static async Task<string?> CodeAsync(HttpResponseMessage answer)
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return problem.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
        }
    }

    [Fact]
    public async Task A_program_chooses_a_reading_with_its_reason()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(422, (int)(await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets/CD-1/reading", new { reading = "increment-of-the-year" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets/CD-1/reading", new { reading = "increment-of-the-year", because = "核对" })).StatusCode);
        Assert.Contains("\"readingInForce\":\"increment-of-the-year\"", await visitor.ReadAsync("/api/v1/targets/CD-1"), StringComparison.Ordinal);
    }

    internal static Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, object body) =>
        SendAsync(visitor, new(method, path) { Content = body as HttpContent ?? JsonContent.Create(body) });

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpRequestMessage request)
    {
        var token = Token().Match(await visitor.ReadAsync("/")).Groups[1].Value;
        request.Headers.Add(ForgeryGate.Header, token);
        return await visitor.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
