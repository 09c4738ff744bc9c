using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Testing;
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
    public void So_do_those_of_calibrations_and_tests(string purpose, bool states, int? months) => Holds(OfMethod(purpose, new(states, months)));

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 h, k and p.</summary>
    [Theory]
    [InlineData("calibration")]
    [InlineData("test")]
    public void So_do_those_that_state_receipt_sampling_and_results_of_others(string purpose)
    {
        Holds(OfMethod(purpose, Provenance));
        Holds(OfMethod(purpose, new() { ReceivedOn = Provenance.ReceivedOn }));
        Holds(OfMethod(purpose, Provenance with { ReceivedOn = null, ExternalResults = null }));
    }

    /// <summary>Each on the page alone, in the certificate alone, and left out of either.</summary>
    [Fact]
    public void A_change_of_receipt_sampling_or_results_of_others_is_named()
    {
        var document = OfMethod("test", Provenance);
        foreach (var (path, other) in Others())
        {
            var changed = OfMethod("test", other);
            var (onPage, inXml) = (CertificateCheck.Run(SampleCertificate.Make(changed, null, SampleCertificate.Xml(document))), CertificateCheck.Run(SampleCertificate.Make(document, null, SampleCertificate.Xml(changed))));
            Assert.All([onPage, inXml], report => Assert.Equal(("parity", path), (report.Broken?.Code, report.Broken?.Where)));
        }
    }

    internal static IEnumerable<(string Path, CalibrationTerms Terms)> Others() =>
    [
        ("cover/received-on", Provenance with { ReceivedOn = Provenance.ReceivedOn!.Value.AddDays(-1) }), ("cover/received-on", Provenance with { ReceivedOn = null }),
        ("sampling", Provenance with { SampledBy = "示例丁" }), ("sampling", Provenance with { SamplingMethod = "示例计划 2" }), ("sampling", Provenance with { SampledOn = Provenance.SampledOn!.Value.AddDays(-1) }), ("sampling", Provenance with { SampledBy = null }),
        ("external", Provenance with { ExternalResults = "示例：绝缘电阻由示例实验室乙提供。" }), ("external", Provenance with { ExternalResults = null }),
    ];

    internal static readonly CalibrationTerms Provenance = new()
    {
        ReceivedOn = SampleCertificate.Particulars("").WorkDate.AddDays(-3),
        SampledBy = "示例丙",
        SamplingMethod = "示例计划 1",
        SampledOn = SampleCertificate.Particulars("").WorkDate.AddDays(-5),
        ExternalResults = "示例：绝缘电阻由示例实验室甲提供。",
    };

    internal static CertificateDocument OfMethod(string purpose, CalibrationTerms terms)
    {
        var method = ProcedureFile.Load(File.ReadAllBytes(Repository.At("docs", "examples", $"{purpose}-method.json"))).Procedure!;
        var state = RunMachine.Begin(RunMachine.Plan(method, Nameplate, VerificationKind.First).Value).After(
            new RunEvent.Observed(Stage.Single, [.. Example.Environment().Readings.Take(2)]), new RunEvent.Accepted(null));
        while (RunMachine.Next(state) is not Directive.Finish)
            state = state.Repeat(10.05m);
        var evaluation = RunEvaluation.Of(state, [Example.Reference]).Value;
        return CertificateComposer.Compose(state.Plan, evaluation, SampleCertificate.Particulars("MN-JZ-2026-00001", Language.Zh) with { Calibration = terms });
    }

    private static readonly Nameplate Nameplate = new(new Dictionary<string, string>
    {
        ["accuracyClass"] = "1",
        ["nominalVoltage"] = "220",
        ["maximumCurrent"] = "32",
        ["registerResolution"] = "0.001",
        ["pulseConstant"] = "1000",
    });

    private static void Holds(CertificateDocument document)
    {
        foreach (var paper in new[] { document, document with { Language = Language.En }, document with { Design = Bilingual }, document with { CheckAddress = "" } })
        {
            var report = CertificateCheck.Run(SampleCertificate.Make(paper, null));
            Assert.True(report.Broken is null, string.Join("\n", report.Findings.Select(one => $"{one.Code} {one.Where} {one.Text.En}")));
        }
    }
}
