using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;

namespace Metrology.Station.Field;

/// <summary>The server that a station is enrolled at: where it is, by which name it knows the station, and the keys of both.</summary>
/// <param name="Key">Private; made by the station and known to nobody else.</param>
/// <param name="ServerKey">Public key that every answer is signed with; it was pinned when the station was enrolled.</param>
/// <param name="Authorities">Whose certificates of TLS are taken; null takes those that this machine trusts.</param>
public sealed record EnrolledServer(Uri Address, string Name, ECDsa Key, byte[] ServerKey, X509Certificate2Collection? Authorities)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Answers are short.</summary>
    private const int LongestAnswer = 64 * 1024;

    private static readonly Refusal BadAddress = Refusal.Of(
        "station.bad-url", "服务器地址须为 https:// 地址（本机可用 http://），不带用户名、参数和片段。", "The server is an https:// address (http:// on this machine only) without user, query and fragment.");

    public static Outcome<Uri> AddressOf(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address : BadAddress;

    /// <summary>Goes where the enrolment said or nowhere: no redirect, no proxy of the environment, no cookie.</summary>
    internal static HttpClient Client(X509Certificate2Collection? authorities) => new(Handler(authorities)) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };

    /// <inheritdoc cref="Client" />
    internal static SocketsHttpHandler Handler(X509Certificate2Collection? authorities)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) };
        if (authorities is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
