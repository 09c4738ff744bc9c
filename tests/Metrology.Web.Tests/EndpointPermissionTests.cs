using System.Net;
using Metrology.App.Laboratory;
using Metrology.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

/// <summary>Who may go where, for every endpoint of the product, found by enumeration: a new endpoint is tested without being named here.</summary>
public sealed class EndpointPermissionTests
{
    /// <summary>What strangers may reach. Adding a line here is a decision.</summary>
    private static readonly string[] OpenToStrangers = ["GET /login", "GET /login/provider", "POST /login", "POST /login/code", "GET /login/passkey", "POST /login/passkey", "POST /language", "GET /setup", "POST /setup", "GET /check", "GET /check/{number}", "GET /api/v1/check/{number}", "GET /check/{number}/proof", "GET /api/v1/check/{number}/proof", "GET /ledger/key", "GET /check/verify.html", "GET /catalogue", "GET /api/v1/catalogue", "GET /api/v1/ledger/key", "POST /api/v1/session", "GET /health/live", "GET /health/ready", "GET /health/start", "GET /metrics", "POST /api/v1/station/enrolment", "GET /api/v1/station/line", "POST /api/v1/station/messages", "POST /api/v1/station/state", "GET /welcome", "POST /welcome", "POST /policy-reports"];

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    private static bool Declares(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<NeedsPermission>() is not null || endpoint.Metadata.GetMetadata<NeedsOnlySignIn>() is not null
        || endpoint.Metadata.GetMetadata<OpenToStrangers>() is not null;

    [Fact]
    public async Task Every_endpoint_says_who_may_use_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Empty(Endpoints(laboratory.App).Where(endpoint => !Declares(endpoint)).SelectMany(Names));
    }

    [Fact]
    public async Task Only_the_listed_endpoints_are_open()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var open = Endpoints(laboratory.App).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToStrangers>() is not null).SelectMany(Names);
        Assert.Equal(OpenToStrangers.Order(), open.Order());
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_closed_to_everybody()
    {
        await using var laboratory = await Laboratory.StartAsync(more: app => app.MapGet("/planted", () => "secret"));
        foreach (var role in Enum.GetValues<Role>())
        {
            var answer = await (await laboratory.SignInAsync(role)).GetAsync("/planted");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await laboratory.Visit().GetAsync("/planted")).StatusCode);
    }

    [Fact]
    public async Task Every_page_admits_exactly_the_roles_with_its_permission()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var pages = Endpoints(laboratory.App).Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false).ToArray();
        Assert.True(pages.Length > 5);
        foreach (var role in Enum.GetValues<Role>())
        {
            var visitor = await laboratory.SignInAsync(role);
            var actor = new Actor(0, "", [role]);
            foreach (var page in pages)
            {
                var answer = await visitor.GetAsync(AddressOf(page));
                var admitted = page.Metadata.GetMetadata<NeedsPermission>() is not { } needed || actor.Allows(needed.Permission);
                if (admitted)
                    Assert.True(answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError), $"{role} {AddressOf(page)}: {answer.StatusCode}");
                else
                    Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{role} {AddressOf(page)}: {answer.StatusCode}");
            }
        }
    }

    /// <summary>
    /// Everything that changes something, sent without the token of the form: whom the table admits is asked for the token, all others are not allowed. So nothing is changed,
    /// and it is seen who was let through to the door behind.
    /// </summary>
    [Fact]
    public async Task Every_change_admits_exactly_the_roles_with_its_permission()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var changes = Endpoints(laboratory.App).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToStrangers>() is null)
            .SelectMany(endpoint => Names(endpoint).Where(name => !name.StartsWith("GET ", StringComparison.Ordinal)).Select(name => (endpoint, Method: name.Split(' ')[0]))).ToArray();
        Assert.True(changes.Length > 60);
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var (visitor, actor) = (await laboratory.SignInAsync(role), new Actor(0, "", [role]));
            foreach (var (endpoint, method) in changes)
            {
                var answer = await visitor.SendAsync(new(HttpMethod.Parse(method), AddressOf(endpoint)));
                var expected = endpoint.Metadata.GetMetadata<NeedsPermission>() is { } needed && !actor.Allows(needed.Permission) ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest;
                if (answer.StatusCode != expected)
                    wrong.Add($"{role} {method} {AddressOf(endpoint)}: {answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        var all = Endpoints(laboratory.App).SelectMany(Names).Count();
        TestContext.Current.TestOutputHelper?.WriteLine($"{all} addresses x {Enum.GetValues<Role>().Length + 1} callers = {all * (Enum.GetValues<Role>().Length + 1)} answers");
    }

    [Fact]
    public async Task Strangers_see_no_page_that_is_not_open()
    {
        await using var laboratory = await Laboratory.StartAsync();
        foreach (var endpoint in Endpoints(laboratory.App).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToStrangers>() is null))
        {
            foreach (var name in Names(endpoint))
            {
                var answer = await laboratory.Visit().SendAsync(new(HttpMethod.Parse(name.Split(' ')[0]), AddressOf(endpoint)));
                var sentToLogin = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Split('?')[0] == "/login";
                Assert.True(sentToLogin || answer.StatusCode == HttpStatusCode.Unauthorized, $"{name}: {answer.StatusCode}");
            }
        }
    }

    /// <summary>The pattern with something of the right kind for every parameter.</summary>
    private static string AddressOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "documentName" } => "v1",
            RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }] } => Guid.Empty.ToString(),
            RoutePatternParameterPart { ParameterPolicies: [{ Content: "alpha" }] } => "a",
            RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "length(64)") => new string('0', 64),
            _ => "1",
        }))));
}
