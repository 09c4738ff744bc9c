using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>Papers of a template are checked like every other; both languages of a bilingual one.</summary>
public sealed class TemplateCheckTests
{
    private static readonly CertificateDocument Document = SampleCertificate.Document with
    {
        Design = new("示例", 1, new string('a', 64), PaperLanguages.Bilingual, [new("示例声明。", "An example statement.")], null, null),
    };

    [Fact]
    public void A_bilingual_paper_holds_with_everything_compared()
    {
        var report = CertificateCheck.Run(SampleCertificate.Make(Document, SampleCertificate.Key));
        Assert.Empty(report.Findings.Select(one => $"{one.Code} {one.Where} {one.Text.En}"));
        Assert.True(report.Compared > CertificateCheck.Run(SampleCertificate.Signed).Compared);
    }

    [Fact]
    public void A_forged_text_of_the_second_language_is_named()
    {
        var forged = Document with { Cover = [.. Document.Cover.Select(field => field.Id == "conclusion" ? field with { Value = new(field.Value.Zh, "Passed, conforms to class 0.1") } : field)] };
        var report = CertificateCheck.Run(SampleCertificate.Make(forged, SampleCertificate.Key, SampleCertificate.Xml(Document)));
        Assert.Equal(["parity cover/conclusion@2"], report.Findings.Select(one => $"{one.Code} {one.Where}"));
    }
}
