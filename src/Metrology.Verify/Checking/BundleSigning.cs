using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Who vouches for a bundle.</summary>
/// <param name="Signer">Null when nobody signed, or the signature does not hold.</param>
/// <param name="SignedAt">As the signer claims.</param>
/// <param name="IsTrusted">Null when the user named nobody whom he trusts.</param>
public sealed record BundleSigning(X509Certificate2? Signer, DateTimeOffset? SignedAt, bool? IsTrusted)
{
    private const string Where = RecordBundle.SignatureName;

    /// <summary>The signature over the manifest, and what is wrong with it.</summary>
    internal static (BundleSigning Word, IReadOnlyList<CheckFinding> Findings) Check(RecordBundle bundle, RecordManifest manifest, IReadOnlyList<X509Certificate2> trusted)
    {
        if (bundle.Signature is not { } signature)
            return (new(null, null, null), [manifest.Signature?.Certificate is null ? Unsigned(manifest, trusted.Count > 0) : Removed(manifest.Signature.Subject!)]);
        var read = DetachedSignature.Read(signature, bundle.Manifest);
        if (read.Fault is { } fault)
            return (new(null, null, null), [new($"bundle-signature.{KebabCase.Of(fault)}", fault == SignatureFault.ContentChanged ? RecordBundle.ManifestName : Where, PdfSignatures.Of(fault))]);
        var own = read.Certificate!;
        var word = new BundleSigning(own, read.Time, trusted.Count == 0 ? null : IsTrustedBy(read, trusted));
        if (manifest.Signature?.Certificate != own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant())
            return (word, [OtherKey(own, manifest.Signature?.Subject)]);
        return (word, word.IsTrusted == false ? [NotTrusted(own)] : []);
    }

    private static bool IsTrustedBy(DetachedSignature read, IReadOnlyList<X509Certificate2> trusted) =>
        trusted.Any(one => one.RawData.AsSpan().SequenceEqual(read.Certificate!.RawData))
        || ReadSignature.CheckChain(read.Certificate, read.Certificates, trusted, read.Time ?? DateTimeOffset.UnixEpoch).IsTrusted;

    private static CheckFinding Unsigned(RecordManifest manifest, bool isBroken) => new(
        "bundle-signature.missing", Where,
        new(
            $"记录包没有签名（{manifest.Signature?.WhyNot ?? manifest.Format}）：内容前后相符与否可以核对，但不能证明由谁导出。",
            $"The bundle is not signed ({manifest.Signature?.WhyNot ?? manifest.Format}): whether it agrees with itself can be checked, but not who exported it."),
        isBroken);

    private static CheckFinding Removed(string subject) => new(
        "bundle-signature.removed", Where,
        new($"清单写明由「{subject}」签名，但签名被去掉了。请向出具机构索取原件。", $"The manifest says that “{subject}” signed it, and the signature was taken away. Ask the issuer for the original."));

    private static CheckFinding OtherKey(X509Certificate2 own, string? named) => new(
        "bundle-signature.other-key", Where,
        new($"清单写明的签名人是「{named ?? "无"}」，签名却由「{own.Subject}」的另一证书作出。", $"The manifest names “{named ?? "nobody"}” as signer, and the signature was made with another certificate, of “{own.Subject}”."));

    private static CheckFinding NotTrusted(X509Certificate2 own) => new(
        "bundle-signature.not-trusted", Where,
        new($"记录包的签名人「{own.Subject}」不是您给出的可信证书。", $"The signer of the bundle, “{own.Subject}”, does not lead to a certificate that you trust."));
}
