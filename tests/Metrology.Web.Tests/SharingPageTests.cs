using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Sharing;
using Metrology.Core.Planning;

namespace Metrology.Web.Tests;

/// <summary>The public catalogue and the catalogues of others, through pages and the API.</summary>
public sealed partial class SharingPageTests
{
    [Fact]
    public async Task Strangers_see_what_is_published_and_a_received_catalogue_is_searched_and_recognised()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (planner, stranger) = (await laboratory.SignInAsync(Role.Planner), laboratory.Visit());
        Assert.Empty(CatalogueFile.Read(await (await stranger.GetAsync("/api/v1/catalogue")).Content.ReadAsByteArrayAsync()).Value.Standards);

        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync("/standards/1", "/standards/1/publication", ("Published", "true"))).StatusCode);
        var published = CatalogueFile.Read(await (await stranger.GetAsync("/api/v1/catalogue")).Content.ReadAsByteArrayAsync()).Value;
        var one = Assert.Single(published.Standards);
        var page = WebUtility.HtmlDecode(await stranger.ReadAsync("/catalogue"));
        Assert.Contains(one.NameZh, page, StringComparison.Ordinal);
        Assert.Equal(1, StandardTests.Rows(page));
        Assert.DoesNotContain("/standards/", page, StringComparison.Ordinal);

        var other = published with { Institution = published.Institution with { NameZh = "示例乙市计量所" }, Standards = [one with { Id = "B-1", NameZh = "乙市装置", Standing = StandardStanding.Valid, ValidUntil = new(2090, 1, 1) }] };
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(planner, other.ToBytes())).StatusCode);
        Assert.Contains("catalogue.older", await (await SendAsync(planner, other.ToBytes())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // One of a day to come would be newer than all that follow.
        Assert.Contains("catalogue.future-day", await (await SendAsync(planner, (other with { IssuedOn = other.IssuedOn.AddDays(3) }).ToBytes())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var found = WebUtility.HtmlDecode(await planner.ReadAsync("/sharing?q=乙市&inForce=true"));
        Assert.Equal(1, StandardTests.Rows(found));
        Assert.Contains("input.bad-number", await (await planner.GetAsync("/sharing?value=viel")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var path = Link().Match(found).Groups[1].Value;
        Assert.Contains("recognition.nothing-said", await (await planner.PostFromAsync(path, path + "/recognition", ("Why", "未说明"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("catalogue.why-needed", await (await planner.PostFromAsync(path, path + "/recognition", ("Recognised", "true"), ("Why", ""))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/recognition", ("Recognised", "true"), ("Why", "区域互认协议"), ("Document", "示例函"))).StatusCode);
        Assert.Contains("区域互认协议", WebUtility.HtmlDecode(await planner.ReadAsync(path)), StringComparison.Ordinal);
        Assert.Contains("\"isRecognised\":true", await planner.ReadAsync("/api/v1/sharing?recognised=true"), StringComparison.Ordinal);

        // Who asks without end is told to wait.
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
            answers.Add((await stranger.GetAsync("/api/v1/catalogue")).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, byte[] bytes)
    {
        var page = await visitor.ReadAsync("/sharing/catalogues");
        var form = new MultipartFormDataContent { { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" } };
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(file, "file", "catalogue.json");
        return await visitor.SendAsync(new(HttpMethod.Post, "/sharing/catalogues") { Content = form });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("href=\"(/sharing/[0-9]+/[^\"]+)\"")]
    private static partial Regex Link();
}
