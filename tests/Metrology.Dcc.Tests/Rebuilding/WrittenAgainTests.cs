using System.Text;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Tests.Checking;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Tests.Rebuilding;

/// <summary>Nothing stands in a digital certificate that neither its pages show nor follows from what they show.</summary>
public sealed class WrittenAgainTests
{
    private static readonly PaperDesign Bilingual = new("示例", 1, new string('a', 64), PaperLanguages.Bilingual, [new("示例声明。", "An example statement."), BilingualText.Same("ISO 17025")], null, null);

    [Theory]
    [MemberData(nameof(Samples.Certificates.GoldenRuns), MemberType = typeof(Certificates))]
    public void Every_certificate_of_the_golden_runs_is_written_again_as_it_was(string run)
    {
        foreach (var document in Variants(Certificates.OfGolden(run)))
            Assert.Empty(Differences(DccWriter.Write(document).Value).Select(one => one.ToString()));
    }

    [Fact]
    public void So_are_notices_replacements_and_calibrations()
    {
        CertificateDocument[] documents = [Certificates.Full(), Certificates.Pile(10.2m), CalibrationTests.Certificate(new(true, 12)), CalibrationTests.Certificate(new(true), 10.2m), CalibrationTests.Certificate(new())];
        foreach (var document in documents.SelectMany(Variants))
            Assert.Empty(Differences(DccWriter.Write(document).Value).Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("<dcc:beginPerformanceDate>2026-08-21<", "<dcc:beginPerformanceDate>2026-08-01<", "administrativeData/coreData/beginPerformanceDate")]
    [InlineData("<dcc:norm>JCGM 100:2008<", "<dcc:norm>JCGM 100:2009<", "measurementResults/measurementResult/usedMethods/usedMethod[2]/norm")]
    [InlineData("<dcc:performanceLocation>other<", "<dcc:performanceLocation>laboratory<", "administrativeData/coreData/performanceLocation")]
    [InlineData("lang=\"en\">Verification Certificate<", "lang=\"en\">Calibration Certificate<", "administrativeData/statements/statement[1]/name/content[2]")]
    [InlineData("<dcc:mainSigner>false<", "<dcc:mainSigner>true<", "administrativeData/respPersons/respPerson[1]/mainSigner")]
    [InlineData("<dcc:model>SIM-AC", "<!-- approved --><dcc:model>SIM-AC", "administrativeData/items/item/#comment")]
    public void The_place_is_named(string text, string other, string path)
    {
        var xml = Encoding.UTF8.GetString(DccWriter.Write(Certificates.Pile()).Value);
        var forged = xml.Replace(text, other, StringComparison.Ordinal);
        Assert.NotEqual(xml, forged);
        Assert.Equal(path, Differences(Encoding.UTF8.GetBytes(forged))[0].Path);
    }

    [Fact]
    public void A_paper_of_an_unknown_edition_is_not_judged_by_this_one()
    {
        var xml = Encoding.UTF8.GetString(DccWriter.Write(Certificates.Pile()).Value).Replace("edition=\"1\"", "edition=\"99\"", StringComparison.Ordinal);
        var read = DccReader.Read(Encoding.UTF8.GetBytes(xml)).Value;
        Assert.Equal(("99", false), (read.Paper!.Edition, read.Paper.IsKnown));
    }

    private static CertificateDocument[] Variants(CertificateDocument document) =>
        [document, document with { Language = Language.En }, document with { Design = Bilingual }];

    private static IReadOnlyList<XmlDifference> Differences(byte[] file) => WrittenAgain.Check(file, DccReader.Read(file).Value);
}
