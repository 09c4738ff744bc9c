using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>One signer of a CMS SignedData, as it was read (RFC 5652 5.3).</summary>
internal sealed class CmsSigner
{
    static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);

    readonly Dictionary<string, ReadOnlyMemory<byte>> attributes = [];

    CmsSigner(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        sequence.ReadIntegerBytes();
        if (sequence.PeekTag().HasSameClassAndValue(KeyIdentifierTag))
            KeyIdentifier = sequence.ReadOctetString(KeyIdentifierTag);
        else
            ReadIdentity(sequence.ReadSequence());
        DigestAlgorithm = sequence.ReadSequence().ReadObjectIdentifier();
        if (sequence.PeekTag().HasSameClassAndValue(Context0))
        {
            SignedAttributes = sequence.PeekEncodedValue();
            ReadAttributes(sequence.ReadSetOf(skipSortOrderValidation: true, Context0), attributes);
        }
        SignatureAlgorithm = sequence.ReadEncodedValue();
        Signature = sequence.ReadOctetString();
        if (sequence.HasData)
        {
            var unsigned = new Dictionary<string, ReadOnlyMemory<byte>>();
            ReadAttributes(sequence.ReadSetOf(skipSortOrderValidation: true, Context1), unsigned);
            TimeStamp = Find(unsigned, Oids.TimeStampToken);
        }
        sequence.ThrowIfNotEmpty();
    }

    public string DigestAlgorithm { get; }

    /// <summary>The attributes as they stand, under their tag [0]; null when there are none.</summary>
    public ReadOnlyMemory<byte>? SignedAttributes { get; }

    public ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    public byte[] Signature { get; }

    public ReadOnlyMemory<byte>? TimeStamp { get; }

    byte[]? KeyIdentifier { get; }

    ReadOnlyMemory<byte> Issuer { get; set; }

    ReadOnlyMemory<byte> Serial { get; set; }

    public static CmsSigner Read(AsnReader reader) => new(reader);

    /// <summary>The one value of a signed attribute, or null.</summary>
    public ReadOnlyMemory<byte>? Attribute(string oid) => Find(attributes, oid);

    public bool IsSignedBy(X509Certificate2 certificate)
    {
        if (KeyIdentifier is not null)
            return certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any(identifier => identifier.SubjectKeyIdentifierBytes.Span.SequenceEqual(KeyIdentifier));
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(Issuer.Span) && certificate.SerialNumberBytes.Span.SequenceEqual(Serial.Span);
    }

    void ReadIdentity(AsnReader identity)
    {
        Issuer = identity.ReadEncodedValue();
        Serial = identity.ReadIntegerBytes();
        identity.ThrowIfNotEmpty();
    }

    // Not "? value : null": null would become an empty memory by way of an array.
    static ReadOnlyMemory<byte>? Find(Dictionary<string, ReadOnlyMemory<byte>> attributes, string oid)
    {
        if (attributes.TryGetValue(oid, out var value))
            return value;
        return null;
    }

    // 5.3, 11: an attribute stands once and the ones known here have one value.
    static void ReadAttributes(AsnReader set, Dictionary<string, ReadOnlyMemory<byte>> attributes)
    {
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            var value = values.HasData ? values.ReadEncodedValue() : throw new AsnContentException("An attribute has no value.");
            if (!attributes.TryAdd(oid, value) || values.HasData)
                throw new AsnContentException("An attribute stands twice.");
        }
    }
}
