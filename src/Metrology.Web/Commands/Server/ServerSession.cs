using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Station.Field;

namespace Metrology.Web.Commands.Server;

/// <summary>A command that works at a running server, over its API, as somebody who is signed in.</summary>
internal sealed class ServerSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Refusal NoServer = Refusal.Of(
        "server.unreachable", "连接不到服务器，或其 TLS 证书不被信任。什么都没有改变。", "The server cannot be reached, or its certificate of TLS is not trusted. Nothing was changed.");

    private static readonly Refusal OtherServer = Refusal.Of("server.other", "这个地址上的不是本系统的服务器。", "What answers at this address is no server of this product.");

    private readonly HttpClient client;

    private ServerSession(Uri address, HttpClient client) => (Address, this.client) = (address, client);

    public Uri Address { get; }

    /// <summary>Signs in; refuses as the server does, or with "server.unreachable" or "server.other".</summary>
    public static async Task<Outcome<ServerSession>> OpenAsync(string? server, string user, string password, string? code, Language language, CancellationToken cancellation)
    {
        var address = EnrolledServer.AddressOf(server);
        if (address.Refusal is { } bad)
            return bad;
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address.Value, "api/v1/"), Timeout = Patience };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language == Language.Zh ? "zh-CN" : "en"));
        var session = new ServerSession(address.Value, client);
        var signedIn = await session.PostAsync("session", JsonSerializer.SerializeToUtf8Bytes(new { userName = user, password, code }), cancellation);
        if (signedIn.Refusal is { } refusal)
        {
            session.Dispose();
            return refusal;
        }

        client.DefaultRequestHeaders.Add(signedIn.Value.GetProperty("header").GetString()!, signedIn.Value.GetProperty("token").GetString());
        return session;
    }

    public async Task<Outcome<JsonElement>> PostAsync(string path, byte[] json, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), body, cancellation);
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (answer.IsSuccessStatusCode)
                return said;
            var (code, detail) = (Text(said, "code"), Text(said, "detail") ?? Text(said, "title"));
            return code is null ? OtherServer : new Refusal(code, BilingualText.Same($"{detail}{(Text(said, "field") is { Length: > 0 } field ? $" ({field})" : "")}"));
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return OtherServer;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return NoServer;
        }
    }

    public void Dispose() => client.Dispose();

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
