using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;
using Metrology.Testing;

namespace Metrology.Verify.Tests;

/// <summary>Papers by the example methods, with what an order may state of receipt, sampling and external providers.</summary>
internal static class SamplePaper
{
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
}
