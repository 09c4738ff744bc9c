using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>
/// A detached CMS SignedData (RFC 5652) with the attributes of a CAdES baseline signature (ETSI EN 319 122-1 clause 5): content-type,
/// message-digest and ESS signing-certificate-v2. The signing time of a PDF stands in its dictionary, as ETSI EN 319 142-1 6.3 wants it; elsewhere it is an attribute.
/// </summary>
internal static class CmsWriter
{
    static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    static readonly Asn1Tag Context2 = new(TagClass.ContextSpecific, 2, isConstructed: true);
    static readonly Asn1Tag Context4 = new(TagClass.ContextSpecific, 4, isConstructed: true);

    /// <summary>The SET OF attributes whose digest is signed (RFC 5652 5.4).</summary>
    public static byte[] SignedAttributes(byte[] contentDigest, X509Certificate2 signer, DateTimeOffset? signingTime = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, Oids.ContentType, () => writer.WriteObjectIdentifier(Oids.Data));
            if (signingTime is { } time)
                Attribute(writer, Oids.SigningTime, () => Time(writer, time));
            Attribute(writer, Oids.MessageDigest, () => writer.WriteOctetString(contentDigest));
            Attribute(writer, Oids.SigningCertificateV2, () => SigningCertificate(writer, signer));
        }
        return writer.Encode();
    }

    public static byte[] SignedData(ISigner signer, byte[] signedAttributes, byte[] signature, ReadOnlyMemory<byte>? timeStamp)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(Context0))
            using (writer.PushSequence())
            {
                // 5.1: version 1 with data and an issuer and serial number as identifier.
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                    Digest(writer);
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Oids.Data);
                using (writer.PushSetOf(Context0))
                    foreach (var certificate in signer.Chain)
                        writer.WriteEncodedValue(certificate.RawData);
                using (writer.PushSetOf())
                    SignerInfo(writer, signer, (signedAttributes, signature), timeStamp);
            }
        }
        return writer.Encode();
    }

    static void SignerInfo(AsnWriter writer, ISigner signer, (byte[] Attributes, byte[] Value) signed, ReadOnlyMemory<byte>? timeStamp)
    {
        using var sequence = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
            IssuerAndSerial(writer, signer.Chain[0]);
        Digest(writer);
        // [0] IMPLICIT: the same bytes under another tag.
        var attributes = signed.Attributes.ToArray();
        attributes[0] = 0xA0;
        writer.WriteEncodedValue(attributes);
        Algorithm(writer, signer.Scheme);
        writer.WriteOctetString(signed.Value);
        if (timeStamp is { } token)
            using (writer.PushSetOf(Context1))
                Attribute(writer, Oids.TimeStampToken, () => writer.WriteEncodedValue(token.Span));
    }

    // RFC 5652 11.3: UTCTime until 2049.
    static void Time(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year < 2050)
            writer.WriteUtcTime(time);
        else
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    static void Attribute(AsnWriter writer, string oid, Action value)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
        using (writer.PushSetOf())
            value();
    }

    // RFC 5035: SHA-256 is the default of ESSCertIDv2 and therefore not written.
    static void SigningCertificate(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(Context4))
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }
    }

    static void IssuerAndSerial(AsnWriter writer, X509Certificate2 certificate)
    {
        writer.WriteEncodedValue(certificate.IssuerName.RawData);
        writer.WriteInteger(certificate.SerialNumberBytes.Span);
    }

    static void Digest(AsnWriter writer)
    {
        using var sequence = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.Sha256);
    }

    static void Algorithm(AsnWriter writer, SignatureScheme scheme)
    {
        using var sequence = writer.PushSequence();
        switch (scheme)
        {
            case SignatureScheme.RsaPkcs1:
                writer.WriteObjectIdentifier(Oids.Rsa);
                writer.WriteNull();
                break;
            case SignatureScheme.EcdsaP256:
                writer.WriteObjectIdentifier(Oids.EcdsaSha256);
                break;
            case SignatureScheme.RsaPss:
                writer.WriteObjectIdentifier(Oids.RsaPss);
                PssParameters(writer);
                break;
        }
    }

    // RFC 4055 3.1.
    static void PssParameters(AsnWriter writer)
    {
        using var parameters = writer.PushSequence();
        using (writer.PushSequence(Context0))
            Digest(writer);
        using (writer.PushSequence(Context1))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.Mgf1);
            Digest(writer);
        }
        using (writer.PushSequence(Context2))
            writer.WriteInteger(SHA256.HashSizeInBytes);
    }
}
