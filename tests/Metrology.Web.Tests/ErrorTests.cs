using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests;

public sealed class ErrorTests
{
    private static void PlantFault(WebApplication app)
    {
        app.MapGet("/planted", IResult () => throw new InvalidOperationException("secret of the house")).NeedsSignIn();
        app.MapGet("/api/v1/planted", IResult () => throw new InvalidOperationException("secret of the house")).NeedsSignIn();
        app.MapGet("/api/v1/moved", () => ErrorPages.Problem(StorageErrors.MovedOn, Language.Zh)).NeedsSignIn();
    }

    [Fact]
    public async Task A_fault_shows_a_code_and_a_trace_and_nothing_of_the_program()
    {
        await using var laboratory = await Laboratory.StartAsync(more: PlantFault);
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var answer = await visitor.GetAsync("/planted");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("web.unexpected", page, StringComparison.Ordinal);
        Assert.Matches("<code>[0-9a-f]{32}</code>", page);
        Assert.DoesNotContain("secret of the house", page, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", page, StringComparison.Ordinal);
    }

    /// <summary>What a person reads off the page, what a program is told, the lines of the log and the record of the failure name the same request.</summary>
    [Fact]
    public async Task A_fault_leaves_a_record_and_lines_of_the_log_with_the_trace_that_was_shown()
    {
        await using var laboratory = await Laboratory.StartAsync(more: PlantFault);
        using var kept = new KeptScopes();
        laboratory.Get<ILoggerFactory>().AddProvider(kept);
        var visitor = await laboratory.SignInAsync(Role.Technician);
        foreach (var (path, form) in new[] { ("/planted", "<code>([0-9a-f]{32})</code>"), ("/api/v1/planted", "\"traceId\":\"([0-9a-f]{32})\"") })
        {
            var trace = Regex.Match(await (await visitor.GetAsync(path)).Content.ReadAsStringAsync(), form).Groups[1].Value;
            Assert.Equal(32, trace.Length);
            var fault = (await laboratory.Get<FaultQueries>().AllAsync(TestContext.Current.CancellationToken)).Single(row => row.Where == "GET " + path);
            Assert.Equal(("web.unexpected", 1), (fault.Code, fault.Times));
            Assert.Contains(trace, fault.SaidZh, StringComparison.Ordinal);
            Assert.Contains(trace, fault.SaidEn, StringComparison.Ordinal);
            Assert.DoesNotContain("secret of the house", fault.SaidEn, StringComparison.Ordinal);
            Assert.Contains(kept.Lines, line => line.StartsWith(trace, StringComparison.Ordinal) && line.Contains("web.unexpected", StringComparison.Ordinal));
        }

        await visitor.GetAsync("/planted");
        Assert.Equal(2, (await laboratory.Get<FaultQueries>().AllAsync(TestContext.Current.CancellationToken)).Single(row => row.Where == "GET /planted").Times);
    }

    /// <summary>Lines with the trace id of their scopes before them.</summary>
    private sealed class KeptScopes : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public IEnumerable<string> Lines => lines;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var trace = "";
            scopes.ForEachScope((scope, _) => trace = (scope as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(one => one.Key == "TraceId").Value?.ToString() ?? trace, 0);
            lines.Enqueue($"{trace} {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }

    [Theory]
    [InlineData("/api/v1/planted", 500, "web.unexpected")]
    [InlineData("/api/v1/no-such-thing", 404, "web.not-found")]
    [InlineData("/api/v1/moved", 409, "storage.moved-on")]
    public async Task The_api_answers_with_problem_details(string path, int status, string code)
    {
        await using var laboratory = await Laboratory.StartAsync(more: PlantFault);
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var answer = await visitor.GetAsync(path);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(32, problem.RootElement.GetProperty("traceId").GetString()!.Length);
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Strangers_get_a_401_of_the_api_and_not_a_redirect()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await laboratory.Visit().GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(null, "没有这个页面")]
    [InlineData("en-GB,en;q=0.9", "There is no such page")]
    public async Task A_missing_page_is_said_in_the_language_of_the_person(string? accept, string said)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        visitor.AcceptLanguage = accept;
        var answer = await visitor.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(said, page, StringComparison.Ordinal);
        // Who is signed in goes on from there, also where a right is missing.
        Assert.Contains("href=\"/verifications\"", page, StringComparison.Ordinal);
        var denied = await visitor.GetAsync("/accounts");
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Contains("href=\"/verifications\"", await denied.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_as_a_form_where_a_file_is_taken_is_told_how_files_are_sent()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var token = JsonDocument.Parse(await planner.ReadAsync("/api/v1/session")).RootElement;
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "x.xlsx" } };
        var answer = await planner.SendAsync(new(HttpMethod.Post, "/api/v1/standards/imports")
        {
            Content = form,
            Headers = { { token.GetProperty("header").GetString()!, token.GetProperty("token").GetString() } },
        });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("application/octet-stream", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A stranger has nothing to mend.</summary>
    [Fact]
    public async Task A_paper_that_is_not_confirmed_is_said_so()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var page = WebUtility.HtmlDecode(await (await laboratory.Visit().GetAsync("/check/MN-JD-2026-09999?code=ABCDEFGH")).Content.ReadAsStringAsync());
        Assert.Contains("没有得到确认", page, StringComparison.Ordinal);
        Assert.DoesNotContain("请改正下面的内容", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        using var document = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/openapi.json"));
        Assert.All(document.RootElement.GetProperty("paths").EnumerateObject(), path => Assert.StartsWith("/api/", path.Name, StringComparison.Ordinal));
        Assert.True(document.RootElement.GetProperty("paths").TryGetProperty("/api/v1/me", out _));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => (Name: $"{one.Name} {path.Name}", Answers: one.Value.GetProperty("responses")))).ToList();
        Assert.True(operations.Count > 30, $"{operations.Count} operations");
        Assert.All(operations, operation =>
        {
            var done = operation.Answers.EnumerateObject().Where(answer => answer.Name.StartsWith('2') || answer.Name == "101").ToList();
            Assert.True(done is [{ Name: "204" or "101" }] || done is [var one] && one.Value.TryGetProperty("content", out _), $"{operation.Name} says nothing of its answer");
            var refusal = operation.Answers.GetProperty("400").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString();
            Assert.Equal("#/components/schemas/Refusal", refusal);
        });
        var refusals = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Refusal");
        Assert.Equal(["type", "title", "status", "detail", "code", "traceId"], refusals.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        var unit = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("UnitBody");
        Assert.False(unit.TryGetProperty("required", out var required) && required.GetArrayLength() > 0, "the use case says what is missing, not the form of the body");
    }
}
