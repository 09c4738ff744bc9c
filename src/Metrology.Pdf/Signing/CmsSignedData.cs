using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>A CMS SignedData of one signer, as it was read (RFC 5652 5.1).</summary>
internal sealed class CmsSignedData
{
    const int MaximumCertificates = 32;

    static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    CmsSignedData(AsnReader reader)
    {
        var info = reader.ReadSequence();
        if (info.ReadObjectIdentifier() != Oids.SignedData)
            throw new AsnContentException("The content is not signed data.");
        var sequence = info.ReadSequence(Context0).ReadSequence();
        sequence.ReadIntegerBytes();
        sequence.ReadSetOf(skipSortOrderValidation: true);
        var content = sequence.ReadSequence();
        ContentType = content.ReadObjectIdentifier();
        if (content.HasData)
            Content = content.ReadSequence(Context0).ReadOctetString();
        if (sequence.PeekTag().HasSameClassAndValue(Context0))
            Certificates = ReadCertificates(sequence.ReadSetOf(skipSortOrderValidation: true, Context0));
        if (sequence.PeekTag().HasSameClassAndValue(Context1))
            sequence.ReadEncodedValue();
        var signers = sequence.ReadSetOf(skipSortOrderValidation: true);
        Signer = CmsSigner.Read(signers);
        signers.ThrowIfNotEmpty();
        SignerCertificate = Certificates.FirstOrDefault(Signer.IsSignedBy);
        sequence.ThrowIfNotEmpty();
    }

    public string ContentType { get; }

    /// <summary>The content when it is inside; null when it is detached.</summary>
    public byte[]? Content { get; }

    public IReadOnlyList<X509Certificate2> Certificates { get; } = [];

    public CmsSigner Signer { get; }

    public X509Certificate2? SignerCertificate { get; }

    /// <summary>Null when the bytes are no such structure, or when anything but zeros follows it.</summary>
    public static CmsSignedData? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(bytes.Span, AsnEncodingRules.DER, out _, out _, out var length);
            return bytes.Span[length..].ContainsAnyExcept((byte)0) ? null : new CmsSignedData(new AsnReader(bytes[..length], AsnEncodingRules.DER));
        }
        catch (Exception error) when (CmsVerification.IsOfContent(error))
        {
            return null;
        }
    }

    static List<X509Certificate2> ReadCertificates(AsnReader set)
    {
        var certificates = new List<X509Certificate2>();
        while (set.HasData)
        {
            var encoded = set.ReadEncodedValue();
            if (certificates.Count == MaximumCertificates)
                throw new CryptographicException("There are too many certificates.");
            var certificate = X509CertificateLoader.LoadCertificate(encoded.Span);
            // The framework decodes the dates late; they must not fail where nobody expects it.
            if (certificate.NotBefore > certificate.NotAfter)
                throw new CryptographicException("A certificate ends before it begins.");
            certificates.Add(certificate);
        }
        return certificates;
    }
}
