using System.Text;
using System.Xml;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Pages;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Pdf.Reading;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>Every text and every attribute of a digital certificate, changed one after the other while the pages stay: each is found without any signature.</summary>
public sealed class ForgedXmlTests
{
    private static readonly PaperDesign Bilingual = new("示例", 1, new string('a', 64), PaperLanguages.Bilingual, [new("示例声明。", "An example statement.")], null, null);

    [Theory]
    [InlineData(Language.Zh, false)]
    [InlineData(Language.En, false)]
    [InlineData(Language.Zh, true)]
    public void Whatever_is_changed_in_the_certificate_alone_is_named(Language language, bool isBilingual)
    {
        var document = SampleCertificate.Document with { Language = language, Design = isBilingual ? Bilingual : null };
        var texts = new PageTexts(PdfReader.Open(SampleCertificate.Make(document, null)));
        var (facts, all) = (texts.Facts(), texts.All());
        Assert.Empty(Found(SampleCertificate.Xml(document)));
        var missed = Forged(SampleCertificate.Xml(document)).Where(one => !Found(one.File).Any()).Select(one => one.Place).ToList();
        // Which instrument gave a reading stands on no page in a form that could be compared: a record computes it again.
        Assert.All(missed, place => Assert.True(place.StartsWith("dcc:quantity/@refType: basic_measuredValue", StringComparison.Ordinal) || place.StartsWith("dcc:quantity/@refType: basic_referenceValue", StringComparison.Ordinal), place));

        IEnumerable<string> Found(byte[] xml)
        {
            var read = DccReader.Read(xml);
            if (read.Refusal is { } refusal)
                return [refusal.Code];
            if (!PageComparison.IsKnown(read.Value))
                return ["page.edition-unknown"];
            return
            [
                .. Parity.Check(facts, texts.Language, read.Value).Select(one => one.Path),
                .. PageComparison.Check(all, read.Value, WrittenAgain.Results(xml)).Select(one => one.Text.En),
                .. WrittenAgain.Check(xml, read.Value).Select(one => one.Path),
                .. Lint.Check(read.Value).Where(one => one.Rule.Severity == LintSeverity.Block).Select(one => one.Rule.Id),
                .. read.Value.Check?.Address == document.CheckAddress ? [] : new[] { "qr.other-content" },
            ];
        }
    }

    private static IEnumerable<(string Place, byte[] File)> Forged(byte[] xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.Load(new MemoryStream(xml));
        foreach (var node in document.SelectNodes("//text()[normalize-space()]|//@*[namespace-uri()!='http://www.w3.org/2000/xmlns/']")!.Cast<XmlNode>().ToList())
        {
            var before = node.Value!;
            node.Value = Other(before);
            yield return ($"{(node is XmlAttribute attribute ? $"{attribute.OwnerElement!.Name}/@{node.Name}" : node.ParentNode!.Name)}: {before} → {node.Value}", Encoding.UTF8.GetBytes(document.OuterXml));
            node.Value = before;
        }
    }

    private static string Other(string text)
    {
        var last = text.LastIndexOfAny([.. "0123456789"]);
        return last < 0 ? text + "x" : $"{text[..last]}{(text[last] == '9' ? '8' : (char)(text[last] + 1))}{text[(last + 1)..]}";
    }
}
