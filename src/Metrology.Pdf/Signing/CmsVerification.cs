using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Reading;

namespace Metrology.Pdf.Signing;

/// <summary>Whether a CMS signature is one over the content, by the certificate it names (RFC 5652 5.4, 5.6; RFC 5035).</summary>
internal static class CmsVerification
{
    /// <summary>The exceptions by which the framework says that bytes from outside are wrong.</summary>
    public static bool IsOfContent(Exception error) =>
        error is AsnContentException or CryptographicException or ArgumentException or FormatException or OverflowException or NotSupportedException;

    /// <summary>The first fault, or null.</summary>
    /// <param name="data">The signature as it was read.</param>
    /// <param name="digestOf">The digest of the content by the algorithm that is named.</param>
    /// <param name="needsSigningCertificate">CAdES and PAdES want the attribute; a time stamp of another kind may go without.</param>
    /// <param name="isStamp">The keys of time stamp authorities are taken as they are; those of signers are not (<see cref="SignerKey"/>).</param>
    public static SignatureFault? Check(CmsSignedData data, Func<HashAlgorithmName, byte[]> digestOf, bool needsSigningCertificate, bool isStamp = false)
    {
        try
        {
            return data.SignerCertificate is { } certificate ? Check(data, certificate, digestOf, needsSigningCertificate, isStamp) : SignatureFault.CertificateMissing;
        }
        catch (Exception error) when (IsOfContent(error))
        {
            return SignatureFault.Unreadable;
        }
    }

    static SignatureFault? Check(CmsSignedData data, X509Certificate2 certificate, Func<HashAlgorithmName, byte[]> digestOf, bool needsSigningCertificate, bool isStamp)
    {
        var signer = data.Signer;
        if (SignatureAlgorithm.Hash(signer.DigestAlgorithm) is not { } hash)
            return SignatureFault.AlgorithmUnknown;
        if (signer.SignedAttributes is not { } attributes
            || signer.Attribute(Oids.MessageDigest) is not { } digest
            || signer.Attribute(Oids.ContentType) is not { } type
            || new AsnReader(type, AsnEncodingRules.DER).ReadObjectIdentifier() != data.ContentType)
            return SignatureFault.AttributesWrong;
        if (!new AsnReader(digest, AsnEncodingRules.DER).ReadOctetString().AsSpan().SequenceEqual(digestOf(hash)))
            return SignatureFault.ContentChanged;
        var signed = attributes.ToArray();
        signed[0] = 0x31;
        if ((!isStamp && !SignerKey.IsJudged(certificate)) || SignatureAlgorithm.Verify(signer.SignatureAlgorithm, hash, signed, signer.Signature, certificate) is not { } isGood)
            return SignatureFault.AlgorithmUnknown;
        if (!isGood)
            return SignatureFault.ValueWrong;
        var named = signer.Attribute(Oids.SigningCertificateV2);
        return named is null && !needsSigningCertificate || named is { } attribute && Names(attribute, certificate) ? null : SignatureFault.CertificateNotNamed;
    }

    // RFC 5035 3: the first ESSCertIDv2 is the signer's.
    static bool Names(ReadOnlyMemory<byte> attribute, X509Certificate2 certificate)
    {
        var identifier = new AsnReader(attribute, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
        var hash = HashAlgorithmName.SHA256;
        if (identifier.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            if (SignatureAlgorithm.Hash(identifier.ReadSequence().ReadObjectIdentifier()) is not { } named)
                return false;
            hash = named;
        }
        return CryptographicOperations.HashData(hash, certificate.RawData).AsSpan().SequenceEqual(identifier.ReadOctetString());
    }
}
