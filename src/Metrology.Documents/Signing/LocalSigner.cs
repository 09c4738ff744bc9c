using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Signing;
using Metrology.Documents.Signing.Tokens;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;

namespace Metrology.Documents.Signing;

/// <summary>Signs with a key of this installation: in a PKCS#12 (PFX) file with its certificates, or in a token (PKCS#11) that it never leaves.</summary>
public sealed class LocalSigner : ICertificateSigner, IDisposable
{
    private readonly ISigner pages;
    private readonly XmlSigner xml;

    /// <summary>Key objects of the framework are not for several threads at once.</summary>
    private readonly Lock gate = new();

    private LocalSigner(ISigner pages, XmlSigner xml, bool isDemonstration)
    {
        (this.pages, this.xml) = (pages, xml);
        var own = pages.Chain[0];
        Identity = new(own.Subject, own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), isDemonstration);
    }

    public SigningIdentity? Identity { get; }

    /// <summary>Until when the certificate may sign.</summary>
    public DateTimeOffset ValidUntil => pages.Chain[0].NotAfter;

    /// <returns>The signer, or <c>signing.key-file</c> when file or password is wrong or the file has not exactly one key.</returns>
    public static Outcome<LocalSigner> Load(ReadOnlySpan<byte> pfx, string? password, bool isDemonstration = false)
    {
        try
        {
            var signer = PfxSigner.Load(pfx, password);
            return new LocalSigner(signer, XmlSigner.Of(signer.Chain), isDemonstration);
        }
        catch (PdfSigningException refused)
        {
            return SigningRefusals.Of(refused.Refusal);
        }
    }

    /// <returns>The signer, or what of module, token, PIN and key does not do.</returns>
    public static Outcome<LocalSigner> Load(TokenSettings settings)
    {
        try
        {
            var signer = TokenSigner.Load(settings);
            return new LocalSigner(signer, signer.Xml, isDemonstration: false);
        }
        catch (TokenException refused)
        {
            return SigningRefusals.Of(refused);
        }
    }

    /// <summary>The refusal that every signature in this moment would get, because of the certificate or its key; null when it may sign. Asked at the start, before anything is measured.</summary>
    public Refusal? CannotSign(DateTimeOffset at)
    {
        try
        {
            lock (gate)
                PdfSigning.Try(pages, at);
            return null;
        }
        catch (Exception refused) when (SigningRefusals.Of(refused) is { } why)
        {
            return why;
        }
    }

    public Outcome<byte[]> SignDcc(byte[] dcc, DateTimeOffset at)
    {
        try
        {
            lock (gate)
                return DccSignature.Sign(dcc, xml, at);
        }
        catch (Exception refused) when (SigningRefusals.Of(refused) is { } why)
        {
            return why;
        }
    }

    public Outcome<byte[]> SignPdf(byte[] pdf, DateTimeOffset at)
    {
        try
        {
            lock (gate)
                return PdfSigning.Sign(pdf, new(at), pages);
        }
        catch (Exception refused) when (SigningRefusals.Of(refused) is { } why)
        {
            return why;
        }
    }

    public Outcome<byte[]?> SignManifest(byte[] manifest, DateTimeOffset at)
    {
        try
        {
            lock (gate)
                return DetachedSigning.Sign(manifest, pages, at);
        }
        catch (Exception refused) when (SigningRefusals.Of(refused) is { } why)
        {
            return why;
        }
    }

    public Outcome<(byte[] Pdf, TimeStampFacts Stamp)> SignPdf(byte[] pdf, DateTimeOffset at, ITimeStampAuthority authority)
    {
        Refusal? noStamp = null;
        try
        {
            // Others sign while the authority is asked.
            var signed = PdfSigning.Sign(pdf, new(at) { TimeStamp = Ask }, new OneAtATime(pages, gate));
            // As a stranger will read it.
            var read = PdfReader.Open(signed).Signatures[^1];
            var own = read.StampCertificates[0];
            return authority.CannotTrust([.. read.StampCertificates.Select(one => one.RawData)], read.StampedTime!.Value) is { } stranger
                ? stranger
                : (signed, new TimeStampFacts(read.StampedTime.Value, own.Subject, own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()));
        }
        catch (Exception refused) when (SigningRefusals.Of(refused) is { } why)
        {
            return noStamp ?? why;
        }

        ReadOnlyMemory<byte> Ask(ReadOnlyMemory<byte> imprint)
        {
            var stamp = authority.Stamp(imprint);
            // An empty token is none, and the signing stops there.
            noStamp = stamp.Refusal;
            return stamp.IsRefused ? ReadOnlyMemory<byte>.Empty : stamp.Value;
        }
    }

    public void Dispose() => (pages as IDisposable)?.Dispose();

    /// <summary>The key, used by one thread at a time.</summary>
    private sealed class OneAtATime(ISigner key, Lock gate) : ISigner
    {
        public IReadOnlyList<X509Certificate2> Chain => key.Chain;

        public SignatureScheme Scheme => key.Scheme;

        public byte[] SignDigest(ReadOnlyMemory<byte> sha256)
        {
            lock (gate)
                return key.SignDigest(sha256);
        }
    }
}
