using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Dcc.Reading;
using Metrology.Documents.Signing;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;
using Metrology.Testing;
using Metrology.Verify.Checking;
using Metrology.Verify.Tests;
using Metrology.VerifierPage;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The verifier as one file, opened from a disk without a network: what holds, and forgeries, each named as metrology-verify names it.</summary>
public sealed class VerifierPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Number = "MN-JD-2026-00001";

    private static readonly DateTimeOffset At = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly SampleLedger Ledger = new();
    private static readonly byte[] Good = SampleCertificate.Signed;
    private static readonly string Proof = Ledger.Of(Good, Number).ToString();

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 1024)]
    public async Task A_good_file_holds_and_every_number_of_its_DCC_is_shown(string language, int width)
    {
        NeedsChromium();
        await using var window = await OpenAsync(language, width);
        var page = window.Page;
        await DropAsync(page, ("c.pdf", Good), ("proof.txt", Encoding.UTF8.GetBytes(Proof)), ("key.pem", Pem(Ledger.Key)), ("trust.pem", Encoding.ASCII.GetBytes(PdfReader.Open(Good).Signatures[0].Certificate!.ExportCertificatePem())));
        Assert.Equal("holds", await page.GetAttributeAsync("body", "data-verdict"));
        var said = await page.InnerTextAsync("#answer");
        Assert.All(
            language == "zh"
                ? ["页面的签名成立", "DCC 的签名成立", "签名人是您给出的证书", "在台账中：MN-JD-2026-00001，第 7 条，共 11 条", "检查点由给出的台账公钥签名", "本页不核对"]
                : new[] { "signature of the pages holds", "signature of the DCC holds", "The signer is the certificate that you gave", "In the ledger: MN-JD-2026-00001, entry 7 of 11", "signed with the key of the ledger that was given", "Not checked by this page" },
            text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Good)), said, StringComparison.Ordinal);
        Assert.EndsWith(language == "zh" ? "模拟 示例" : "SIMULATED EXAMPLE", await page.InnerTextAsync(".verdict"), StringComparison.Ordinal);

        var dcc = DccReader.Read(PdfReader.Open(Good).Attachments.Single().Content()).Value;
        var shown = await page.EvaluateAsync<string[][]>("[...document.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))");
        Assert.NotEmpty(dcc.Values);
        Assert.Equal(
            dcc.Conditions.Concat(dcc.Values).Select(value => $"{value.Label}|{value.Digits}|{value.Unit.Notation}|{value.Uncertainty?.Digits}|{value.Uncertainty?.CoverageFactor}").Order(StringComparer.Ordinal),
            shown.Select(cells => string.Join('|', cells[1..])).Order(StringComparer.Ordinal));
        await window.InspectAsync("verifier");
        await page.ClickAsync("#language");
        Assert.Contains(language == "zh" ? "Pages and DCC agree" : "页面与 DCC 相符", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        // Nothing was asked for but the file itself.
        Assert.Empty(await page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)"));
    }

    [Fact]
    public async Task Other_keys_hold_and_what_is_not_there_is_not_said_to_hold()
    {
        NeedsChromium();
        await using var window = await OpenAsync("en", 1024);
        var page = window.Page;
        await DropAsync(page, ("c.pdf", SampleCertificate.Make(SampleCertificate.Document, Rsa())));
        Assert.Equal("holds", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Equal(2, await page.Locator("li.good", new() { HasText = "signature of the" }).CountAsync());

        using var pss = Pss();
        await DropAsync(page, ("c.pdf", PdfSigning.Sign(SampleCertificate.Unsigned, new(At), pss)));
        Assert.Equal("dcc-signature.missing", await page.GetAttributeAsync("body", "data-code"));
        Assert.Equal(1, await page.Locator("li.good", new() { HasText = "signature of the pages holds" }).CountAsync());

        // Neither a signature nor a proof: pages and certificate agree, and that is all.
        await DropAsync(page, ("c.pdf", SampleCertificate.Unsigned));
        Assert.Equal("unvouched", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Contains("nothing shows who issued it", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        Assert.DoesNotContain("signature of the pages holds", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);

        // A second signature: the first speaks for what it covers, and the page does not claim to know the rest.
        await DropAsync(page, ("c.pdf", PdfSigning.Sign(Good, new(At), pss)));
        Assert.Equal("holds", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Equal(2, await page.Locator("li.good", new() { HasText = "signature of the pages holds" }).CountAsync());
        Assert.Contains("this page cannot tell", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);

        var zip = (SampleRecord.Bundle() with { Proofs = [new(Number, Ledger.Of(Good, Number))] }).ToZip();
        await DropAsync(page, ("c.pdf", Good), ("bundle.zip", zip));
        Assert.Equal("holds", await page.GetAttributeAsync("body", "data-verdict"));
        Assert.Contains("In the ledger", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
        Assert.Contains("who signed the checkpoint was not checked", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_forged_file_is_named_as_the_program_names_it()
    {
        NeedsChromium();
        await using var window = await OpenAsync("en", 1024);
        var xml = PdfReader.Open(Good).Attachments.Single().Content();
        byte[] Bound(string from, string to) => SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(xml).Replace(from, to, StringComparison.Ordinal)));
        using var forger = SampleCertificate.NewKey();
        byte[] Flipped(int at) => [.. Good[..at], (byte)(Good[at] ^ 1), .. Good[(at + 1)..]];

        if (PdfForgery.Missing is null)
        {
            var pages = new PdfForgery(SampleCertificate.Unsigned);
            await BrokenAsync("page.annotation", pages.With("/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /Square /IC [1 1 1] /Rect [100 300 400 400] >> ]\n  /Type /Page\n"));
            await BrokenAsync("file.action", pages.With("/Type /Catalog", "/OpenAction << /S /JavaScript /JS (1) >>\n  /Type /Catalog"));
            await BrokenAsync("file.layer", pages.With("/Type /Catalog", "/OCProperties << >>\n  /Type /Catalog"));
        }

        byte[] Unsigned(string from, string to) => SampleCertificate.Bind(SampleCertificate.Document, null, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleCertificate.Xml(SampleCertificate.Document)).Replace(from, to, StringComparison.Ordinal)));
        await BrokenAsync("dcc.not-shown", Unsigned("beginPerformanceDate>2026-08-21", "beginPerformanceDate>2026-08-01"));
        await BrokenAsync("qr.other-certificate", SampleCertificate.Make(SampleCertificate.Document with { CheckAddress = SampleCertificate.Document.CheckAddress.Replace("00001", "00002", StringComparison.Ordinal) }, null));
        await BrokenAsync("signature.content-changed", Flipped(Good.AsSpan().IndexOf("xmp:CreateDate"u8) + 20));
        await BrokenAsync("signature.content-changed", Flipped(Good.AsSpan().IndexOf("/M("u8) + 8));
        await BrokenAsync("dcc-signature.digest", Bound("SIM-0001", "SIM-0002"));
        await BrokenAsync("dcc-signature.digest", Bound("text/xml</xades:MimeType>", "text/xmm</xades:MimeType>"));
        await BrokenAsync("signature.different-signers", SampleCertificate.Bind(SampleCertificate.Document, forger, xml));
        await BrokenAsync("dcc.missing", SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, null));
        await BrokenAsync("dcc-signature.missing", SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, SampleCertificate.Xml(SampleCertificate.Document)));
        await BrokenAsync("pdf.unreadable", [.. Good, .. "junk"u8]);
        await BrokenAsync("pdf.unreadable", Good[..^100]);

        async Task BrokenAsync(string code, byte[] file)
        {
            Assert.Equal(code, CertificateCheck.Run(file).Broken?.Code);
            await DropAsync(window.Page, ("c.pdf", file));
            Assert.Equal(("broken", code), (await window.Page.GetAttributeAsync("body", "data-verdict"), await window.Page.GetAttributeAsync("body", "data-code")));
            Assert.NotEqual(0, await window.Page.Locator(".verdict.broken").CountAsync());
        }
    }

    /// <summary>One text of the signed XML after the other: none can be changed unseen.</summary>
    [Fact]
    public async Task A_changed_text_of_the_DCC_is_found()
    {
        NeedsChromium();
        await using var window = await OpenAsync("en", 1024);
        var forged = Forgery.Texts(PdfReader.Open(Good).Attachments.Single().Content()).ToList();
        foreach (var xml in forged.Where((_, at) => at % (forged.Count / 6) == 0))
        {
            await DropAsync(window.Page, ("c.pdf", SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, xml)));
            Assert.Equal("broken", await window.Page.GetAttributeAsync("body", "data-verdict"));
        }
    }

    [Fact]
    public async Task Each_forged_proof_is_named_as_the_program_names_it()
    {
        NeedsChromium();
        await using var window = await OpenAsync("en", 1024);
        var own = Ledger.Of(Good, Number);
        await BrokenAsync("proof.other-certificate", Ledger.Of(Good, "MN-JD-2026-00002").ToString());
        await BrokenAsync("proof.other-file", Ledger.Of(SampleCertificate.Unsigned, Number).ToString());
        await BrokenAsync("proof.row-changed", (own with { Row = own.Row.Replace("\"3\"", "\"3\" ", StringComparison.Ordinal) }).ToString());
        await BrokenAsync("proof.entry-changed", Proof.Replace("\n+ Certificate 3 ", "\n+ Certificate 4 ", StringComparison.Ordinal));
        await BrokenAsync("proof.not-included", (own with { Path = [.. own.Path.Reverse()] }).ToString());
        await BrokenAsync("proof.checkpoint-unsigned", new SampleLedger().Of(Good, Number).ToString());
        await BrokenAsync("proof.unreadable", Proof[..^20]);
        await BrokenAsync("proof.unreadable", Proof[..(Proof.Length / 2)]);
        await BrokenAsync("proof.missing", null);

        async Task BrokenAsync(string code, string? proof)
        {
            Assert.Equal(code, CertificateCheck.Run(Good, ledger: new(proof, Ledger.Key)).Broken?.Code);
            var files = new List<(string, byte[])> { ("c.pdf", Good), ("key.pem", Pem(Ledger.Key)) };
            if (proof is not null)
                files.Add(("proof.txt", Encoding.UTF8.GetBytes(proof)));
            await DropAsync(window.Page, [.. files]);
            Assert.Equal(code, await window.Page.GetAttributeAsync("body", "data-code"));
        }
    }

    private async Task<Window> OpenAsync(string language, int width)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, OfflinePage.FileName), OfflinePage.Html);
        var window = await browser.OpenOfflineAsync(new(width, 900), language);
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

    private static byte[] Pem(ECDsa key) => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem());

    private static LocalSigner Rsa() => LocalSigner.Load(Issued(RSA.Create(2048)).Export(X509ContentType.Pfx), null).Value;

    private static PfxSigner Pss() => PfxSigner.Of(Issued(RSA.Create(2048)), [], usePss: true);

    private static X509Certificate2 Issued(RSA key)
    {
        var request = new CertificateRequest(string.Create(CultureInfo.InvariantCulture, $"CN=示例 RSA {key.KeySize}"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.CreateSelfSigned(At.AddYears(-1), At.AddYears(5));
    }
}
