using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed partial class ForgeryTests
{
    private static HttpContent Body(IReadOnlyList<string> types) => types switch
    {
        _ when types.Contains("application/json") => JsonContent.Create(new { disabled = true }),
        _ when types.Count == 0 || types.Contains("application/x-www-form-urlencoded") => new FormUrlEncodedContent([KeyValuePair.Create("disabled", "true")]),
        _ when !types.Contains("multipart/form-data") => new ByteArrayContent([1]) { Headers = { ContentType = new(types[0]) } },
        _ => new MultipartFormDataContent { { new StringContent("true"), "disabled" } },
    };

    [Fact]
    public async Task No_endpoint_changes_anything_without_the_token()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        var unsafeOnes = laboratory.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true).ToArray();
        Assert.Equal(["/api/v1/session", "/api/v1/station/enrolment", "/api/v1/station/messages", "/api/v1/station/state", "/policy-reports"], unsafeOnes.Where(IsExempt).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Order());
        unsafeOnes = [.. unsafeOnes.Where(endpoint => !IsExempt(endpoint))];
        Assert.True(unsafeOnes.Length > 5);
        foreach (var endpoint in unsafeOnes)
        {
            var path = Place().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), place => place.Groups[1].Value switch
            {
                "int" => "1",
                "guid" => Guid.Empty.ToString(),
                "alpha" => "begin",
                "length(64)" => new string('0', 64),
                _ => place.Value,
            });
            // In the media type that the endpoint takes: the router refuses another before anybody looks at the token.
            var answer = await visitor.SendAsync(new(HttpMethod.Post, path)
            {
                Content = Body(endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? []),
                Headers = { { ForgeryGate.Header, "forged" } },
            });
            // Endpoints of other roles refuse before.
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{path}: {answer.StatusCode}");
        }

        Assert.DoesNotContain("已停用", await visitor.ReadAsync("/accounts"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\w+:([^}]+)\}")]
    private static partial Regex Place();

    private static bool IsExempt(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata>()?.RequiresValidation == false;

    [Fact]
    public async Task A_token_of_another_session_is_refused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var technician = await laboratory.SignInAsync(Role.Technician);
        var page = await (await technician.GetAsync("/")).Content.ReadAsStringAsync();
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostWithAsync(token, "/accounts/1/state", ("disabled", "true"))).StatusCode);
    }

    [Fact]
    public async Task The_refusal_says_that_nothing_was_changed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        var answer = await visitor.SendAsync(new(HttpMethod.Post, "/logout") { Content = JsonContent.Create(new { }) });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("web.form-expired", page, StringComparison.Ordinal);
        Assert.Contains("什么都没有改变", page, StringComparison.Ordinal);
    }
}
