using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Station.Ingest;

/// <summary>TLS of the endpoint: its own certificate and, where authorities are named, certificates that instruments have to show.</summary>
/// <param name="Chain">Intermediate certificates behind the own one.</param>
/// <param name="ClientAuthorities">Whose certificates instruments show; null asks for none.</param>
public sealed record BrokerTls(X509Certificate2 Certificate, X509Certificate2Collection Chain, X509Certificate2Collection? ClientAuthorities)
{
    /// <summary>File with lists of revoked certificates (PEM, RFC 5280), read at each connection; null asks nobody.</summary>
    public string? Revoked { get; init; }

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public bool NeedsCertificate => ClientAuthorities is not null;

    internal SslServerAuthenticationOptions Server() => new()
    {
        CipherSuitesPolicy = TlsSuites.Policy,
        ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, Chain, offline: true),
        ClientCertificateRequired = NeedsCertificate,
        // Who shows none gets no further than the key of this process: BrokerAccess.
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || Trusts(shown),
    };

    /// <summary>For clients of this process, which know the certificate itself.</summary>
    internal SslClientAuthenticationOptions Own() => new()
    {
        TargetHost = "localhost",
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.RawData),
    };

    private bool Trusts(X509Certificate shown)
    {
        if (ClientAuthorities is null)
            return false;
        using var certificate = new X509Certificate2(shown);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(ClientAuthorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        return chain.Build(certificate) && (Revoked is null || RevocationLists.Allow(Revoked, certificate, DateTimeOffset.UtcNow));
    }
}
