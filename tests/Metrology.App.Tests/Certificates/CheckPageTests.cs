using Metrology.App.Certificates;
using Metrology.App.Tests.Support;

namespace Metrology.App.Tests.Certificates;

/// <summary>A stranger with number and code sees enough to compare with the paper; anybody else learns nothing.</summary>
public sealed class CheckPageTests
{
    [Fact]
    public async Task Number_and_code_show_what_stands_on_the_paper()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueTests.IssueAsync(laboratory, id);
        var facts = (await laboratory.The<CertificateQueries>().CheckAsync(issued.Number, issued.CheckCode, default)).Value;
        Assert.Equal((issued.Number, issued.PdfHash), (facts.Number, facts.PdfHash));
        Assert.Equal("SIM-EV-0002", facts.Particulars.Single(field => field.Id == "serial-number").Value.Zh);
        Assert.Contains("示例", facts.Institution.Zh, StringComparison.Ordinal);
        Assert.True(facts is { IsSimulated: true, IsDemonstration: true });
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueTests.IssueAsync(laboratory, id);
        var another = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        var check = laboratory.The<CertificateQueries>();
        (string, string?)[] wrong =
        [
            (issued.Number, null), (issued.Number, ""), (issued.Number, another.CheckCode), (issued.Number, issued.CheckCode + "A"),
            (another.Number, issued.CheckCode), ("MN-JD-2026-99999", issued.CheckCode), ("", issued.CheckCode), ("' OR 1=1 --", "' OR 1=1 --"),
        ];
        foreach (var (number, code) in wrong)
            Assert.Equal(CertificateErrors.NotFound, (await check.CheckAsync(number, code, default)).Refusal);
        // A code is typed from paper: in small letters, in groups.
        Assert.False((await check.CheckAsync(issued.Number, $"{issued.CheckCode[..4]} {issued.CheckCode[4..]} ".ToLowerInvariant(), default)).IsRefused);
    }

    [Fact]
    public void The_printed_address_holds_number_and_code_and_nothing_that_breaks_it()
    {
        var page = new CheckPage(new("https://jl.example/metrology/"));
        Assert.Equal("https://jl.example/metrology/check/JD-2026-00001?code=ABC", page.AddressOf("JD-2026-00001", "ABC"));
        Assert.Equal("https://jl.example/metrology/check/%E5%8F%B7%2F%3F%231?code=ABC", page.AddressOf("号/?#1", "ABC"));
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => page.NewCode()).Distinct().Count());
    }

    [Fact]
    public async Task Certificates_are_found_by_number_and_serial_number()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueTests.IssueAsync(laboratory, id);
        var queries = laboratory.The<CertificateQueries>();
        Assert.Equal(issued.Number, Assert.Single(await queries.ListAsync(new("EV-0002"), default)).Number);
        Assert.Equal(issued.Number, Assert.Single(await queries.ListAsync(new("JD-2026"), default)).Number);
        Assert.Single(await queries.ListAsync(new(" "), default));
        Assert.Empty(await queries.ListAsync(new("EV-9999"), default));
        Assert.Null(await queries.FindAsync("JD-1", default));
    }
}
