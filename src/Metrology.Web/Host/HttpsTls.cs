using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Station.Ingest;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Metrology.Web.Host;

/// <summary>TLS of the pages and of the API, where the server speaks https itself and not behind a proxy.</summary>
internal static class HttpsTls
{
    public const string CertificateVariable = "METROLOGY_HTTPS_CERTIFICATE_FILE", KeyVariable = "METROLOGY_HTTPS_KEY_FILE";

    /// <summary>Older versions are broken (RFC 8996).</summary>
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    private static readonly Refusal Half = Refusal.Of(
        "serve.https", $"--urls 中的 https 地址需要 {CertificateVariable} 与 {KeyVariable}（PEM），二者须一同给出。", $"An https address in --urls needs {CertificateVariable} and {KeyVariable} (PEM), both of them.");

    private static readonly Refusal Unused = Refusal.Of(
        "serve.https", $"给出了 {CertificateVariable}，但 --urls 中没有 https 地址。", $"{CertificateVariable} is given, and --urls has no https address.");

    /// <param name="urls">Addresses to listen on.</param>
    /// <returns>Null where no address is https.</returns>
    public static Outcome<PemCertificate?> From(Func<string, string?> setting, IReadOnlyCollection<BindingAddress> urls)
    {
        var (certificate, key) = (setting(CertificateVariable), setting(KeyVariable));
        var isAsked = urls.Any(url => url.Scheme == Uri.UriSchemeHttps);
        if (certificate is null && key is null && !isAsked)
            return (PemCertificate?)null;
        if (certificate is null || key is null)
            return Half;
        if (!isAsked)
            return Unused;
        try
        {
            return PemCertificate.Read(certificate, key);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("serve.https", $"不能从 {certificate} 和 {key} 读出 PEM 证书和密钥。", $"No PEM certificate and key can be read from {certificate} and {key}.");
        }
    }

    public static void Use(KestrelServerOptions kestrel, PemCertificate? certificate)
    {
        if (certificate is null)
            return;
        kestrel.ConfigureHttpsDefaults(https =>
        {
            (https.SslProtocols, https.ServerCertificate) = (Versions, certificate.Own);
            https.ServerCertificateChain = [.. certificate.Between];
            https.OnAuthenticate = (_, tls) => tls.CipherSuitesPolicy = TlsSuites.Policy;
        });
    }

    /// <summary>Passwords would go over a network as they are: plain http on an address that is not of this machine, and no proxy is named before it.</summary>
    public static bool IsPlainOnNetwork(IEnumerable<BindingAddress> urls, ServeOptions options) =>
        options.Proxies.Count == 0 && urls.Any(url => url.Scheme == Uri.UriSchemeHttp && !url.IsUnixPipe && !(IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? IPAddress.IsLoopback(address) : url.Host == "localhost"));
}
