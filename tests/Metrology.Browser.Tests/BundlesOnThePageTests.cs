using System.Security.Cryptography;
using Metrology.Dcc.Offline;
using Metrology.Testing;
using Metrology.Verify.Tests;
using Metrology.VerifierPage;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The verifier as one file computes a bundle again, and says what metrology-verify recompute says: that it agrees, or the same code and first place.</summary>
public sealed class BundlesOnThePageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_bundle_is_computed_again_to_the_same_answer()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var differences = new List<string>();
        foreach (var (name, zip) in SampleAlterations.Good().Concat(SampleAlterations.Forged()))
        {
            var saying = Task.Run(() => SampleAlterations.Said(zip));
            var (page, program) = (await SaidAsync(window.Page, zip), await saying);
            if (program.Code != page.Code || !IsSamePlace(program.Path, page.Path))
                differences.Add($"{name}: program {program}, page {page}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>System.Decimal and the formula language, thousands of random cases in one call, digit by digit.</summary>
    [Fact]
    public async Task Numbers_and_formulas_come_out_digit_by_digit()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var cases = RandomNumbers.Cases(6000).Concat(RandomNumbers.Formulas(3000)).ToList();
        var script = $"(cases) => {{ const product = {Vocabulary.Json}; {string.Join('\n', new[] { "01-words.js", "27-decimal.js", "28-units.js", "29-formula.js", "30-derivatives.js" }.Select(Module))}\n{RandomNumbers.Script} }}";
        var found = await window.Page.EvaluateAsync<string[]>(script, cases.Select(one => new[] { one.Operation, one.A, one.B }).ToArray());
        var differences = cases.Zip(found).Where(pair => pair.First.Expected != pair.Second).Select(pair => $"{pair.First.Operation} {pair.First.A} {pair.First.B}: {pair.First.Expected}, page {pair.Second}").ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(20))}");
        Assert.Contains(cases, one => one.Expected == "none");
    }

    private static string Module(string name)
    {
        using var reader = new StreamReader(typeof(OfflinePage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Within a part that is no JSON, or a certificate, the page names the part, and the value rather than the element.</summary>
    private static bool IsSamePlace(string program, string page) => program.Split(": ") is [var part, _, ..] ? page.Split(": ")[0] == part : program == page;

    private async Task<Window> OpenAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, OfflinePage.FileName), OfflinePage.Html);
        var window = await browser.OpenOfflineAsync(new(1024, 900), "en");
        await window.Page.GotoAsync(new Uri(Path.Combine(folder, OfflinePage.FileName)).AbsoluteUri);
        return window;
    }

    private static async Task<(string Code, string Path)> SaidAsync(IPage page, byte[] zip)
    {
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "bundle.zip", MimeType = "application/zip", Buffer = zip });
        await page.WaitForSelectorAsync($"body[data-file='{Convert.ToHexStringLower(SHA256.HashData(zip))}']");
        return (await page.GetAttributeAsync("body", "data-code") ?? "", await page.GetAttributeAsync("body", "data-path") ?? "");
    }
}
