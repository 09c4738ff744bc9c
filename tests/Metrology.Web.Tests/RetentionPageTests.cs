using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.App.Retention;
using Metrology.Web.Host;
using Metrology.Web.Tests.Commands;

namespace Metrology.Web.Tests;

/// <summary>Two persons set a period, one holds and another releases, and an administrator disposes of what was seen: through pages, API and command.</summary>
public sealed partial class RetentionPageTests
{
    private const string Page = "/retention";

    [Fact]
    public async Task Two_persons_an_act_with_the_password_and_the_same_numbers_in_page_api_and_command()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.Get<KeepMessages>().ExecuteAsync(
            [.. Enumerable.Range(1, 3).Select(number => new InstrumentMessage { Instrument = "old", Boot = "1", Sequence = number, Topic = "t", Payload = [1], ReceivedAt = DateTimeOffset.UnixEpoch })], [], default);
        var (approver, administrator) = (await laboratory.SignInAsync(Role.Approver), await laboratory.SignInAsync(Role.Administrator));
        Assert.Contains("永久保存", await approver.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ProposeAsync(approver, "x")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ProposeAsync(approver, "12")).StatusCode);
        Assert.DoesNotContain("/confirm\"", await approver.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await approver.PostFromAsync(Page, Page + "/periods/InstrumentMessage/confirm")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(Page, Page + "/periods/InstrumentMessage/confirm")).StatusCode);

        var held = await TokenApi.SendAsync(approver, HttpMethod.Post, "/api/v1/retention/holds", JsonContent.Create(new { scope = "Institution", because = "检查未结" }));
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        Assert.Contains("检查未结", await administrator.ReadAsync(Page), StringComparison.Ordinal);
        var look = await LookAsync(administrator);
        Assert.Equal((3, 3, 0), Numbers(look));
        Assert.Equal(JsonValueKind.Null, look.GetProperty("digest").ValueKind);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await approver.PostFromAsync(Page, Page + "/holds/1/release", ("ReleaseBecause", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(Page, Page + "/holds/1/release", ("ReleaseBecause", "检查已结"))).StatusCode);

        // What the command says and what the page offers is what goes.
        look = await LookAsync(administrator);
        Assert.Equal((3, 0, 3), Numbers(look));
        var digest = look.GetProperty("digest").GetString()!;
        var ran = await Ran.EnglishAsync("retention", "--data", laboratory.Get<ServeOptions>().Data.Path, "--dry-run");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains(digest, ran.Output, StringComparison.Ordinal);
        ran = await Ran.EnglishAsync("retention", "--data", laboratory.Get<ServeOptions>().Data.Path, "--json");
        Assert.Equal(digest, JsonDocument.Parse(ran.Output).RootElement.GetProperty("digest").GetString());
        Assert.Equal(digest, Digest().Match(await administrator.ReadAsync(Page)).Groups[1].Value);
        Assert.DoesNotContain("name=\"Digest\"", await approver.ReadAsync(Page), StringComparison.Ordinal);
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.PostFromAsync(Page, Page + "/disposals", ("Digest", digest), ("DisposeBecause", "按制度"))).StatusCode);
        var password = laboratory.Logins.Single(login => login.Role == Role.Administrator).Password;
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(Page, Page + "/disposals", ("Digest", digest), ("DisposeBecause", "按制度"), ("confirmPassword", password))).StatusCode);
        Assert.Equal((0, 0, 0), Numbers(await LookAsync(administrator)));
        var disposal = JsonDocument.Parse(await approver.ReadAsync("/api/v1/retention/disposals")).RootElement[0];
        Assert.Equal((digest, 3), (disposal.GetProperty("digest").GetString(), disposal.GetProperty("kinds")[0].GetProperty("rows").GetInt32()));
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);
        approver.AcceptLanguage = "en";
        Assert.Contains("Messages of instruments that no record refers to", await approver.ReadAsync(Page), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ProposeAsync(Visitor visitor, string months) =>
        visitor.PostFromAsync(Page, Page + "/periods", ("Kind", nameof(KeptKind.InstrumentMessage)), ("Months", months), ("Source", "示例制度"), ("Because", "测试"));

    private static async Task<JsonElement> LookAsync(Visitor visitor) => JsonDocument.Parse(await visitor.ReadAsync("/api/v1/retention")).RootElement;

    private static (int Past, int Held, int Due) Numbers(JsonElement look)
    {
        var kind = look.GetProperty("kinds").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == nameof(KeptKind.InstrumentMessage));
        return (kind.GetProperty("past").GetInt32(), kind.GetProperty("held").GetInt32(), kind.GetProperty("due").GetInt32());
    }

    [GeneratedRegex("name=\"Digest\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Digest();
}
