using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.Web.Features.Operation;
using Microsoft.AspNetCore.Http;

namespace Metrology.Web.Tests;

/// <summary>What a program that watches the server sees.</summary>
public sealed partial class WatchTests
{
    [Fact]
    public async Task It_lives_and_is_ready_also_before_there_is_an_account()
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var stranger = laboratory.Visit();
        Assert.Equal("live\n", await stranger.ReadRawAsync(WatchFeature.Live));
        Assert.Equal("ready\n", await stranger.ReadRawAsync(WatchFeature.Ready));
        Assert.Equal("started\n", await stranger.ReadRawAsync(WatchFeature.Start));
    }

    [Fact]
    public async Task It_is_not_ready_without_its_tables_and_lives_on()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.SqlAsync("DELETE FROM \"__EFMigrationsHistory\"");
        var answer = await laboratory.Visit().GetAsync(WatchFeature.Ready);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, (await laboratory.Visit().GetAsync(WatchFeature.Live)).StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", 404)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("::1", 200)]
    public async Task Numbers_are_for_this_machine_only(string from, int status)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var context = await AskAsync(laboratory, from);
        Assert.Equal(status, context.Response.StatusCode);
    }

    [Fact]
    public async Task Numbers_have_the_form_of_prometheus_and_are_those_of_the_pages()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/accounts")).StatusCode);
        var context = await AskAsync(laboratory, "127.0.0.1");
        using var reader = new StreamReader(context.Response.Body);
        var text = await reader.ReadToEndAsync();
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Form(), line));
        Assert.Contains("metrology_verifications{state=\"Submitted\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("metrology_certificates_total 0\n", text, StringComparison.Ordinal);
        Assert.Contains("metrology_ledger_checkpoint_age_seconds 0\n", text, StringComparison.Ordinal);
        Assert.Matches("metrology_requests_refused_total\\{code=\"web.not-allowed\",status=\"403\"\\} 1\n", text);
        Assert.DoesNotContain("SIM-EV", text, StringComparison.Ordinal);
    }

    private static Task<HttpContext> AskAsync(Laboratory laboratory, string from) => laboratory.Server.SendAsync(request =>
    {
        (request.Request.Method, request.Request.Path, request.Request.Scheme, request.Request.Host) = ("GET", WatchFeature.Metrics, "http", new("localhost"));
        request.Connection.RemoteIpAddress = IPAddress.Parse(from);
    });

    [GeneratedRegex("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? -?[0-9.E+-]+)$")]
    private static partial Regex Form();
}
