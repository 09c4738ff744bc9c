using System.Text.Json;
using Metrology.App.Laboratory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Metrology.Web.Access.Oidc;

/// <summary>What an ID token says of the person, once everything was checked (OpenID Connect Core 1.0, 3.1.3.7).</summary>
/// <param name="Groups">Empty where it names none.</param>
internal sealed record IdToken(string Subject, IReadOnlyList<string> Groups)
{
    /// <summary>Clocks that are off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>It is made at the moment at which the code is given for it.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private const int Largest = 64 * 1024, LeastRsaBits = 2048;

    /// <summary>With a public key; never "none", never the secret of the client.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Reader = new() { MaximumTokenSizeInBytes = Largest, MapInboundClaims = false };

    /// <exception cref="OidcException">It is not for this server, this person's browser and now.</exception>
    public static async Task<IdToken> CheckAsync(string text, OidcSettings settings, IEnumerable<JsonWebKey> keys, string nonce, DateTimeOffset now)
    {
        var read = await Reader.ValidateTokenAsync(text, new()
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.ClientId,
            IssuerSigningKeys = keys.Where(IsStrong),
            ValidAlgorithms = Algorithms,
            LifetimeValidator = (from, until, _, _) => until > (now - Skew).UtcDateTime && (from is null || from < (now + Skew).UtcDateTime),
        });
        if (!read.IsValid)
            throw new OidcException(FaultOf(read.Exception), read.Exception);
        var token = (JsonWebToken)read.SecurityToken;
        if (!token.TryGetPayloadValue<string>("nonce", out var said) || said != nonce)
            throw new OidcException(OidcFault.Nonce);
        var party = token.TryGetPayloadValue<string>("azp", out var named) ? named : null;
        if (party is null ? token.Audiences.Skip(1).Any() : party != settings.ClientId)
            throw new OidcException(OidcFault.Audience);
        if (!token.TryGetPayloadValue<long>("iat", out var seconds) || seconds < (now - Fresh).ToUnixTimeSeconds() || seconds > (now + Skew).ToUnixTimeSeconds())
            throw new OidcException(OidcFault.Time);
        // What was asked for is not thereby done: the token says it, or it is not.
        if (settings.Strength.Count > 0 && !(token.TryGetPayloadValue<string>("acr", out var strength) && settings.Strength.Contains(strength, StringComparer.Ordinal)))
            throw new OidcException(OidcFault.Strength);
        if (settings.MostAge is { } age && !(token.TryGetPayloadValue<long>("auth_time", out var signedIn) && signedIn >= (now - age - Skew).ToUnixTimeSeconds() && signedIn <= (now + Skew).ToUnixTimeSeconds()))
            throw new OidcException(OidcFault.Age);
        var subject = token.Subject ?? "";
        return new ProviderIdentity(settings.Issuer, subject).IsSound
            ? new(subject, GroupsOf(token, settings.GroupsClaim))
            : throw new OidcException(OidcFault.Subject);
    }

    private static bool IsStrong(JsonWebKey key) =>
        key.Use is null or "sig" && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= LeastRsaBits));

    private static List<string> GroupsOf(JsonWebToken token, string claim) => !token.TryGetPayloadValue<JsonElement>(claim, out var said)
        ? []
        : said.ValueKind switch
        {
            JsonValueKind.String => [said.GetString()!],
            JsonValueKind.Array => [.. said.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
            _ => [],
        };

    private static OidcFault FaultOf(Exception fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => OidcFault.Issuer,
        SecurityTokenInvalidAudienceException => OidcFault.Audience,
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => OidcFault.Time,
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSigningKeyException => OidcFault.Signature,
        _ => OidcFault.Token,
    };
}
