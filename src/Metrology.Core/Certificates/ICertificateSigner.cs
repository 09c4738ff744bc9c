using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Signs the files of a certificate with the key of the institution, wherever it is kept.</summary>
public interface ICertificateSigner
{
    /// <summary>Whose key it is; null when there is none, and files stay as they are.</summary>
    SigningIdentity? Identity { get; }

    /// <summary>XAdES-B within the digital certificate.</summary>
    Outcome<byte[]> SignDcc(byte[] dcc, DateTimeOffset at);

    /// <summary>PAdES-B-B, appended to the file.</summary>
    Outcome<byte[]> SignPdf(byte[] pdf, DateTimeOffset at);

    /// <summary>CAdES-B-B, detached: over the manifest of a record's bundle; null when there is no key.</summary>
    Outcome<byte[]?> SignManifest(byte[] manifest, DateTimeOffset at);

    /// <summary>PAdES-B-T: the same with a time stamp. Waits for the authority.</summary>
    Outcome<(byte[] Pdf, TimeStampFacts Stamp)> SignPdf(byte[] pdf, DateTimeOffset at, ITimeStampAuthority authority);
}

/// <summary>
/// Who signed, by an X.509 certificate whose key this system uses itself. That is no electronic seal by GB/T 38540, which only a seal service can make, and every page
/// that shows a signature says so.
/// </summary>
/// <param name="Subject">Distinguished name of the certificate.</param>
/// <param name="Fingerprint">Lower-case hexadecimal SHA-256 of the certificate.</param>
/// <param name="IsDemonstration">A key of the demonstration: it proves nothing.</param>
public sealed record SigningIdentity(string Subject, string Fingerprint, bool IsDemonstration = false);

/// <summary>No key is configured: files are issued unsigned.</summary>
public sealed class NoSigner : ICertificateSigner
{
    public SigningIdentity? Identity => null;

    public Outcome<byte[]> SignDcc(byte[] dcc, DateTimeOffset at) => dcc;

    public Outcome<byte[]> SignPdf(byte[] pdf, DateTimeOffset at) => pdf;

    public Outcome<byte[]?> SignManifest(byte[] manifest, DateTimeOffset at) => (byte[]?)null;

    public Outcome<(byte[] Pdf, TimeStampFacts Stamp)> SignPdf(byte[] pdf, DateTimeOffset at, ITimeStampAuthority authority) => Refusal.Of(
        "timestamp.no-signature", "没有签名密钥，时间戳无处可加。请管理员配置签名密钥，或取消时间戳。", "There is no signing key, so there is no signature to stamp. An administrator configures a key, or no time stamps.");
}

/// <summary>A time stamp (RFC 3161) on the signature of the pages: a second party says that the signature existed then.</summary>
/// <param name="At">The time that the authority states.</param>
/// <param name="Authority">Distinguished name of its certificate.</param>
/// <param name="Fingerprint">Lower-case hexadecimal SHA-256 of its certificate.</param>
public sealed record TimeStampFacts(DateTimeOffset At, string Authority, string Fingerprint);

/// <summary>A second signature on the pages, made by a seal service.</summary>
/// <param name="Service">Name of the service, as the institution configured it.</param>
/// <param name="Subject">Distinguished name of the certificate that it used.</param>
/// <param name="Fingerprint">Lower-case hexadecimal SHA-256 of that certificate.</param>
public sealed record SealFacts(string Service, string Subject, string Fingerprint);
