using System.Net.Security;

namespace Metrology.Station.Ingest;

/// <summary>Suites that the server offers, the strongest first: AEAD with keys that nobody can find out later (RFC 9325 4.2). None where the system chooses them itself.</summary>
public static class TlsSuites
{
    private static readonly TlsCipherSuite[] Offered =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <summary>Null where the platform lets no program choose (Windows: by policy of the machine).</summary>
    public static CipherSuitesPolicy? Policy => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? new(Offered) : null;
}
