using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Signing;

namespace Metrology.Pdf.Reading;

/// <summary>An object that says something else than when the document was signed, beyond a further signature.</summary>
public sealed record LaterChange(int ObjectNumber, string What);

/// <summary>What the widget of a later signature shows on a page, such as a seal. The page below it is as it was signed; what the picture says nobody has compared.</summary>
/// <param name="ObjectNumber">Of the widget.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
public sealed record LaterPicture(int ObjectNumber, double Width, double Height);

/// <summary>A signature of the file, checked. What it says of itself (name, reason, place, time) is the signer's claim.</summary>
public sealed class ReadSignature
{
    public required string FieldName { get; init; }
    public string? SubFilter { get; init; }
    public string? Name { get; init; }
    public string? Reason { get; init; }
    public string? Location { get; init; }

    /// <summary>The claimed time of signing (/M).</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The time of an RFC 3161 stamp over this signature; it proves as much as its authority is trusted: <see cref="CheckStampChain"/>.</summary>
    public DateTimeOffset? StampedTime { get; init; }

    /// <summary>The certificate of the authority that stamped, then the others that came with the stamp.</summary>
    public IReadOnlyList<X509Certificate2> StampCertificates { get; init; } = [];

    /// <summary>How many bytes of the file the signature speaks for, itself included.</summary>
    public int SignedLength { get; init; }

    /// <summary>Nothing was appended after this signature.</summary>
    public bool CoversWholeFile { get; init; }

    /// <summary>What was changed after signing. Empty when nothing was appended, or nothing but signatures.</summary>
    public IReadOnlyList<LaterChange> LaterChanges { get; init; } = [];

    /// <summary>What later signatures show over the pages that were signed.</summary>
    public IReadOnlyList<LaterPicture> LaterPictures { get; init; } = [];

    public IReadOnlyList<SignatureFault> Faults { get; init; } = [];

    /// <summary>The signer's certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>All certificates that came with the signature.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];

    /// <summary>The signature is good for the bytes it covers; whom the certificate belongs to is another question.</summary>
    public bool IsIntact => Faults.Count == 0;

    /// <summary>The signature is good and the file still says what was signed; <see cref="LaterPictures"/> may lie over it.</summary>
    public bool IsGood => IsIntact && LaterChanges.Count == 0;

    /// <summary>
    /// Whether the certificate leads to one of the roots at the time. Revocation is not asked for and nothing is fetched from a network.
    /// </summary>
    public ChainVerdict CheckChain(IEnumerable<X509Certificate2> roots, DateTimeOffset at) => CheckChain(Certificate, Certificates, roots, at);

    /// <summary>The same for the authority that stamped the signature.</summary>
    public ChainVerdict CheckStampChain(IEnumerable<X509Certificate2> roots, DateTimeOffset at) => CheckChain(StampCertificates.FirstOrDefault(), StampCertificates, roots, at);

    /// <summary>Whether a certificate leads over the others to one of the roots; nothing is fetched.</summary>
    public static ChainVerdict CheckChain(X509Certificate2? certificate, IReadOnlyList<X509Certificate2> others, IEnumerable<X509Certificate2> roots, DateTimeOffset at)
    {
        if (certificate is null)
            return new(false, ["CertificateMissing"]);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(others.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        try
        {
            var isTrusted = chain.Build(certificate);
            return new(isTrusted, [.. chain.ChainStatus.Select(status => status.Status.ToString()).Distinct()]);
        }
        catch (Exception error) when (CmsVerification.IsOfContent(error))
        {
            return new(false, ["Unreadable"]);
        }
    }
}

/// <summary>Whether a certificate is trusted, and the names of what speaks against it (<see cref="X509ChainStatusFlags"/>).</summary>
public sealed record ChainVerdict(bool IsTrusted, IReadOnlyList<string> Problems);
