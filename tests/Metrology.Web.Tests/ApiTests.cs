using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Microsoft.AspNetCore.TestHost;

namespace Metrology.Web.Tests;

/// <summary>The same work as a program does it.</summary>
public sealed class ApiTests
{
    private static readonly object Ambient = new
    {
        kind = "observe",
        readings = new[]
        {
            new { role = "environment", subject = "temperature", measurand = "environment.temperature", value = 23.4m, unit = "°C" },
            new { role = "environment", subject = "relative-humidity", measurand = "environment.relative-humidity", value = 52m, unit = "%RH" },
            new { role = "environment", subject = "insulation-resistance", measurand = "insulation-resistance", value = 120m, unit = "MΩ" },
        },
    };

    private static object Opening => new { unitId = 1, standardId = 1, benchId = 1, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null), key = Guid.NewGuid() };

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, HttpContent content)
    {
        using var token = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/session"));
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(token.RootElement.GetProperty("header").GetString()!, token.RootElement.GetProperty("token").GetString());
        return await visitor.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, object body) => SendAsync(visitor, HttpMethod.Post, path, JsonContent.Create(body));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_program_signs_in_with_one_call_changes_something_and_signs_out()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var program = new Visitor(laboratory.App.GetTestServer());
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        await RefusedAsync(await SignInAsync(new { login.UserName, password = "wrong" }), HttpStatusCode.Unauthorized, "access.sign-in-refused");
        await RefusedAsync(await SignInAsync(new { userName = "nobody", login.Password }), HttpStatusCode.Unauthorized, "access.sign-in-refused");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/verifications")).StatusCode);

        var session = await JsonAsync(await SignInAsync(new { login.UserName, login.Password }));
        Assert.Equal(login.UserName, session.GetProperty("userName").GetString());
        var opening = new HttpRequestMessage(HttpMethod.Post, "/api/v1/verifications") { Content = JsonContent.Create(Opening) };
        opening.Headers.Add(session.GetProperty("header").GetString()!, session.GetProperty("token").GetString());
        Assert.Equal(HttpStatusCode.Created, (await program.SendAsync(opening)).StatusCode);

        var ending = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        ending.Headers.Add(session.GetProperty("header").GetString()!, session.GetProperty("token").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await program.SendAsync(ending)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/verifications")).StatusCode);

        Task<HttpResponseMessage> SignInAsync(object body) => program.SendAsync(new(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(body) });
    }

    /// <summary>A form of another site sends text, never JSON.</summary>
    [Fact]
    public async Task A_form_of_another_site_signs_nobody_in()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        var body = JsonSerializer.Serialize(new { userName = login.UserName, password = login.Password });
        var answer = await new Visitor(laboratory.App.GetTestServer()).SendAsync(
            new(HttpMethod.Post, "/api/v1/session") { Content = new StringContent(body, Encoding.UTF8, "text/plain") });
        // The router knows no such endpoint, and strangers learn nothing.
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_verification_is_opened_measured_on_and_aborted()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var opening = Opening;
        var opened = await PostAsync(visitor, "/api/v1/verifications", opening);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var path = opened.Headers.Location!.OriginalString;
        Assert.Equal(path, (await PostAsync(visitor, "/api/v1/verifications", opening)).Headers.Location!.OriginalString);

        var key = JsonSerializer.SerializeToElement(opening).GetProperty("key").GetGuid();
        var other = await PostAsync(visitor, "/api/v1/verifications", new { unitId = 2, standardId = 1, benchId = 1, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null), key });
        await RefusedAsync(other, HttpStatusCode.UnprocessableEntity, "verification.key-reused");

        var list = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/verifications?state=draft")).RootElement.GetProperty("verifications");
        Assert.Equal("SIM-EV-0001", Assert.Single(list.EnumerateArray()).GetProperty("unitSerial").GetString());
        var run = JsonDocument.Parse(await visitor.ReadAsync(path)).RootElement;
        Assert.Equal(("Draft", "AskEnvironment"), (run.GetProperty("state").GetString(), run.GetProperty("directive").GetString()));

        var observed = await JsonAsync(await PostAsync(visitor, path + "/events", Ambient));
        Assert.Equal(("Running", 3), (observed.GetProperty("state").GetString(), observed.GetProperty("observations").GetInt32()));
        var seen = observed.GetProperty("seen").GetString();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(visitor, path + "/events", new { kind = "accept", seen })).StatusCode);
        await RefusedAsync(await PostAsync(visitor, path + "/events", new { kind = "skip", reason = "x", seen }), HttpStatusCode.Conflict, "run.moved-on");
        Assert.Equal(2, JsonDocument.Parse(await visitor.ReadAsync(path + "/events")).RootElement.GetArrayLength());
        Assert.Equal(3, JsonDocument.Parse(await visitor.ReadAsync(path + "/record")).RootElement.GetProperty("observations").GetArrayLength());

        await RefusedAsync(await PostAsync(visitor, path + "/events", new { kind = "take-back", reason = "x" }), HttpStatusCode.UnprocessableEntity, "input.required");
        await RefusedAsync(await PostAsync(visitor, path + "/events", new { kind = "take-back", reason = "\0x", step = "appearance/default/1" }), HttpStatusCode.UnprocessableEntity, "input.control-character");
        await RefusedAsync(await PostAsync(visitor, path + "/events", new { kind = "take-back", reason = "x", step = "appearance/default/1" }), HttpStatusCode.UnprocessableEntity, "run.not-done");
        var done = JsonDocument.Parse(await visitor.ReadAsync(path)).RootElement.GetProperty("done").EnumerateArray().Single().GetString();
        var back = await JsonAsync(await PostAsync(visitor, path + "/events", new { kind = "take-back", reason = "温度抄错", step = done }));
        Assert.Equal((done, 0, 3), (back.GetProperty("step").GetString(), back.GetProperty("done").GetArrayLength(), back.GetProperty("observations").GetInt32()));

        await RefusedAsync(await PostAsync(visitor, path + "/submit", new { }), HttpStatusCode.UnprocessableEntity, "verification.illegal-move");
        await RefusedAsync(await PostAsync(visitor, path + "/abort", new { }), HttpStatusCode.UnprocessableEntity, "run.reason-missing");
        Assert.Equal("Aborted", (await JsonAsync(await PostAsync(visitor, path + "/abort", new { reason = "试验" }))).GetProperty("state").GetString());
        await RefusedAsync(await PostAsync(visitor, path + "/events", new { kind = "begin" }), HttpStatusCode.UnprocessableEntity, "verification.not-running");
    }

    /// <summary>No page is open: what a program begins, the bench does; and nothing restarted when somebody looks afterwards.</summary>
    [Fact]
    public async Task A_step_that_a_program_begins_is_measured_without_a_page()
    {
        await using var laboratory = await Laboratory.StartAsync(speed: Laboratory.Hurry);
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var path = (await PostAsync(visitor, "/api/v1/verifications", Opening)).Headers.Location!.OriginalString;
        var technician = new Technician(laboratory, visitor, Guid.Parse(path.Split('/')[^1]));
        await GoodAsync(Ambient);
        await GoodAsync(new { kind = "accept" });
        var checks = Assert.IsType<Directive.AskChecks>(RunMachine.Next((await technician.RecordAsync()).State)).Item.Checks;
        await GoodAsync(new { kind = "observe", readings = checks.Select(check => new { role = Roles.Verifier, subject = check.Id, measurand = Measurands.Conforms, value = 1m, unit = Units.One.Symbol }) });
        await GoodAsync(new { kind = "accept" });
        await GoodAsync(new { kind = "begin" });
        await technician.UntilPhaseAsync(StepPhase.Read);
        await GoodAsync(new { kind = "accept" });
        await GoodAsync(new { kind = "begin" });

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(technician.Bench)).StatusCode);
        var read = await technician.UntilPhaseAsync(StepPhase.Read);
        Assert.Equal(1, read.State.Steps[read.State.Current].Attempt);
        Assert.DoesNotContain("Interrupted", await visitor.ReadAsync(path + "/events"), StringComparison.Ordinal);

        async Task GoodAsync(object body)
        {
            var answer = await PostAsync(visitor, path + "/events", body);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "web.bad-request", null, "没有正文")]
    [InlineData("{", HttpStatusCode.BadRequest, "web.bad-request", null, "第 1 行第 2 字节")]
    [InlineData("{\n\"unitId\":1,,}", HttpStatusCode.BadRequest, "web.bad-request", null, "第 2 行第 12 字节")]
    [InlineData("[]", HttpStatusCode.BadRequest, "web.bad-request", null, "不是有效的 JSON 对象")]
    [InlineData("null", HttpStatusCode.BadRequest, "web.bad-request", null, "没有正文")]
    [InlineData("{\"unitId\":\"one\"}", HttpStatusCode.BadRequest, "web.bad-request", "$.unitId", "整数")]
    [InlineData("{\"unit\":1}", HttpStatusCode.BadRequest, "web.bad-request", "$.unit", "没有")]
    [InlineData("{\"workDate\":\"tomorrow\"}", HttpStatusCode.BadRequest, "web.bad-request", "$.workDate", "2026-11-22")]
    [InlineData("{\"unitId\":1,\"standardId\":1,\"benchId\":1,\"kind\":\"yearly\",\"workDate\":\"2026-11-22\"}", HttpStatusCode.BadRequest, "web.bad-request", "$.kind", "Subsequent")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "verification.incomplete", "unitId", "被检器具")]
    [InlineData("{\"unitId\":1,\"standardId\":1,\"benchId\":1,\"workDate\":\"2026-11-22\"}", HttpStatusCode.UnprocessableEntity, "verification.incomplete", "kind", "检定类别")]
    [InlineData("{\"unitId\":999,\"standardId\":1,\"benchId\":1,\"kind\":\"first\",\"workDate\":\"2026-11-22\"}", HttpStatusCode.UnprocessableEntity, "verification.incomplete", "unitId", "被检器具")]
    [InlineData("{\"unitId\":1,\"standardId\":999,\"benchId\":1,\"kind\":\"first\",\"workDate\":\"2026-11-22\"}", HttpStatusCode.UnprocessableEntity, "verification.incomplete", "standardId", "计量标准")]
    [InlineData("{\"unitId\":1,\"standardId\":1,\"benchId\":999,\"kind\":\"first\",\"workDate\":\"2026-11-22\"}", HttpStatusCode.UnprocessableEntity, "verification.incomplete", "benchId", "检定台")]
    public async Task Wrong_json_opens_nothing_and_names_its_field(string body, HttpStatusCode status, string code, string? field, string said)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var answer = await SendAsync(visitor, HttpMethod.Post, "/api/v1/verifications", new StringContent(body, Encoding.UTF8, "application/json"));
        await RefusedAsync(answer, status, code);
        var problem = await JsonAsync(answer);
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.Contains(said, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(JsonDocument.Parse(await visitor.ReadAsync("/api/v1/verifications")).RootElement.GetProperty("verifications").EnumerateArray());
    }

    /// <summary>Found out before anything is measured, not when three people have signed.</summary>
    [Theory]
    [InlineData("测试😀", "certificate.unprintable")]
    [InlineData("a\u0000b", "input.control-character")]
    public async Task A_place_that_cannot_be_printed_opens_nothing(string place, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var answer = await PostAsync(visitor, "/api/v1/verifications", new { unitId = 1, standardId = 1, benchId = 1, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null), place });
        await RefusedAsync(answer, HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal("place", (await JsonAsync(answer)).GetProperty("field").GetString());
        await RefusedAsync(await PostAsync(visitor, "/api/v1/units", new { customer = "" }), HttpStatusCode.UnprocessableEntity, "input.required");
        Assert.Equal("customer", (await JsonAsync(await PostAsync(visitor, "/api/v1/units", new { customer = "" }))).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("{\"kind\":\"explode\"}", "run.unknown-event")]
    [InlineData("{}", "run.unknown-event")]
    [InlineData("{\"kind\":\"observe\"}", "input.required")]
    [InlineData("{\"kind\":\"observe\",\"readings\":[null]}", "input.required")]
    [InlineData("{\"kind\":\"observe\",\"readings\":[{\"role\":\"reference\",\"measurand\":\"energy.active.import\",\"value\":1,\"unit\":\"kWh\"}]}", "run.not-typed")]
    [InlineData("{\"kind\":\"observe\",\"readings\":[{\"role\":\"environment\",\"measurand\":\"x\",\"value\":1,\"unit\":\"kWh\"}]}", "run.reading-missing")]
    [InlineData("{\"kind\":\"begin\",\"seen\":\"yesterday\"}", "run.moved-on")]
    public async Task A_wrong_event_is_refused_with_its_code(string body, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var path = (await PostAsync(visitor, "/api/v1/verifications", Opening)).Headers.Location!.OriginalString;
        var answer = await SendAsync(visitor, HttpMethod.Post, path + "/events", new StringContent(body, Encoding.UTF8, "application/json"));
        await RefusedAsync(answer, code == "run.moved-on" ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(0, JsonDocument.Parse(await visitor.ReadAsync(path)).RootElement.GetProperty("events").GetInt32());
    }

    [Theory]
    [InlineData("{\"unitId\":1,\"unitId\":2}", "$.unitId", "comes twice")]
    [InlineData("{\"unitId\":1,\"UNITID\":2}", "$.UNITID", "comes twice")]
    [InlineData("{\"colour\":\"red\"}", "$.colour", "takes no field")]
    [InlineData("{\"unitId\":\"x\"}", "$.unitId", "an integer")]
    public async Task A_body_that_is_not_understood_is_refused_at_its_place(string body, string field, string said)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        visitor.AcceptLanguage = "en";
        var token = (await JsonAsync(await visitor.GetAsync("/api/v1/session"))).GetProperty("token").GetString();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/verifications") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        var without = await visitor.SendAsync(new(HttpMethod.Post, "/api/v1/verifications") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });
        await RefusedAsync(without, HttpStatusCode.BadRequest, "web.no-form-token");
        request.Headers.Add("RequestVerificationToken", token);
        var answer = await JsonAsync(await visitor.SendAsync(request));
        Assert.Equal(("web.bad-request", field), (answer.GetProperty("code").GetString(), answer.GetProperty("field").GetString()));
        Assert.Contains(said, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_ids_and_foreign_rights_have_their_codes_in_the_persons_language()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        visitor.AcceptLanguage = "en";
        var id = Guid.NewGuid();
        foreach (var path in new[] { $"/api/v1/verifications/{id}", $"/api/v1/verifications/{id}/record", $"/api/v1/verifications/{id}/bundle", $"/api/v1/verifications/{id}/events" })
            await RefusedAsync(await visitor.GetAsync(path), HttpStatusCode.NotFound, "verification.not-found");
        await RefusedAsync(await visitor.GetAsync("/api/v1/units/999"), HttpStatusCode.NotFound, "customer.unit-not-found");
        await RefusedAsync(await visitor.GetAsync("/api/v1/verifications/first"), HttpStatusCode.NotFound, "web.not-found");
        var missing = await PostAsync(visitor, $"/api/v1/verifications/{id}/submit", new { });
        Assert.StartsWith("There is no such verification", (await JsonAsync(missing)).GetProperty("detail").GetString(), StringComparison.Ordinal);

        var checker = await laboratory.SignInAsync(Role.Checker);
        await RefusedAsync(await PostAsync(checker, "/api/v1/verifications", Opening), HttpStatusCode.Forbidden, "web.not-allowed");
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(new(HttpMethod.Post, "/api/v1/verifications") { Content = JsonContent.Create(Opening) })).StatusCode);
    }

    [Fact]
    public async Task Units_are_entered_changed_and_refused_with_the_field()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var nameplate = new { accuracyClass = "1", nominalVoltage = "220", maximumCurrent = "32", registerResolution = "0.001", pulseConstant = "1000" };
        var body = new
        {
            customer = "某单位",
            customerAddress = "某路",
            nameZh = "充电桩",
            nameEn = "Pile",
            model = "A",
            serialNumber = "API-1",
            manufacturer = "厂",
            location = "某处",
            procedure = "JJG 1148-2022",
            nameplate,
        };
        var made = await PostAsync(visitor, "/api/v1/units", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var path = made.Headers.Location!.OriginalString;
        Assert.Equal("API-1", JsonDocument.Parse(await visitor.ReadAsync(path)).RootElement.GetProperty("serialNumber").GetString());

        var changed = await SendAsync(visitor, HttpMethod.Put, path, JsonContent.Create(body with { location = "别处" }));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("别处", await visitor.ReadAsync("/api/v1/units?q=API-1"), StringComparison.Ordinal);
        var refused = await PostAsync(visitor, "/api/v1/units", body with { serialNumber = "", });
        Assert.Equal("serialNumber", (await JsonAsync(refused)).GetProperty("field").GetString());
        await RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, "input.required");
        await RefusedAsync(await PostAsync(visitor, "/api/v1/units", new { }), HttpStatusCode.UnprocessableEntity, "input.required");
        await FieldAsync(body with { serialNumber = "API-2", procedure = "JJG 1" }, "procedure.unknown", "procedure");
        await FieldAsync(body with { serialNumber = "API-2", nameplate = nameplate with { maximumCurrent = "-32" } }, "plan.nameplate-invalid", "nameplate.maximumCurrent");
        await FieldAsync(body with { serialNumber = "API-2", nameplate = nameplate with { accuracyClass = "" } }, "plan.nameplate-missing", "nameplate.accuracyClass");
        var stranger = new { body.customer, body.customerAddress, body.nameZh, body.nameEn, body.model, serialNumber = "API-2", body.manufacturer, body.location, body.procedure, nameplate = new { capcity = "1" } };
        await FieldAsync(stranger, "plan.nameplate-unknown", "nameplate.capcity");

        async Task FieldAsync(object wrong, string code, string field)
        {
            var answer = await PostAsync(visitor, "/api/v1/units", wrong);
            await RefusedAsync(answer, HttpStatusCode.UnprocessableEntity, code);
            Assert.Equal(field, (await JsonAsync(answer)).GetProperty("field").GetString());
        }
    }

    [Theory]
    [InlineData("zz", null, "equipment.unknown-measurand", "measurand")]
    [InlineData("voltage", "压力", "equipment.two-measurands", "otherMeasurand")]
    [InlineData(null, null, "input.required", "measurand")]
    public async Task A_certificate_of_a_measurand_that_nobody_knows_is_refused_with_the_field(string? measurand, string? otherMeasurand, string code, string field)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var items = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/equipment")).RootElement.GetProperty("items");
        var path = $"/api/v1/equipment/{items[0].GetProperty("id").GetInt32()}/certificates";
        var body = new { number = "示例-1", issuer = "示例", issuedOn = "2026-01-01", uncertaintyText = "U = 1 %", measurand, otherMeasurand, expandedUncertainty = 1, coverageFactor = 2, unit = "%" };
        var refused = await PostAsync(visitor, path, body);
        await RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(field, (await JsonAsync(refused)).GetProperty("field").GetString());

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(visitor, path, body with { measurand = "voltage", otherMeasurand = null })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(visitor, path, body with { measurand = null, otherMeasurand = "压力" })).StatusCode);
    }
}
