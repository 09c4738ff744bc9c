using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Metrology.Fault.Tests;

/// <summary>Somebody who works with the server over its API, stays signed in when it is started again, and signs in anew when it says so.</summary>
internal sealed class Person(string role, Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new(address, "api/v1/"), Timeout = TimeSpan.FromSeconds(60) };
    private (string Header, string Token)? form;
    private (string Name, string Password) login;

    /// <summary>How often each code was answered; a busy laboratory has some, such as that of somebody who was faster.</summary>
    public Dictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    public int Answers { get; private set; }

    /// <param name="server">It says who may sign in.</param>
    public void Meet(DemonstrationServer server) => login = server.Logins.Single(one => one.Name.Contains(role, StringComparison.OrdinalIgnoreCase));

    public Task<JsonElement?> ReadAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<JsonElement?> SendAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    /// <returns>The answer, or null where it was refused. What the server cannot do by a fault of its own is thrown, and that it ended is <see cref="HttpRequestException"/>.</returns>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (form is { } token)
                request.Headers.Add(token.Header, token.Token);
            using var answer = await SendAsync(request);
            var said = await ReadAsync(answer);
            Answers++;
            if (answer.IsSuccessStatusCode)
                return said;
            var code = said is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var one) ? one.GetString()! : $"{(int)answer.StatusCode}";
            if ((int)answer.StatusCode >= 500)
                throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {said}");
            if (attempt < 3 && await AgainAsync(answer.StatusCode, code))
                continue;
            Refusals[code] = Refusals.GetValueOrDefault(code) + 1;
            return null;
        }
    }

    /// <summary>What has to be done first was done.</summary>
    private async Task<bool> AgainAsync(HttpStatusCode status, string code)
    {
        if (status == HttpStatusCode.TooManyRequests)
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            return true;
        }

        if (status == HttpStatusCode.Unauthorized || code == "web.no-form-token")
        {
            using var signIn = new HttpRequestMessage(HttpMethod.Post, "session") { Content = JsonContent.Create(new { userName = login.Name, password = login.Password }) };
            using var signedIn = await SendAsync(signIn);
            if (!signedIn.IsSuccessStatusCode || await ReadAsync(signedIn) is not { } session)
                return false;
            form = (session.GetProperty("header").GetString()!, session.GetProperty("token").GetString()!);
            return true;
        }

        if (code != "access.confirm-first" || form is not { } token)
            return false;
        using var confirm = new HttpRequestMessage(HttpMethod.Post, "session/confirmation") { Content = JsonContent.Create(new { password = login.Password }) };
        confirm.Headers.Add(token.Header, token.Token);
        using var confirmed = await SendAsync(confirm);
        return confirmed.IsSuccessStatusCode || confirmed.StatusCode == HttpStatusCode.Unauthorized;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            throw new HttpRequestException(fault.Message, fault);
        }
    }

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0 ? JsonDocument.Parse(text).RootElement : default(JsonElement);
    }

    public void Dispose() => client.Dispose();
}
