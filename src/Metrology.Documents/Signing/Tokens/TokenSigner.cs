using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Dcc.Signing;
using Metrology.Pdf.Signing;

namespace Metrology.Documents.Signing.Tokens;

/// <summary>Where a key is kept and how it is reached.</summary>
/// <param name="Module">Path of the PKCS #11 module.</param>
/// <param name="Token">Label of the token.</param>
/// <param name="Key">Label of the private key; its certificate has the same CKA_ID or label.</param>
/// <param name="Certificates">Of the key and above it, where the token does not hold them.</param>
public sealed record TokenSettings(string Module, string Token, string Key, string Pin, IReadOnlyList<X509Certificate2> Certificates);

/// <summary>Signs with a key that never leaves its token (PKCS #11): RSA with PKCS #1 v1.5, or ECDSA on P-256. One session, opened again when the token was away.</summary>
internal sealed class TokenSigner : ISigner, IDisposable
{
    private const nuint Class = 0x000, Label = 0x003, Value = 0x011, Id = 0x102, Certificate = 1, PrivateKey = 3, RsaPkcs = 0x0001, Ecdsa = 0x1041;

    /// <summary>RSA of 8192 bits.</summary>
    private const int LongestValue = 1024;

    /// <summary>DigestInfo of SHA-256 up to the digest (RFC 8017 9.2).</summary>
    private static readonly byte[] DigestInfo = Convert.FromHexString("3031300d060960864801650304020105000420");

    private readonly TokenSettings settings;
    private readonly TokenModule module;
    private nuint session;
    private nuint key;

    private TokenSigner(TokenSettings settings, TokenModule module)
    {
        (this.settings, this.module) = (settings, module);
        Open();
        try
        {
            Chain = CertificatesOf();
        }
        catch
        {
            // An open session keeps the token logged in, and a wrong PIN would be taken for a right one.
            module.CloseSession(session);
            throw;
        }

        using var ec = Chain[0].GetECDsaPublicKey();
        Scheme = ec is null ? SignatureScheme.RsaPkcs1 : SignatureScheme.EcdsaP256;
    }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SignatureScheme Scheme { get; }

    /// <summary>The same key for the digital certificate, whose signatures of curves are r and s one after the other.</summary>
    public XmlSigner Xml => new(Chain, Sign);

    /// <exception cref="TokenException">Module, token, PIN or key do not do.</exception>
    public static TokenSigner Load(TokenSettings settings) => new(settings, TokenModule.Load(settings.Module));

    public byte[] SignDigest(ReadOnlyMemory<byte> sha256) => Scheme == SignatureScheme.EcdsaP256 ? Der(Sign(sha256.ToArray())) : Sign(sha256.ToArray());

    public void Dispose() => module.CloseSession(session);

    private byte[] Sign(byte[] sha256)
    {
        try
        {
            return Once(sha256);
        }
        catch (TokenException)
        {
            // Somebody pulled it out and put it back, or its server was started anew; a second failure is the caller's.
            module.CloseSession(session);
            Open();
            return Once(sha256);
        }
    }

    private byte[] Once(byte[] sha256) => Scheme == SignatureScheme.EcdsaP256
        ? module.Sign(session, key, Ecdsa, sha256, LongestValue)
        : module.Sign(session, key, RsaPkcs, [.. DigestInfo, .. sha256], LongestValue);

    private void Open()
    {
        session = module.OpenSession(settings.Token, settings.Pin);
        var found = module.FindObjects(session, (Class, Number(PrivateKey)), (Label, Encoding.UTF8.GetBytes(settings.Key)));
        if (found.Count != 1)
        {
            module.CloseSession(session);
            throw new TokenException(TokenFault.Key, settings.Key);
        }

        key = found[0];
    }

    private List<X509Certificate2> CertificatesOf()
    {
        var id = module.Value(session, key, Id);
        var found = id.Length > 0 ? module.FindObjects(session, (Class, Number(Certificate)), (Id, id)) : [];
        if (found.Count == 0)
            found = module.FindObjects(session, (Class, Number(Certificate)), (Label, Encoding.UTF8.GetBytes(settings.Key)));
        var own = found.Count > 0 ? Read(module.Value(session, found[0], Value)) : settings.Certificates.FirstOrDefault() ?? throw new TokenException(TokenFault.Key, settings.Key);
        var chain = new List<X509Certificate2> { own };
        while (settings.Certificates.FirstOrDefault(other => other.SubjectName.RawData.AsSpan().SequenceEqual(chain[^1].IssuerName.RawData) && !chain.Exists(one => one.RawData.AsSpan().SequenceEqual(other.RawData))) is { } issuer)
            chain.Add(issuer);
        return chain;
    }

    private X509Certificate2 Read(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw new TokenException(TokenFault.Key, settings.Key);
        }
    }

    /// <summary>A CK_ULONG.</summary>
    private static byte[] Number(nuint value) => IntPtr.Size == sizeof(long) ? BitConverter.GetBytes((ulong)value) : BitConverter.GetBytes((uint)value);

    /// <summary>RFC 3279 2.2.3.</summary>
    private static byte[] Der(byte[] raw)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(raw.AsSpan(0, raw.Length / 2).TrimStart((byte)0));
            writer.WriteIntegerUnsigned(raw.AsSpan(raw.Length / 2).TrimStart((byte)0));
        }

        return writer.Encode();
    }
}
