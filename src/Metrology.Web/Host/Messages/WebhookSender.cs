using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Metrology.App.Notifications;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Messages;

/// <summary>
/// Posts one message with its signature. The name is resolved once, each of its addresses must be public (or its host be named by the administrator), and the connection goes to such an
/// address: a name that points elsewhere a moment later changes nothing. No redirect is followed, no proxy used.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    public const string TimestampHeader = "X-Metrology-Timestamp", SignatureHeader = "X-Metrology-Signature", KeyHeader = "X-Metrology-Key";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient client;
    private readonly WebhookSettings settings;
    private readonly TimeProvider clock;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <param name="resolve">Addresses of a name; null asks the resolver of the machine.</param>
    public WebhookSender(WebhookSettings settings, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.settings, this.clock) = (settings, clock);
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Every message is resolved and looked at anew.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Patience, MaxResponseContentBufferSize = 64 * 1024 };
    }

    public async Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var address = new Uri(delivery.Address);
        // It was written when the server had other settings.
        if (!settings.Addresses.Contains(address))
            return NoChannels.NotConfigured;
        var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(delivery.Text, Encoding.UTF8, MediaTypeNames.Application.Json) };
            request.Headers.Add(TimestampHeader, at);
            request.Headers.Add(KeyHeader, Uri.EscapeDataString(delivery.Key));
            request.Headers.Add(SignatureHeader, Signature(settings.Secret, at, delivery.Text));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode ? null : Refusal.Of(
                "notification.webhook-refused", $"对方回答 HTTP {(int)answer.StatusCode}（不跟随重定向）。", $"The other side answers HTTP {(int)answer.StatusCode} (redirects are not followed).");
        }
        catch (HttpRequestException fault) when (fault.InnerException is NotPublicException inner)
        {
            return Refusal.Of(
                "notification.webhook-private",
                $"{address.Host} 指向 {inner.Address}，不是公网地址，没有发送。确属本单位的，请管理员把主机名写入 {MessageSettings.WebhookHosts}。",
                $"{address.Host} points to {inner.Address}, which is no public address: nothing was sent. If it is yours, the administrator names the host in {MessageSettings.WebhookHosts}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new("notification.webhook-failed", new($"没有送达：{fault.Message}", $"It was not delivered: {fault.Message}"));
        }
    }

    /// <summary>"v1=" and the HMAC-SHA-256 over time, a point and the body, in hexadecimal. Who receives compares it and refuses times that are minutes away.</summary>
    public static string Signature(string secret, string timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));

    public void Dispose() => client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        if (!settings.TrustedHosts.Contains(host) && addresses.FirstOrDefault(one => !PublicAddress.Is(one)) is { } inside)
            throw new NotPublicException(inside);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotPublicException(IPAddress address) : Exception($"{address} is no public address.")
    {
        public IPAddress Address => address;
    }
}
