using System.Security.Cryptography.X509Certificates;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Signing;

namespace Metrology.Verify.Checking;

/// <summary>A bundle from its bytes to its digital certificates: who signed it, every result again, every certificate again.</summary>
/// <param name="Result">With every difference, those of certificates last.</param>
/// <param name="Rebuilt">Numbers of the certificates whose XML came out byte for byte.</param>
/// <param name="Findings">On signatures.</param>
public sealed record BundleReading(Recomputation Result, BundleSigning Signing, IReadOnlyList<string> Rebuilt, IReadOnlyList<CheckFinding> Findings)
{
    public bool Agrees => Result.Agrees && !Findings.Any(one => one.IsBroken);

    /// <param name="trusted">Certificates of those who may have signed; empty when the user named nobody.</param>
    public static BundleReading Of(BundleContent content, IReadOnlyList<X509Certificate2> trusted)
    {
        var (word, findings) = BundleSigning.Check(content.Bundle, content.Manifest, trusted);
        var result = Recompute.Run(content, TranscriptCodecs.All);
        var certificates = content.Certificates.Select(one => (one.Parts, Differences: RebuiltDcc.Differences(result, one))).ToList();
        return new(
            result with { Differences = [.. result.Differences, .. certificates.SelectMany(one => one.Differences)] }, word,
            [.. certificates.Where(one => one.Parts.Dcc is not null && result.Evaluation is not null && one.Differences.Count == 0).Select(one => one.Parts.Number)],
            [.. findings, .. certificates.SelectMany(one => OtherSigner(one.Parts, word.Signer))]);
    }

    /// <summary>An institution may have a new key since; a reader must not overlook it all the same.</summary>
    private static IEnumerable<CheckFinding> OtherSigner(BundledCertificate one, X509Certificate2? signer)
    {
        if (signer is null || one.Dcc is null || DccSignature.Check(one.Dcc) is not { IsRefused: false, Value: var reports } || reports.All(report => report.Signer.RawData.AsSpan().SequenceEqual(signer.RawData)))
            yield break;
        var subject = reports[0].Signer.Subject;
        yield return new(
            "bundle-signature.different-signers", one.DccName,
            new($"数字校准证书由「{subject}」签名，记录包由「{signer.Subject}」的另一证书签名。请确认两者是同一机构。", $"The digital certificate is signed by “{subject}” and the bundle with another certificate, of “{signer.Subject}”. Make sure that both are the institution."),
            IsBroken: false);
    }
}
