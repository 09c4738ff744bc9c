using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Testing;

namespace Metrology.Verify.Tests;

/// <summary>Papers of the methods made up for demonstrations: calibration certificates and test reports; 示例.</summary>
internal static class MethodPapers
{
    private static readonly Nameplate Nameplate = new(new Dictionary<string, string>
    {
        ["accuracyClass"] = "1",
        ["nominalVoltage"] = "220",
        ["maximumCurrent"] = "32",
        ["registerResolution"] = "0.001",
        ["pulseConstant"] = "1000",
    });

    /// <summary>What an order may state of receipt, sampling and external providers (ISO/IEC 17025:2017 7.8.2.1 h, k and p).</summary>
    public static readonly CalibrationTerms Provenance = new()
    {
        ReceivedOn = SampleCertificate.Particulars("").WorkDate.AddDays(-3),
        SampledBy = "示例丙",
        SamplingMethod = "示例计划 1",
        SampledOn = SampleCertificate.Particulars("").WorkDate.AddDays(-5),
        ExternalResults = "示例：绝缘电阻由示例实验室甲提供。",
    };

    /// <summary>One fact of them each time another, and what is named then.</summary>
    public static IEnumerable<(string Path, CalibrationTerms Terms)> Others() =>
    [
        ("cover/received-on", Provenance with { ReceivedOn = Provenance.ReceivedOn!.Value.AddDays(-1) }), ("cover/received-on", Provenance with { ReceivedOn = null }),
        ("sampling", Provenance with { SampledBy = "示例丁" }), ("sampling", Provenance with { SamplingMethod = "示例计划 2" }), ("sampling", Provenance with { SampledOn = Provenance.SampledOn!.Value.AddDays(-1) }), ("sampling", Provenance with { SampledBy = null }),
        ("external", Provenance with { ExternalResults = "示例：绝缘电阻由示例实验室乙提供。" }), ("external", Provenance with { ExternalResults = null }),
    ];

    /// <param name="purpose">"calibration" or "test".</param>
    /// <param name="terms">What was agreed with the customer.</param>
    /// <param name="template">Null for what the product sets.</param>
    public static CertificateDocument Of(string purpose, CalibrationTerms terms, CertificateTemplate? template = null)
    {
        var method = ProcedureFile.Load(File.ReadAllBytes(Repository.At("docs", "examples", $"{purpose}-method.json"))).Procedure!;
        var state = RunMachine.Begin(RunMachine.Plan(method, Nameplate, VerificationKind.First).Value).After(
            new RunEvent.Observed(Stage.Single, [.. Example.Environment().Readings.Take(2)]), new RunEvent.Accepted(null));
        while (RunMachine.Next(state) is not Directive.Finish)
            state = state.Repeat(10.05m);
        return CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, [Example.Reference]).Value, SampleCertificate.Particulars("MN-JZ-2026-00001", Language.Zh) with
        {
            Calibration = terms,
            Template = template is null ? null : new(new string('a', 64), 1, template),
        });
    }
}
