using System.Security.Cryptography;

namespace Metrology.App.Stations;

/// <summary>
/// The keys of one line between a station and its server: both sides make a key pair for it, show the public half under their signatures, and agree (ECDH on P-256, HKDF with SHA-256 over the signature of the request).
/// Whoever learns the key of a station later reads no line of before.
/// </summary>
public sealed class StationLineKeys : IDisposable
{
    private const int KeyBytes = 32;

    private readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] Public => own.PublicKey.ExportSubjectPublicKeyInfo();

    /// <param name="other">What the other side showed.</param>
    /// <param name="requestSignature">Of the request for this line: no two lines have the same.</param>
    /// <returns>What seals the messages of each side; null where the bytes are no public key on P-256.</returns>
    public (byte[] OfStation, byte[] OfServer)? Agree(byte[] other, byte[] requestSignature)
    {
        using var its = ECDiffieHellman.Create();
        try
        {
            its.ImportSubjectPublicKeyInfo(other, out var read);
            if (read != other.Length || its.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                return null;
            var secret = own.DeriveRawSecretAgreement(its.PublicKey);
            var keys = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 2 * KeyBytes, requestSignature, "metrology-station-line-1"u8.ToArray());
            return (keys[..KeyBytes], keys[KeyBytes..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => own.Dispose();
}
