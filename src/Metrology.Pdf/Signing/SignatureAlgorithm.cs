using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Pdf.Signing;

/// <summary>Signature algorithms by their identifiers (RFC 3370, RFC 4055, RFC 5754), with SHA-2 only.</summary>
internal static class SignatureAlgorithm
{
    static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    static readonly Asn1Tag Context2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    public static HashAlgorithmName? Hash(string oid) => oid switch
    {
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Whether the value is a signature of the data; null when the algorithm is not known or does not fit the key.</summary>
    public static bool? Verify(ReadOnlyMemory<byte> identifier, HashAlgorithmName digest, ReadOnlySpan<byte> data, byte[] signature, X509Certificate2 certificate)
    {
        var sequence = new AsnReader(identifier, AsnEncodingRules.DER).ReadSequence();
        var oid = sequence.ReadObjectIdentifier();
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return oid switch
        {
            Oids.Rsa => rsa?.VerifyData(data, signature, digest, RSASignaturePadding.Pkcs1),
            Oids.RsaSha256 => rsa?.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            Oids.RsaSha384 => rsa?.VerifyData(data, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            Oids.RsaSha512 => rsa?.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            Oids.RsaPss => PssHash(sequence) is { } hash ? rsa?.VerifyData(data, signature, hash, RSASignaturePadding.Pss) : null,
            Oids.EcdsaSha256 => ecdsa?.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            Oids.EcdsaSha384 => ecdsa?.VerifyData(data, signature, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence),
            Oids.EcdsaSha512 => ecdsa?.VerifyData(data, signature, HashAlgorithmName.SHA512, DSASignatureFormat.Rfc3279DerSequence),
            _ => null,
        };
    }

    // RFC 4055 3.1; the mask uses the same hash and the salt is as long as it, as everybody writes it.
    static HashAlgorithmName? PssHash(AsnReader algorithm)
    {
        var parameters = algorithm.ReadSequence();
        var hash = parameters.ReadSequence(Context0).ReadSequence().ReadObjectIdentifier();
        var mask = parameters.ReadSequence(Context1).ReadSequence();
        var isMgf1 = mask.ReadObjectIdentifier() == Oids.Mgf1 && mask.ReadSequence().ReadObjectIdentifier() == hash;
        var hasSalt = parameters.ReadSequence(Context2).TryReadInt32(out var salt);
        int? length = hash switch { Oids.Sha256 => 32, Oids.Sha384 => 48, Oids.Sha512 => 64, _ => null };
        return isMgf1 && hasSalt && salt == length && !parameters.HasData ? Hash(hash) : null;
    }
}
