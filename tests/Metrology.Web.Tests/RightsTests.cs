using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Testing;
using Metrology.Web.Access;
using Metrology.Web.Features.Rights;
using Microsoft.AspNetCore.Routing;

namespace Metrology.Web.Tests;

/// <summary>The table of rights that people read is the one that the server decides by.</summary>
public sealed class RightsTests
{
    private static readonly string Page = Repository.At("docs", "permissions.md");

    [Fact]
    public async Task The_document_is_what_the_code_says()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var written = RightsTable.ToMarkdown(RightsLine.Of(laboratory.Get<EndpointDataSource>()));
        if (Environment.GetEnvironmentVariable("METROLOGY_REGENERATE") is "1")
            await File.WriteAllTextAsync(Page, written, TestContext.Current.CancellationToken);
        Assert.Equal(written, await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Everybody_sees_the_table_in_both_languages()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var page = await visitor.ReadAsync("/permissions");
        Assert.Contains("检定、核验、批准是三个不同的人", page, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.Contains($"<code>{permission}</code>", page, StringComparison.Ordinal));
        visitor.AcceptLanguage = "en";
        Assert.Contains("Verifier, checker and approver are three persons", await visitor.ReadAsync("/permissions"), StringComparison.Ordinal);
    }

    /// <summary>Whatever puts a name under something asks for the password. A move that becomes possible in another way than these must be added here.</summary>
    [Fact]
    public async Task Every_address_that_signs_asks_for_the_password()
    {
        string[] signs = ["submit", "check", "approve", "issue", "approve-and-issue", "return", "withdraw", "replace", "publish", "moves", "bulk", "bulk-issues"];
        await using var laboratory = await Laboratory.StartAsync();
        var lines = RightsLine.Of(laboratory.Get<EndpointDataSource>());
        var late = lines.Where(line => line.Method == "POST" && !line.IsOpen && signs.Contains(line.Path.Split('/')[^1]) && !line.IsSigned);
        Assert.Empty(late.Select(line => line.Path));
        Assert.Contains(lines, line => line.IsSigned && line.Path.EndsWith("/" + VerificationStates.Approve, StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.IsSigned), line => Assert.NotEqual("GET", line.Method));
    }
}
