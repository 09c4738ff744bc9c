using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Reading;

namespace Metrology.Pdf.Signing;

/// <summary>
/// Signs PDF files with PAdES-B-B signatures (ETSI EN 319 142-1, sub-filter ETSI.CAdES.detached). Everything the file held stays byte for
/// byte; the signature is appended, and so is a second one.
/// </summary>
public static class PdfSigning
{
    // Attributes and algorithm identifiers; the certificates, the issuer's name twice and the signature value come to it. Then a time-stamp token with its certificates.
    const int RoomForSigner = 640;
    const int LargestEcdsaValue = 72;
    const int RoomForTimeStamp = 12 * 1024;

    /// <summary>The file with the signature.</summary>
    /// <exception cref="PdfFormatException">The file cannot be read, e.g. because it is encrypted.</exception>
    /// <exception cref="PdfSigningException">The certificate, the key, the time stamp or the place does not do.</exception>
    public static byte[] Sign(ReadOnlyMemory<byte> file, PdfSignature signature, ISigner signer)
    {
        SigningChecks.Before(signer, signature.Time);
        var objects = ObjectTable.Open(file, new ReadBudget());
        var update = new IncrementalUpdate(objects);
        var reserved = signature.ReservedBytes
            ?? RoomForSigner + ValueLength(signer) + 2 * signer.Chain[0].IssuerName.RawData.Length + signer.Chain.Sum(certificate => certificate.RawData.Length) + (signature.TimeStamp is null ? 0 : RoomForTimeStamp);
        var dictionary = new SignatureDictionary(signature, reserved);
        var value = update.Reserve();
        update.Write(value, dictionary);
        SignatureField.Write(objects, update, value, signature);
        var signed = update.Finish();

        var (before, after) = dictionary.Close(signed);
        dictionary.Fill(signed, Cms(Digest(signed, before, after), signature, signer));
        return signed;
    }

    /// <summary>Signs nothing that is kept: whether the signer may and can sign at this time.</summary>
    /// <exception cref="PdfSigningException">The certificate or the key does not do.</exception>
    public static void Try(ISigner signer, DateTimeOffset time)
    {
        SigningChecks.Before(signer, time);
        var digest = SHA256.HashData(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));
        SigningChecks.After(signer, digest, signer.SignDigest(digest));
    }

    static int ValueLength(ISigner signer)
    {
        using var rsa = signer.Chain[0].GetRSAPublicKey();
        return rsa is null ? LargestEcdsaValue : (rsa.KeySize + 7) / 8;
    }

    static byte[] Cms(byte[] contentDigest, PdfSignature signature, ISigner signer)
    {
        var attributes = CmsWriter.SignedAttributes(contentDigest, signer.Chain[0]);
        var digest = SHA256.HashData(attributes);
        var value = signer.SignDigest(digest);
        SigningChecks.After(signer, digest, value);
        return CmsWriter.SignedData(signer, attributes, value, TimeStamp(signature, value));
    }

    static ReadOnlyMemory<byte>? TimeStamp(PdfSignature signature, byte[] value)
    {
        if (signature.TimeStamp is null)
            return null;
        var imprint = SHA256.HashData(value);
        var token = signature.TimeStamp(imprint);
        var problem = TimeStampToken.Check(token, value).Fault;
        return problem is null ? token : throw new PdfSigningException(SigningRefusal.TimeStampWrong, $"The time stamp cannot be used: {problem}.");
    }

    static byte[] Digest(byte[] file, Range before, Range after)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file.AsSpan(before));
        hash.AppendData(file.AsSpan(after));
        return hash.GetHashAndReset();
    }
}
