using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Traceability;

namespace Metrology.Dcc.Linting;

/// <summary>U of a calibration against what the laboratory is granted.</summary>
internal static class CapabilityLint
{
    public static void Check(FindingList findings, CertificateDocument document, LintBasis basis)
    {
        if (document.Kind != CertificateKind.CalibrationCertificate)
            return;
        foreach (var stated in basis.Stated)
            Check(findings, stated, basis.Capabilities);
    }

    private static void Check(FindingList findings, StatedUncertainty stated, IReadOnlyList<MeasuringCapability> capabilities)
    {
        var unit = Units.Find(stated.Unit);
        Quantity? value = stated.Measurand is { } measurand && stated.At.TryGetValue(measurand, out var at) ? at : null;
        var compared = capabilities.Where(one => one.Covers(stated.Measurand, stated.At) == true)
            .Select(one => (Capability: one, Standard: unit is null ? null : one.StandardIn(unit, value))).Where(one => one.Standard is not null).ToList();
        if (compared.Count == 0)
        {
            findings.Add(
                LintRules.CapabilityMissing, stated.Id, $"「{stated.Label.Zh}」没有登记相应的校准和测量能力（CMC），无法核对 U。请在“校准和测量能力”中登记。",
                $"No calibration and measurement capability (CMC) is registered for “{stated.Label.En}”, so its U was not compared. Register it under “Capabilities”.");
            return;
        }

        // The laboratory may rely on any that covers the point, so on the smallest.
        var (best, smallest) = compared.MinBy(one => one.Standard);
        if (stated.Digits / stated.CoverageFactor >= smallest * (1m - Rounding))
            return;
        var granted = $"{Text(best.Uncertainty)} {best.Unit.Symbol} (k = {Text(best.CoverageFactor)})";
        findings.Add(
            LintRules.BelowCapability, stated.Id,
            $"「{stated.Label.Zh}」的 U = {Text(stated.Digits)} {stated.Unit} (k = {Text(stated.CoverageFactor)}) 小于本实验室的校准和测量能力 {granted}（{best.Source}）。请核对不确定度评定；能力确已提高时请先登记。",
            $"U = {Text(stated.Digits)} {stated.Unit} (k = {Text(stated.CoverageFactor)}) of “{stated.Label.En}” is below the laboratory's capability {granted} ({best.Source}). Check the budget; if the capability has improved, register it first.");
    }

    /// <summary>Units whose factors have no finite decimal make equal uncertainties differ in their last digits.</summary>
    private const decimal Rounding = 1e-12m;

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
