using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Testing;
using Metrology.Verify.Checking;
using Metrology.Verify.Tests;
using Metrology.VerifierPage;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The verifier as one file and metrology-verify say the same of every file: that it holds, or the same first broken thing.</summary>
public sealed class ForgedFilesOnThePageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    /// <summary>What the two verifiers say otherwise, by the name of the file; docs/formats/certificate-file.md has the same list.</summary>
    private static readonly string[] Otherwise = [];

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_forged_file_has_the_same_first_broken_thing()
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        await SameAsync(Forgeries.All());
    }

    [Fact]
    public async Task Every_good_paper_holds()
    {
        var papers = Papers.All().ToList();
        Assert.All(papers, paper => Assert.Null(CertificateCheck.Run(paper.File).Broken));
        await SameAsync(papers);
    }

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 h, k and p: on pages and certificate of different orders.</summary>
    [Fact]
    public async Task Other_receipt_sampling_and_results_of_others_are_named_alike()
    {
        var document = MethodPapers.Of("test", MethodPapers.Provenance);
        var changed = MethodPapers.Others().Select(one => (one.Path, Document: MethodPapers.Of("test", one.Terms))).ToList();
        await SameAsync(changed.SelectMany(one => new[]
        {
            ($"{one.Path} on the page", SampleCertificate.Make(one.Document, null, SampleCertificate.Xml(document))), ($"{one.Path} in the XML", SampleCertificate.Make(document, null, SampleCertificate.Xml(one.Document))),
        }));
    }

    /// <summary>Texts and attributes of an unsigned digital certificate, the pages as they were; which ones changes with the language, so that all are met.</summary>
    [Fact]
    public async Task Whatever_is_changed_in_the_certificate_alone_is_named_alike()
    {
        var document = SampleCertificate.Document;
        CertificateDocument[] papers = [document, document with { Language = Language.En }, Papers.Bilingual(document)];
        await SameAsync(papers.SelectMany((paper, start) => Forged(SampleCertificate.Xml(paper)).Where((_, i) => i % 96 == start * 32).Select(one => (one.Name, SampleCertificate.Bind(paper, null, one.Xml)))));
    }

    private static IEnumerable<(string Name, byte[] Xml)> Forged(byte[] xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.Load(new MemoryStream(xml));
        foreach (var node in document.SelectNodes("//text()[normalize-space()]|//@*[namespace-uri()!='http://www.w3.org/2000/xmlns/']")!.Cast<XmlNode>().ToList())
        {
            var before = node.Value!;
            node.Value = before + "1";
            yield return ($"{(node is XmlAttribute attribute ? $"{attribute.OwnerElement!.Name}/@{node.Name}" : node.ParentNode!.Name)}: {before} → {node.Value}", Encoding.UTF8.GetBytes(document.OuterXml));
            node.Value = before;
        }
    }

    private async Task SameAsync(IEnumerable<(string Name, byte[] File)> files)
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await File.WriteAllTextAsync(Path.Combine(folder, OfflinePage.FileName), OfflinePage.Html);
        await using var window = await browser.OpenOfflineAsync(new(1024, 900), "en");
        await window.Page.GotoAsync(new Uri(Path.Combine(folder, OfflinePage.FileName)).AbsoluteUri);
        var differences = new List<string>();
        foreach (var (name, file) in files)
        {
            var checking = Task.Run(() => CertificateCheck.Run(file).Broken?.Code ?? "");
            var (page, program) = (await CodeOfAsync(window.Page, file), await checking);
            if (program != page && !Otherwise.Contains(name))
                differences.Add($"{name}: program “{program}”, page “{page}”");
        }

        Assert.Empty(differences);
    }

    private static async Task<string> CodeOfAsync(IPage page, byte[] file)
    {
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "c.pdf", MimeType = "application/octet-stream", Buffer = file });
        await page.WaitForSelectorAsync($"body[data-file='{Convert.ToHexStringLower(SHA256.HashData(file))}']");
        return await page.GetAttributeAsync("body", "data-code") ?? "";
    }
}
