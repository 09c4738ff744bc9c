using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Reading;

namespace Metrology.Pdf.Signing;

/// <summary>An RFC 3161 time stamp over a signature value.</summary>
internal static class TimeStampToken
{
    const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    public static (DateTimeOffset? Time, IReadOnlyList<X509Certificate2> Chain, SignatureFault? Fault) Check(ReadOnlyMemory<byte> token, byte[] signature)
    {
        if (CmsSignedData.Parse(token) is not { ContentType: Oids.TimeStampInfo, Content: { } content } data)
            return (null, [], SignatureFault.Unreadable);
        if (CmsVerification.Check(data, hash => CryptographicOperations.HashData(hash, content), needsSigningCertificate: false, isStamp: true) is { } fault)
            return (null, [], fault);
        try
        {
            if (!IsForTimeStamps(data.SignerCertificate!))
                return (null, [], SignatureFault.CertificateNotForSigning);
            // 2.4.2: version, policy, imprint, serial number, time.
            var info = new AsnReader(content, AsnEncodingRules.DER).ReadSequence();
            info.ReadIntegerBytes();
            info.ReadObjectIdentifier();
            var imprint = info.ReadSequence();
            var algorithm = SignatureAlgorithm.Hash(imprint.ReadSequence().ReadObjectIdentifier());
            if (algorithm is not { } hash || !CryptographicOperations.HashData(hash, signature).AsSpan().SequenceEqual(imprint.ReadOctetString()))
                return (null, [], SignatureFault.ContentChanged);
            info.ReadIntegerBytes();
            return (info.ReadGeneralizedTime(), [data.SignerCertificate!, .. data.Certificates.Where(other => !ReferenceEquals(other, data.SignerCertificate))], null);
        }
        catch (Exception error) when (CmsVerification.IsOfContent(error))
        {
            return (null, [], SignatureFault.Unreadable);
        }
    }

    static bool IsForTimeStamps(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == TimeStamping));
}
