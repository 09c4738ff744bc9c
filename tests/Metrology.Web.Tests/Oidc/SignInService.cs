using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Metrology.App.Laboratory;
using Metrology.Web.Access.Oidc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests.Oidc;

/// <summary>A sign-in service of somebody else (OpenID Connect Core 1.0, code flow with PKCE) on a socket of its own. It signs with the platform, not with the library that the product reads with; a test makes it lie.</summary>
internal sealed class SignInService : IAsyncDisposable
{
    public const string Client = "metrology lab", Secret = "s3cret:with%signs";

    private readonly WebApplication app;
    private readonly Func<DateTimeOffset> now;
    private readonly ConcurrentDictionary<string, Asked> codes = new();
    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string keyName = "k1";

    private SignInService(WebApplication app, Func<DateTimeOffset> now) => (this.app, this.now) = (app, now);

    public string Issuer => app.Urls.First();

    /// <summary>Who signs in there.</summary>
    public string Subject { get; set; } = "person-1";

    public string[]? Groups { get; set; }

    /// <summary>Times the service gave tokens for a code.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Changes what discovery says.</summary>
    public Action<JsonObject> Document { get; set; } = _ => { };

    /// <summary>Changes what the ID token says.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Makes the token of header and claims; null signs as it should be.</summary>
    public Func<string, string>? Sign { get; set; }

    /// <summary>What "iss" of the answer says; null leaves it out.</summary>
    public Func<string, string?> Says { get; set; } = issuer => issuer;

    /// <summary>What the browser was sent here with.</summary>
    public IReadOnlyDictionary<string, string> AskedFor { get; private set; } = new Dictionary<string, string>();

    /// <summary>How and how lately the person must have signed in here.</summary>
    public (string[] Acr, TimeSpan? Age) Asks { get; set; } = ([], null);

    public OidcSettings Settings(IReadOnlyDictionary<string, Role>? roles = null) => new(Issuer, Client, Secret, "统一登录", "groups", roles) { Strength = Asks.Acr, MostAge = Asks.Age };

    public static async Task<SignInService> StartAsync(Func<DateTimeOffset> now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var service = new SignInService(app, now);
        app.MapGet("/.well-known/openid-configuration", () => service.Discovery().ToJsonString());
        app.MapGet("/keys", () => service.Keys().ToJsonString());
        app.MapGet("/authorize", (Delegate)service.Authorize);
        app.MapPost("/token", (Delegate)service.TokenAsync);
        await app.StartAsync();
        return service;
    }

    /// <summary>A browser that follows the address to the service, where the person is signed in already; where the service sends it back to.</summary>
    public static async Task<string> VisitAsync(Uri address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.PathAndQuery;
    }

    public void ChangeKey()
    {
        (key, keyName) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), "k2");
    }

    public string SignWith(ECDsa other, string header, string claims) => Join(header, claims, data => other.SignData(data, HashAlgorithmName.SHA256));

    public string Header(string algorithm, string? name = null) => new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = name ?? keyName }.ToJsonString();

    public static string Join(string header, string claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public JsonObject Keys()
    {
        var point = key.ExportParameters(false).Q;
        return new() { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["kid"] = keyName, ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) }) };
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private JsonObject Discovery()
    {
        JsonObject document = new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize?tenant=1",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        Document(document);
        return document;
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Assert.Equal(("code", Client, "openid", "S256", "1"), ((string)query["response_type"]!, (string)query["client_id"]!, (string)query["scope"]!, (string)query["code_challenge_method"]!, (string)query["tenant"]!));
        AskedFor = query.ToDictionary(one => one.Key, one => one.Value.ToString());
        var code = RandomNumberGenerator.GetHexString(32);
        codes[code] = new(query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]!);
        var back = new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] };
        if (Says(Issuer) is { } says)
            back["iss"] = says;
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, back));
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        Exchanges++;
        var form = await context.Request.ReadFormAsync();
        var basic = Encoding.ASCII.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..])).Split(':');
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (Uri.UnescapeDataString(basic[0]) != Client || Uri.UnescapeDataString(basic[1]) != Secret || form["grant_type"] != "authorization_code" || !codes.TryRemove(form["code"].ToString(), out var asked)
            || asked.Redirect != form["redirect_uri"] || asked.Challenge != challenge)
            return Results.Text("{\"error\":\"invalid_grant\"}", "application/json", statusCode: StatusCodes.Status400BadRequest);
        var at = now().ToUnixTimeSeconds();
        JsonObject claims = new() { ["iss"] = Issuer, ["aud"] = Client, ["sub"] = Subject, ["nonce"] = asked.Nonce, ["iat"] = at, ["exp"] = at + 300 };
        if (Groups is { } groups)
            claims["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]);
        Claims(claims);
        var text = claims.ToJsonString();
        JsonObject tokens = new() { ["access_token"] = "opaque", ["token_type"] = "Bearer", ["id_token"] = Sign?.Invoke(text) ?? SignWith(key, Header("ES256"), text) };
        return Results.Text(tokens.ToJsonString(), "application/json");
    }

    private sealed record Asked(string Redirect, string Challenge, string Nonce);
}
