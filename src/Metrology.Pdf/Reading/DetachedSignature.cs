using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Signing;

namespace Metrology.Pdf.Reading;

/// <summary>A detached CMS signature over bytes that stand elsewhere, checked. Whom the certificate belongs to is another question.</summary>
/// <param name="Certificate">The signer's; null when it is not inside.</param>
/// <param name="Certificates">All that came with the signature.</param>
/// <param name="Time">The time of signing that the signer claims.</param>
/// <param name="Fault">The first thing that is wrong, or null.</param>
public sealed record DetachedSignature(X509Certificate2? Certificate, IReadOnlyList<X509Certificate2> Certificates, DateTimeOffset? Time, SignatureFault? Fault)
{
    public static DetachedSignature Read(ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> content)
    {
        if (CmsSignedData.Parse(signature) is not { } data)
            return new(null, [], null, SignatureFault.Unreadable);
        if (data.Content is not null || data.ContentType != Oids.Data)
            return new(data.SignerCertificate, data.Certificates, null, SignatureFault.AttributesWrong);
        var fault = CmsVerification.Check(data, hash => CryptographicOperations.HashData(hash, content.Span), needsSigningCertificate: true);
        var time = TimeOf(data.Signer);
        return new(data.SignerCertificate, data.Certificates, time, fault ?? Unfit(data.SignerCertificate, time));
    }

    static SignatureFault? Unfit(X509Certificate2? certificate, DateTimeOffset? time)
    {
        if (certificate is null)
            return SignatureFault.CertificateMissing;
        if (!SigningChecks.IsForSigning(certificate))
            return SignatureFault.CertificateNotForSigning;
        return time is { } moment && (moment < certificate.NotBefore || moment > certificate.NotAfter) ? SignatureFault.CertificateOutOfDate : null;
    }

    static DateTimeOffset? TimeOf(CmsSigner signer)
    {
        if (signer.Attribute(Oids.SigningTime) is not { } value)
            return null;
        try
        {
            var reader = new AsnReader(value, AsnEncodingRules.DER);
            return reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
        }
        catch (Exception error) when (CmsVerification.IsOfContent(error))
        {
            return null;
        }
    }
}
