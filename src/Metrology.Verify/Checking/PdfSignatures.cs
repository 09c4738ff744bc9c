using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Findings on the signatures of the pages.</summary>
internal static class PdfSignatures
{
    /// <param name="trusted">Certificates of those who may have signed; empty when the user gave none.</param>
    public static IEnumerable<CheckFinding> Check(IReadOnlyList<ReadSignature> signatures, IReadOnlyList<X509Certificate2> trusted)
    {
        if (signatures.Count == 0)
        {
            yield return new(
                "signature.missing", "", new("文件没有签名：内容可以核对，但不能证明由谁签发。请在签发机构的查询页核对。", "The file is not signed: its content can be checked, but not who issued it. Use the check page of the institution."),
                IsBroken: trusted.Count > 0);
        }

        foreach (var signature in signatures)
        {
            foreach (var fault in signature.Faults)
                yield return new($"signature.{KebabCase.Of(fault)}", signature.FieldName, Of(fault));
            foreach (var change in signature.LaterChanges.Take(3))
            {
                yield return new(
                    "signature.changed-later", $"{signature.FieldName}, object {change.ObjectNumber}",
                    new($"签名之后文件又被改动：{change.What}", $"The file was changed after it was signed: {change.What}"));
            }

            if (signature.LaterPictures is [var picture, ..])
                yield return Drawn(signature, picture, trusted.Count == 0);
            if (trusted.Count > 0 && signature.IsGood && !IsTrusted(signature, trusted))
            {
                yield return new(
                    "signature.not-trusted", signature.FieldName,
                    new($"签名人「{signature.Certificate?.Subject}」不是您给出的可信证书。", $"The signer “{signature.Certificate?.Subject}” does not lead to a certificate that you trust."));
            }
        }
    }

    /// <summary>A picture may cover what was signed. Who is trusted to sign is trusted with his seal; a stranger is not.</summary>
    private static CheckFinding Drawn(ReadSignature signature, LaterPicture picture, bool isBroken)
    {
        var (width, height) = ((int)Math.Round(picture.Width * 25.4 / 72), (int)Math.Round(picture.Height * 25.4 / 72));
        return new(
            "signature.drawn", $"{signature.FieldName}, object {picture.ObjectNumber}",
            new(
                $"之后的签名在页面上画了图（{width} × {height} 毫米），可能遮住内容，未作比较。" + (isBroken ? "如确为签章服务所盖，请用 --trust 给出其证书。" : ""),
                $"A later signature draws on the page ({width} × {height} mm); it may cover something, and nothing compares it." + (isBroken ? " If it is the seal of a seal service, give its certificate with --trust." : "")),
            isBroken);
    }

    public static bool IsTrusted(ReadSignature signature, IReadOnlyList<X509Certificate2> trusted) =>
        signature.Certificate is { } own && trusted.Any(one => one.RawData.AsSpan().SequenceEqual(own.RawData))
        || signature.CheckChain(trusted, signature.StampedTime ?? signature.Time ?? DateTimeOffset.UnixEpoch).IsTrusted;

    /// <summary>The same of whoever stamped it.</summary>
    public static bool IsStampTrusted(ReadSignature signature, IReadOnlyList<X509Certificate2> trusted) =>
        signature is { StampedTime: { } at, StampCertificates: [var own, ..] }
        && (trusted.Any(one => one.RawData.AsSpan().SequenceEqual(own.RawData)) || signature.CheckStampChain(trusted, at).IsTrusted);

    internal static BilingualText Of(SignatureFault fault) => fault switch
    {
        SignatureFault.RangeWrong => new("签名没有覆盖整个文件。", "The signature does not cover the whole file."),
        SignatureFault.KindUnknown => new("签名的种类不受支持。", "The kind of the signature is not supported."),
        SignatureFault.Unreadable => new("签名的结构无法读取。", "The signature cannot be read."),
        SignatureFault.AlgorithmUnknown => new(
            "签名的算法或密钥不受支持或过弱（支持 2048 位以上的 RSA 和 P-256、P-384、P-521 上的 ECDSA）。",
            "The algorithm or the key of the signature is not supported, or too weak (RSA of 2048 bits or more, and ECDSA on P-256, P-384 and P-521 are)."),
        SignatureFault.CertificateMissing => new("签名不带签名人的证书。", "The signature carries no certificate of its signer."),
        SignatureFault.AttributesWrong => new("签名的属性缺失或属于别的内容。", "The attributes of the signature are missing, or of other content."),
        SignatureFault.ContentChanged => new("文件在签名之后被改动。", "The file was changed after it was signed."),
        SignatureFault.ValueWrong => new("签名不是用所附证书的密钥作出的。", "The signature was not made with the key of its certificate."),
        SignatureFault.CertificateNotNamed => new("签名没有指明签名人的证书。", "The signature does not name the certificate of its signer."),
        SignatureFault.CertificateNotForSigning => new("签名证书不能用于签名。", "The certificate is not for signing."),
        SignatureFault.CertificateOutOfDate => new("签名时签名证书不在有效期内。", "The certificate was not valid at the time of signing."),
        SignatureFault.TimeStampWrong => new("时间戳不属于这个签名。", "The time stamp is not one of this signature."),
    };
}
