using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Metrology.Core.Words;
using Microsoft.IdentityModel.Tokens;

namespace Metrology.Web.Access.Oidc;

/// <summary>
/// What the server asks the sign-in service itself: where things are (OpenID Connect Discovery 1.0, once), its keys, and the tokens for a code. The service is the configured one, whatever it calls
/// itself; every address is https (or of this machine), no redirect is followed, and answers are small and soon.
/// </summary>
internal sealed class OidcProvider(OidcSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>From the question to the answer: time to sign in there.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Keys are asked for again when none fits; not more often, whoever sends tokens.</summary>
    private static readonly TimeSpan KeysStand = TimeSpan.FromMinutes(1);

    private const int LargestAnswer = 256 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LargestAnswer,
    };

    private readonly SemaphoreSlim asking = new(1);

    /// <summary>Nonces that were answered, until they are too old anyway.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> spent = new();

    private OidcPlaces? places;
    private (IReadOnlyList<JsonWebKey> Keys, DateTimeOffset At)? known;

    public OidcSettings Settings => settings;

    public HttpClient Http => http;

    /// <summary>Null while the service was never reached.</summary>
    public OidcPlaces? Places => places;

    /// <summary>Null when the service can be asked.</summary>
    public async Task<Refusal?> ReachAsync(CancellationToken cancellation)
    {
        try
        {
            await PlacesAsync(cancellation);
            return null;
        }
        catch (OidcException fault)
        {
            return fault.Refusal;
        }
    }

    /// <exception cref="OidcException">It does not answer, or is another one.</exception>
    public async Task<OidcPlaces> PlacesAsync(CancellationToken cancellation)
    {
        if (places is { } found)
            return found;
        await asking.WaitAsync(cancellation);
        try
        {
            return places ??= OidcPlaces.Of(await ReadAsync(settings.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", cancellation), settings);
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>An answer is taken once, also when somebody has copied the cookie of the browser.</summary>
    public bool IsFirst(string nonce)
    {
        var now = clock.GetUtcNow();
        foreach (var old in spent.Where(one => one.Value < now))
            spent.TryRemove(old.Key, out _);
        return spent.TryAdd(nonce, now + Patience);
    }

    /// <summary>Gives the code for tokens (RFC 6749 4.1.3, RFC 7636 4.5).</summary>
    /// <exception cref="OidcException">The service does not take it.</exception>
    public async Task<JsonDocument> TokensAsync(string code, string redirect, string verifier, CancellationToken cancellation)
    {
        var at = await PlacesAsync(cancellation);
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect, ["code_verifier"] = verifier };
        using var asked = new HttpRequestMessage(HttpMethod.Post, at.Token);
        if (at.TakesBasic)
            asked.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.Secret)}")));
        else
            (fields["client_id"], fields["client_secret"]) = (settings.ClientId, settings.Secret);
        asked.Content = new FormUrlEncodedContent(fields);
        return await SendAsync(asked, OidcFault.Code, cancellation);
    }

    /// <summary>What the token says. Where no key fits, the service may have changed its keys.</summary>
    /// <exception cref="OidcException">The token does not hold.</exception>
    public async Task<IdToken> CheckAsync(string token, string nonce, CancellationToken cancellation)
    {
        var keys = await KeysAsync(anew: false, cancellation);
        try
        {
            return await IdToken.CheckAsync(token, settings, keys, nonce, clock.GetUtcNow());
        }
        catch (OidcException fault) when (fault.Fault == OidcFault.Signature)
        {
            var others = await KeysAsync(anew: true, cancellation);
            if (ReferenceEquals(others, keys))
                throw;
            return await IdToken.CheckAsync(token, settings, others, nonce, clock.GetUtcNow());
        }
    }

    public void Dispose()
    {
        http.Dispose();
        asking.Dispose();
    }

    private async Task<IReadOnlyList<JsonWebKey>> KeysAsync(bool anew, CancellationToken cancellation)
    {
        var at = await PlacesAsync(cancellation);
        await asking.WaitAsync(cancellation);
        try
        {
            if (known is { } had && (!anew || clock.GetUtcNow() - had.At < KeysStand))
                return had.Keys;
            using var read = await ReadAsync(at.Keys, cancellation);
            IReadOnlyList<JsonWebKey> keys = [.. new JsonWebKeySet(read.RootElement.GetRawText()).Keys];
            known = (keys, clock.GetUtcNow());
            return keys;
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            throw new OidcException(OidcFault.Unreachable, fault);
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<JsonDocument> ReadAsync(string address, CancellationToken cancellation)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(asked, OidcFault.Unreachable, cancellation);
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage asked, OidcFault refused, CancellationToken cancellation)
    {
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await http.SendAsync(asked, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new OidcException((int)answer.StatusCode is >= 400 and < 500 ? refused : OidcFault.Unreachable);
            var read = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            if (read.RootElement.ValueKind == JsonValueKind.Object)
                return read;
            read.Dispose();
            throw new OidcException(OidcFault.Unreachable);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new OidcException(OidcFault.Unreachable, fault);
        }
    }
}

/// <summary>Where the service is asked for what.</summary>
/// <param name="TakesBasic">The secret goes into the header (client_secret_basic), else into the form.</param>
/// <param name="SaysIssuer">Every answer names the service (RFC 9207).</param>
internal sealed record OidcPlaces(string Authorization, string Token, string Keys, bool TakesBasic, bool SaysIssuer)
{
    /// <exception cref="OidcException">It is another service, or names an address without https.</exception>
    public static OidcPlaces Of(JsonDocument document, OidcSettings settings)
    {
        using (document)
        {
            var said = document.RootElement;
            // Letter by letter: who answers for another is an impostor (Discovery 4.3).
            if (Text("issuer") != settings.Issuer)
                throw new OidcException(OidcFault.Discovery);
            var methods = said.TryGetProperty("token_endpoint_auth_methods_supported", out var listed) && listed.ValueKind == JsonValueKind.Array
                ? listed.EnumerateArray().Select(one => one.ToString()).ToList()
                : [];
            return new(
                Address("authorization_endpoint"), Address("token_endpoint"), Address("jwks_uri"), methods.Count == 0 || methods.Contains("client_secret_basic"),
                said.TryGetProperty("authorization_response_iss_parameter_supported", out var says) && says.ValueKind == JsonValueKind.True);

            string? Text(string name) => said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

            string Address(string name) =>
                Text(name) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && OidcSettings.IsSafe(address) ? text : throw new OidcException(OidcFault.Discovery);
        }
    }
}
