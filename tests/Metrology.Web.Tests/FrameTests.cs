using Metrology.App.Laboratory;
using Metrology.Web.Features;
using Metrology.Web.Ui;

namespace Metrology.Web.Tests;

public sealed class FrameTests
{
    [Fact]
    public async Task Navigation_shows_what_the_role_may_do()
    {
        await using var laboratory = await Laboratory.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor(0, "", [role]);
            var page = await (await laboratory.SignInAsync(role)).ReadAsync("/");
            var side = page[page.IndexOf("<aside", StringComparison.Ordinal)..page.IndexOf("</aside>", StringComparison.Ordinal)];
            foreach (var entry in FeatureCatalogue.Navigation)
                Assert.Equal(actor.Allows(entry.Permission), side.Contains($"href=\"{entry.Path}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_demonstration_says_so_on_every_page()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var page = await (await laboratory.SignInAsync(Role.Technician)).ReadAsync("/");
        Assert.Contains("demo-banner", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_pages_and_asks_only_what_the_role_may_see()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Contains("href=\"/accounts\"", Main(await (await laboratory.SignInAsync(Role.Administrator)).ReadAsync("/search?q=账户")), StringComparison.Ordinal);
        Assert.Contains("没有找到", Main(await (await laboratory.SignInAsync(Role.Technician)).ReadAsync("/search?q=账户")), StringComparison.Ordinal);

        static string Main(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..];
    }

    [Fact]
    public void Every_icon_of_the_navigation_is_embedded() =>
        Assert.All(FeatureCatalogue.Navigation, entry => Assert.StartsWith("<svg", IconDrawings.Of(entry.Icon), StringComparison.Ordinal));

    [Fact]
    public async Task What_people_typed_is_shown_as_text()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var page = await (await visitor.GetAsync("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }
}
