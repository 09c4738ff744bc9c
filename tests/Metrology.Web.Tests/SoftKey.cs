using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Metrology.Web.Tests;

/// <summary>An authenticator in software: real answers (WebAuthn 3, 5.8.1, 6.1 and 6.5; no attestation) with a key of P-256, and lies where a test wants them.</summary>
internal sealed partial class SoftKey : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private string handle = "";

    public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string Origin { get; set; } = "http://localhost";

    public string Domain { get; set; } = "localhost";

    public bool Verifies { get; set; } = true;

    /// <summary>Signs something else than it says.</summary>
    public bool SignsOther { get; set; }

    /// <summary>Challenge that it signs instead of the one it was given.</summary>
    public string? Challenge { get; set; }

    public string? Type { get; set; }

    /// <summary>Uses that it counts; 0 counts none.</summary>
    public uint Count { get; set; }

    /// <summary>Whose key it says it is.</summary>
    public string? Handle { get; set; }

    /// <summary>Answers <c>navigator.credentials.create</c>.</summary>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        handle = asked["user"]!["id"]!.GetValue<string>();
        Assert.Equal("required", asked["authenticatorSelection"]!["userVerification"]!.GetValue<string>());
        var point = key.ExportParameters(false).Q;
        // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}, RFC 9053.
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(HasKey), .. new byte[16], 0, (byte)Id.Length, .. Id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, checked((byte)data.Length), .. data];
        return Credential(new() { ["clientDataJSON"] = Text(ClientData(asked, Type ?? "webauthn.create")), ["attestationObject"] = Text(attestation), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public string Prove(string options)
    {
        if (Count > 0)
            Count++;
        var asked = JsonNode.Parse(options)!;
        var (data, client) = (Data(0), ClientData(asked, Type ?? "webauthn.get"));
        var signature = key.SignData([.. data, .. SHA256.HashData(SignsOther ? [] : client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new() { ["clientDataJSON"] = Text(client), ["authenticatorData"] = Text(data), ["signature"] = Text(signature), ["userHandle"] = Handle ?? handle });
    }

    private byte[] Data(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(Present | (Verifies ? Verified : 0) | more), .. count];
    }

    private byte[] ClientData(JsonNode asked, string type) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = Challenge ?? asked["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = false });

    private string Credential(JsonObject response) =>
        new JsonObject { ["id"] = Text(Id), ["rawId"] = Text(Id), ["type"] = "public-key", ["response"] = response, ["clientExtensionResults"] = new JsonObject() }.ToJsonString();

    private static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => key.Dispose();

    /// <summary>Adds it on the own account page, as a browser does.</summary>
    /// <param name="password">Given again, where the server asks for it.</param>
    public async Task<(HttpStatusCode Status, string Said)> AddAsync(Visitor visitor, string name = "蓝色的钥匙", string? password = null)
    {
        var page = await (await visitor.PostFromAsync("/login", "/me/passkeys/new", password is null ? [] : [("confirmPassword", password)])).Content.ReadAsStringAsync();
        var (options, ticket) = Asked(page, "newPasskeyTicket");
        var answer = await visitor.PostFromAsync("/login", "/me/passkeys", ("name", name), ("newPasskeyTicket", ticket), ("newPasskey", Make(options)));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Signs in with it.</summary>
    public async Task<HttpStatusCode> SignInAsync(Visitor visitor)
    {
        var (options, ticket) = await AskAsync(visitor);
        return await SendAsync(visitor, ticket, Prove(options));
    }

    public static async Task<HttpStatusCode> SendAsync(Visitor visitor, string ticket, string answer) =>
        (await visitor.PostFromAsync("/login", "/login/passkey", ("passkeyTicket", ticket), ("passkey", answer))).StatusCode;

    public static async Task<(string Options, string Ticket)> AskAsync(Visitor visitor)
    {
        var asked = JsonNode.Parse(await visitor.ReadRawAsync("/login/passkey"))!;
        return (asked["options"]!.ToJsonString(), asked["ticket"]!.GetValue<string>());
    }

    /// <summary>What a page asks.</summary>
    public static (string Options, string Ticket) Asked(string page, string ticket = "passkeyTicket")
    {
        var (options, given) = (Options().Match(page), Regex.Match(page, $"name=\"{ticket}\"[^>]* value=\"([^\"]+)\""));
        Assert.True(options.Success && given.Success, page);
        return (WebUtility.HtmlDecode(options.Groups[1].Value), given.Groups[1].Value);
    }

    [GeneratedRegex("data-options=\"([^\"]+)\"")]
    private static partial Regex Options();
}
