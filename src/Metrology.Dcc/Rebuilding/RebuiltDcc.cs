using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Dcc.Signing;
using Metrology.Dcc.Writing;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Rebuilding;

/// <summary>
/// Computed results and what a bundle says of an issued certificate → its digital certificate once more, compared byte for byte with the one that was issued, less its
/// signature. That one is checked for itself.
/// </summary>
public static class RebuiltDcc
{
    /// <summary>What differs, the first thing of the file first; empty when it is the same.</summary>
    /// <param name="result">Of computing the record again; without results nothing can be written.</param>
    /// <param name="issued">The certificate.</param>
    public static IReadOnlyList<BundleDifference> Differences(Recomputation result, IssuedFacts issued)
    {
        if (result is not { Plan: { } plan, Evaluation: { } evaluation })
            return [];
        if (issued.Facts.Dcc is { } edition && edition != new DccEdition(DccWriter.Version, DccWriter.Edition))
            return [new($"{issued.Parts.ParticularsName}: dcc", $"{DccWriter.Version}, edition {DccWriter.Edition}", $"{edition.Schema}, edition {edition.Writer}")];
        if (Written(plan, evaluation, issued.Facts.Particulars) is not { } written)
            return [new(issued.Parts.ParticularsName, "particulars of a certificate that follows from the results", null)];
        return (written.IsRefused, issued.Parts.Dcc) switch
        {
            (true, null) => [],
            (true, _) => [new(issued.Parts.DccName, null, written.Refusal!.Text.En)],
            (false, null) => [new(issued.Parts.DccName, "a digital certificate", null)],
            (false, { } kept) => [.. Signature(issued.Parts.DccName, kept), .. Compared(issued.Parts.DccName, written.Value, kept)],
        };
    }

    /// <summary>Null when the particulars make no certificate.</summary>
    private static Outcome<byte[]>? Written(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars)
    {
        try
        {
            if (!CertificateComposer.IsFinal(plan, evaluation, particulars.Calibration))
                return null;
            return DccWriter.Write(CertificateComposer.Compose(plan, evaluation, particulars));
        }
        catch (ArgumentException)
        {
            // A day beyond the calendar, for example: a stranger wrote these.
            return null;
        }
    }

    private static IEnumerable<BundleDifference> Signature(string name, byte[] kept)
    {
        if (DccSignature.Check(kept).Refusal is { } refusal && refusal.Code != "signature.missing")
            yield return new($"{name}: {refusal.Code}", "a signature that holds", refusal.Text.En);
    }

    private static IEnumerable<BundleDifference> Compared(string name, byte[] written, byte[] kept)
    {
        var unsigned = DccSignature.Unsigned(kept);
        if (unsigned.Span.SequenceEqual(written))
            return [];
        if (SafeXml.Load(unsigned) is { IsRefused: false, Value: var found } && XmlDifferences.Between(SafeXml.Load(written).Value.DocumentElement!, found.DocumentElement!) is [var first, ..])
            return [new($"{name}: {first.Path}", first.Expected, first.Found)];
        return [new($"{name}: byte {unsigned.Span.CommonPrefixLength(written)}", "the bytes that follow from the record", "other bytes")];
    }
}
