using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>The papers of every golden run, in both languages and bilingual, show what the verifier expects of them and nothing else: its words are those that are printed.</summary>
public sealed class EveryPaperTests
{
    private static readonly PaperDesign Bilingual = new("示例", 1, new string('a', 64), PaperLanguages.Bilingual, [new("示例声明。", "An example statement."), BilingualText.Same("ISO/IEC 17025")], null, null);

    /// <summary>Of those that end in a certificate.</summary>
    public static TheoryData<string> GoldenRuns() => [.. ProcedureCatalog.All.SelectMany(shipped => shipped.GoldenRuns).Where(path => Document(path) is not null)];

    [Theory]
    [MemberData(nameof(GoldenRuns))]
    public void Its_papers_hold(string path) => Holds(Document(path)!);

    private static CertificateDocument? Document(string path)
    {
        var procedure = ProcedureCatalog.All.Single(one => one.GoldenRuns.Contains(path)).Procedure;
        var file = RunFile.Load(ProcedureCatalog.Bytes(path));
        var state = file.Replay(procedure).Value;
        var evaluation = RunEvaluation.Of(state, file.References);
        return evaluation.IsRefused || !CertificateComposer.IsFinal(evaluation.Value)
            ? null
            : CertificateComposer.Compose(state.Plan, evaluation.Value, SampleCertificate.Particulars("MN-JD-2026-00001", Language.Zh));
    }

    [Theory]
    [InlineData("calibration", true, 12)]
    [InlineData("calibration", true, null)]
    [InlineData("calibration", false, null)]
    [InlineData("test", true, null)]
    [InlineData("test", false, null)]
    public void So_do_those_of_calibrations_and_tests(string purpose, bool states, int? months) => Holds(MethodPapers.Of(purpose, new(states, months)));

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 h, k and p.</summary>
    [Theory]
    [InlineData("calibration")]
    [InlineData("test")]
    public void So_do_those_that_state_receipt_sampling_and_results_of_others(string purpose)
    {
        Holds(MethodPapers.Of(purpose, MethodPapers.Provenance));
        Holds(MethodPapers.Of(purpose, new() { ReceivedOn = MethodPapers.Provenance.ReceivedOn }));
        Holds(MethodPapers.Of(purpose, MethodPapers.Provenance with { ReceivedOn = null, ExternalResults = null }));
    }

    /// <summary>Each on the page alone, in the certificate alone, and left out of either.</summary>
    [Fact]
    public void A_change_of_receipt_sampling_or_results_of_others_is_named()
    {
        var document = MethodPapers.Of("test", MethodPapers.Provenance);
        foreach (var (path, other) in MethodPapers.Others())
        {
            var changed = MethodPapers.Of("test", other);
            var (onPage, inXml) = (CertificateCheck.Run(SampleCertificate.Make(changed, null, SampleCertificate.Xml(document))), CertificateCheck.Run(SampleCertificate.Make(document, null, SampleCertificate.Xml(changed))));
            Assert.All([onPage, inXml], report => Assert.Equal(("parity", path), (report.Broken?.Code, report.Broken?.Where)));
        }
    }

    private static void Holds(CertificateDocument document)
    {
        foreach (var paper in new[] { document, document with { Language = Language.En }, document with { Design = Bilingual }, document with { CheckAddress = "" } })
        {
            var report = CertificateCheck.Run(SampleCertificate.Make(paper, null));
            Assert.True(report.Broken is null, string.Join("\n", report.Findings.Select(one => $"{one.Code} {one.Where} {one.Text.En}")));
        }
    }
}
