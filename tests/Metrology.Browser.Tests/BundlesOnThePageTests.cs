using System.Text;
using Metrology.Adapters.Roller;
using Metrology.Core.Records;
using Metrology.Dcc.Offline;
using Metrology.Testing;
using Metrology.Verify.Checking;
using Metrology.Verify.Tests;
using Metrology.VerifierPage;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The verifier as one file computes a bundle again, and says what metrology-verify recompute says: that it agrees, or the same code and first place.</summary>
public sealed class BundlesOnThePageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private static readonly string[] Unpackable = ["bundle.container", "bundle.unreadable"];

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Drops one file after the other on the page and gives back code and place of each.</summary>
    private const string DropAll = """
        async (files) => {
          const answers = [];
          for (const text of files) {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], "bundle.zip"));
            delete document.body.dataset.file;
            const answered = new Promise((resolve) => new MutationObserver((_, observer) => { if (document.body.dataset.file) { observer.disconnect(); resolve(); } }).observe(document.body, { attributes: true }));
            document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
            await answered;
            answers.push([document.body.dataset.code, document.body.dataset.path]);
          }
          return answers;
        }
        """;

    [Fact]
    public async Task Every_bundle_is_computed_again_to_the_same_answer() => await SaysTheSameAsync(SampleAlterations.Good().Concat(SampleAlterations.Forged()));

    /// <summary>One text, number or attribute after the other, with the manifest made anew: what the program rebuilds byte for byte is seen by the page too, at the same place.</summary>
    [Fact]
    public async Task Every_altered_text_and_attribute_is_named_at_the_same_place() => await SaysTheSameAsync(SampleDifferentials.All());

    private async Task SaysTheSameAsync(IEnumerable<(string Name, byte[] Zip)> bundles)
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var differences = new List<string>();
        foreach (var some in bundles.Chunk(40))
        {
            var dropping = window.Page.EvaluateAsync<string[][]>(DropAll, some.Select(one => Convert.ToBase64String(one.Zip)));
            var said = some.Select(one => SampleAlterations.Said(one.Zip)).ToList();
            var answers = await dropping;
            differences.AddRange(some.Select((one, i) => (one.Name, Program: said[i], Page: (Code: answers[i][0], Path: answers[i][1])))
                .Where(one => !IsUnasked(one.Program, one.Page) && (!IsSameCode(one.Program.Code, one.Page.Code) || !IsSamePlace(one.Program, one.Page.Path))).Select(one => $"{one.Name}: program {one.Program}, page {one.Page}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(60))}");
    }

    /// <summary>Lines of roller benches, multimeters and balances and signed records, good and damaged: the same messages with the same readings.</summary>
    [Fact]
    public async Task Lines_and_signed_records_are_decoded_alike()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var cases = SampleLines.All().ToList();
        var modules = new[] { "01-words.js", "02-bytes.js", "03-der.js", "04-certificate.js", "08-xml.js", "19-parity.js", "25-json.js", "27-decimal.js", "28-units.js", "31-curves.js", "31-display.js", "31-frames.js", "31-lines.js" };
        var script = $$"""
            async (cases) => { const product = {{Vocabulary.Json}}; {{string.Join('\n', modules.Select(Module))}}
              const answers = [];
              for (const [name, address, map, measurand, ...entries] of cases) {
                const said = [];
                for (const { position, bytes } of codecs[name].messages(entries.map((entry, i) => ({ position: i, index: i, isReceived: entry[0] === "<", bytes: hexBytes(entry.slice(1)) })))) {
                  let text = "none";
                  try {
                    const found = await codecs[name].decode({ link: "tty:x", codec: name, address, map: map || null }, bytes, { measurand, receivedAt: { ticks: 0n } });
                    text = `${found.text}|${found.value}|${found.unit}|${found.resolution}|${found.deviceTime?.ticks ?? ""}`;
                  } catch (error) {
                    if (!(error instanceof NoReading)) text = String(error);
                  }
                  said.push(`${position}:${hexOf(bytes)}=${text}`);
                }
                answers.push(said.join(" "));
              }
              return answers;
            }
            """;
        var found = await window.Page.EvaluateAsync<string[]>(script, cases.Select(one => new[] { one.Codec, one.Address, one.Map ?? "", one.Measurand }.Concat(one.Entries.Select(entry => (entry.IsReceived ? "<" : ">") + Convert.ToHexStringLower(entry.Bytes))).ToArray()).ToArray());
        var said = cases.Select(one => one.Said()).ToList();
        var differences = said.Zip(found).Index().Where(one => one.Item.First != one.Item.Second).Select(one => $"{cases[one.Index].Codec}: {one.Item.First}\n  page {one.Item.Second}").ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} of {cases.Count} differ:\n{string.Join('\n', differences.Take(8))}");
        Assert.All(new[] { RollerBench.Codec, "scpi", "balance-stream", "nmea-0183", "ocmf" }, codec => Assert.Contains(cases.Zip(said), one => one.First.Codec == codec && one.Second.Contains('|', StringComparison.Ordinal)));
    }

    /// <summary>What the page says it did, and what it did not.</summary>
    [Fact]
    public async Task The_page_says_what_it_computed_and_what_not()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var page = window.Page;
        await DropAsync(page, ("bundle.zip", SampleRecord.BundleWithBytes().ToZip()));
        Assert.Equal("unvouched", await page.GetAttributeAsync("body", "data-verdict"));
        var said = await page.InnerTextAsync("#answer");
        Assert.All(["decoded again from bytes, 9 typed by a person", "Computed again: 3 results, 2 uncertainties; verdict pass", "nobody answers for the bundle"], text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.DoesNotContain("0 decoded again", said, StringComparison.Ordinal);

        var own = SampleBundle.Signed;
        var trust = Encoding.ASCII.GetBytes(BundleReading.Of(own.Load().Content!, []).Signing.Signer!.ExportCertificatePem());
        await DropAsync(page, ("bundle.zip", own.ToZip()), ("trust.pem", trust));
        Assert.Equal("holds", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Contains("Digital certificate MN-JD-2026-00001: written again byte for byte", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        await DropAsync(page, ("bundle.zip", SampleBundle.Unsigned.ToZip()), ("trust.pem", trust));
        Assert.Equal("bundle-signature.missing", await page.GetAttributeAsync("body", "data-code"));

        // A record of an older form: said to be computed in part, and never to agree.
        var frozen = Repository.At("tests", "corpus", "records", "jjg-1148-2022-decoded");
        byte[] Part(string file) => File.ReadAllBytes(Path.Combine(frozen, file));
        await DropAsync(page, ("bundle.zip", new RecordBundle(Part("record.json"), Part("procedure.json"), Part("evaluation.json"), []).Resealed().ToZip()));
        Assert.Equal("partial", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Contains("were not computed by this page", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
    }

    /// <summary>Several files, keys without what they are of, and files that are none: nothing is passed over in silence, and nothing of a drop before counts.</summary>
    [Fact]
    public async Task Each_drop_is_answered_for_itself()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var page = window.Page;
        var (signed, unsigned, key) = (SampleBundle.Signed.ToZip(), SampleBundle.Unsigned.ToZip(), Encoding.ASCII.GetBytes(new SampleLedger().Key.ExportSubjectPublicKeyInfoPem()));
        await DropAsync(page, ("a.zip", signed), ("b.zip", unsigned));
        Assert.Equal("unvouched", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Equal(new[] { "a.zip", "b.zip" }, await page.Locator("h2.name").AllInnerTextsAsync());
        Assert.Contains("each is answered on its own", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);

        await page.SetInputFilesAsync("#file", new FilePayload { Name = "key.pem", MimeType = "application/octet-stream", Buffer = key });
        await page.WaitForSelectorAsync("body[data-verdict=none]");
        Assert.Contains("What is to be checked is missing", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        Assert.DoesNotContain("Computed again", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);

        await DropAsync(page, ("a.zip", signed), ("key.pem", key));
        Assert.Contains("Neither key nor proof of the ledger was used", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        await DropAsync(page, ("c.pdf", SampleCertificate.Signed), ("a.zip", signed));
        Assert.Contains("computed again from the record", await page.InnerTextAsync(".verdict"), StringComparison.Ordinal);
        await DropAsync(page, ("a.zip", signed), ("junk.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"u8.ToArray()));
        Assert.Equal("trust.unreadable", await page.GetAttributeAsync("body", "data-code"));
        await DropAsync(page, ("a.zip", (SampleBundle.Unsigned with { Record = SampleRecord.BundleWithBytes().Record }).ToZip()));
        Assert.Equal(10, await page.Locator("li.broken").CountAsync());
        await page.ClickAsync("#language");
        Assert.Contains("还有", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
    }

    /// <summary>With the paper: this very file, its very XML, its numbers.</summary>
    [Fact]
    public async Task A_paper_is_followed_to_its_bundle()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var window = await OpenAsync();
        var (good, page) = (SampleBundle.Signed, window.Page);
        var again = SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, SampleCertificate.Key.SignDcc(SampleCertificate.Xml(SampleCertificate.Document), SampleCertificate.SignedAt.AddHours(1)).Value);
        foreach (var (pdf, bundle) in new[]
        {
            (SampleCertificate.Signed, good), (again, good), (SampleCertificate.Key.SignPdf(SampleCertificate.Signed, SampleCertificate.SignedAt).Value, good), (SampleCertificate.Signed, good with { Signature = null }),
            (SampleCertificate.Signed, SampleRecord.Bundle()), (SampleCertificate.Signed, SampleRecord.Bundle("electricity/jjg-1148/2022.json", "class-2-failed")),
        })
        {
            await DropAsync(page, ("c.pdf", pdf), ("bundle.zip", bundle.ToZip()));
            Assert.Equal(CertificateCheck.Run(pdf, bundle.ToZip()).Broken?.Code ?? "", await page.GetAttributeAsync("body", "data-code"));
        }
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

    /// <summary>Where a damaged ZIP stops to be readable, every reader of ZIPs decides for itself.</summary>
    private static bool IsSameCode(string program, string page) => program == page || (Unpackable.Contains(program) && Unpackable.Contains(page));

    /// <summary>Whether a procedure makes sense in itself is asked by the program alone; the page finds that it is not the pinned one.</summary>
    private static bool IsUnasked((string Code, string Path) program, (string Code, string Path) page) =>
        program.Code == "bundle.malformed" && program.Path.StartsWith("procedure.json: ", StringComparison.Ordinal) && page is ("bundle.differs", "record.procedure.hash");

    /// <summary>Of a part of another form the page names the part. A signature within XML that does not hold is told in other words.</summary>
    private static bool IsSamePlace((string Code, string Path) program, string page) =>
        program.Code == "bundle.malformed" || program.Path.Contains(": signature.", StringComparison.Ordinal) || program.Path.Contains(": xml.", StringComparison.Ordinal) ? program.Path.Split(": ")[0] == page.Split(": ")[0] : program.Path == page;

    private async Task<Window> OpenAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, OfflinePage.FileName), OfflinePage.Html);
        var window = await browser.OpenOfflineAsync(new(1024, 900), "en");
        await window.Page.GotoAsync(new Uri(Path.Combine(folder, OfflinePage.FileName)).AbsoluteUri);
        return window;
    }

    /// <summary>Gives the files to a page that knows none, and waits for its answer.</summary>
    private static async Task DropAsync(IPage page, params (string Name, byte[] Bytes)[] files)
    {
        await page.ReloadAsync();
        await page.SetInputFilesAsync("#file", files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Bytes }));
        await page.WaitForSelectorAsync("body[data-verdict]");
    }
}
