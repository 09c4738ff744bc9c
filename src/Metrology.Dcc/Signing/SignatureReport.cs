using System.Security.Cryptography.X509Certificates;

namespace Metrology.Dcc.Signing;

/// <summary>A signature that holds.</summary>
/// <param name="Chain">Certificates in the file, the signer's first. Nobody has said that they are trusted.</param>
/// <param name="SignedAt">The time that the signer claims; null without XAdES properties.</param>
public sealed record SignatureReport(IReadOnlyList<X509Certificate2> Chain, DateTimeOffset? SignedAt)
{
    public X509Certificate2 Signer => Chain[0];
}
