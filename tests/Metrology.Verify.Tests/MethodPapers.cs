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
