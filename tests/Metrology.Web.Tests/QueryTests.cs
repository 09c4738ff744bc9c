using System.Net;
using System.Text.Json;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>What an address does not understand is refused by name; nothing is passed over and looks like an answer.</summary>
public sealed class QueryTests
{
    private static readonly (string Address, string Field, string Said)[] Calls =
    [
        ("/standards?state=zzz", "state", "in-force"),
        ("/standards?sort=colour", "sort", "-until"),
        ("/standards?after=zz", "after", "整数"),
        ("/standards?take=5", "take", "after"),
        ("/standards?on=2026-11-26&on=2026-11-27", "on", "一次"),
        ("/equipment?state=broken", "state", "Expired"),
        ("/equipment?page=-1", "page", "state"),
        ("/verifications?state=melted", "state", "Submitted"),
        ("/verifications?after=1_2", "after", "第一页"),
        ("/certificates?kind=letter", "kind", "RejectionNotice"),
        ("/certificates?validity=9", "validity", "Expiring"),
        ("/certificates?before=x", "before", "整数"),
        ("/units?before=1.5", "before", "整数"),
        ("/targets/t/curve?from=x", "from", "reading"),
        ("/me?who=1", "who", "不接受"),
    ];

    private static readonly (string Address, HttpStatusCode Status, string? Code)[] Pages =
    [
        ("/standards?state=zzz", HttpStatusCode.BadRequest, "web.query"),
        ("/standards?after=zz", HttpStatusCode.BadRequest, "web.query"),
        ("/standards?target=none", HttpStatusCode.NotFound, "web.not-found"),
        ("/equipment?state=broken", HttpStatusCode.BadRequest, "web.query"),
        ("/queue?after=zz", HttpStatusCode.BadRequest, "web.query"),
        ("/certificates?kind=letter", HttpStatusCode.BadRequest, "web.query"),
        ("/standards?state=expired&sort=-until&q=&utm_source=mail", HttpStatusCode.OK, null),
        ("/certificates?q=&kind=&validity=&before=", HttpStatusCode.OK, null),
    ];

    [Fact]
    public async Task Programs_are_told_which_part_of_a_query_is_wrong_and_what_there_is()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (approver, planner) = (await laboratory.SignInAsync(Role.Approver), await laboratory.SignInAsync(Role.Planner));
        foreach (var (address, field, said) in Calls)
        {
            var answer = await (address.StartsWith("/targets", StringComparison.Ordinal) ? planner : approver).GetAsync("/api/v1" + address);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((address, "web.query", field), (address, body.GetProperty("code").GetString(), body.GetProperty("field").GetString()));
            Assert.Contains(said, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_says_which_names_it_passed_over_and_how_many_rows_fit()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains("不认识地址中的 page，", await visitor.ReadAsync("/equipment?page=-1&utm_source=mail"), StringComparison.Ordinal);
        Assert.DoesNotContain("不认识地址中的", await visitor.ReadAsync("/equipment?state=Expired&q=x&utm_source=mail"), StringComparison.Ordinal);
        // The cards count the register; the page says so where a word narrows the list.
        Assert.Contains("不随关键词变化", await visitor.ReadAsync("/standards?q=%E7%94%B5%E8%83%BD"), StringComparison.Ordinal);
        Assert.DoesNotContain("不随关键词变化", await visitor.ReadAsync("/standards?state=expired"), StringComparison.Ordinal);

        foreach (var address in new[] { "/standards?on=2026-11-27", "/standards?on=2026-11-27&q=%E6%B8%A9", "/standards?on=2026-11-27&state=expired", "/standards?on=2026-11-27&state=in-force&q=%E6%B8%A9", "/standards?on=2026-11-27&target=LY-1&state=expired", "/equipment?on=2026-11-27&q=%E8%A1%A8", "/equipment?on=2026-11-27&state=Valid" })
        {
            var list = JsonDocument.Parse(await visitor.ReadAsync("/api/v1" + address)).RootElement;
            Assert.Equal((address, list.GetProperty("items").GetArrayLength()), (address, list.GetProperty("total").GetInt32()));
            Assert.True(list.GetProperty("inRegister").GetInt32() >= list.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Pages_say_it_too_and_bear_marks_of_others()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Approver);
        foreach (var (address, status, code) in Pages)
        {
            var answer = await visitor.GetAsync(address);
            Assert.Equal((address, status), (address, answer.StatusCode));
            if (code is not null)
                Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
