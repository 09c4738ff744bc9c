using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Metrology.App.Stations;
using Metrology.Core.Words;

namespace Metrology.Station.Field;

/// <summary>
/// Enrols a station: its new public key goes to the server, the server's comes back, and each side proves to the other that it knows the code, which itself goes nowhere.
/// Whoever stands between and does not know the code can put no key in the place of either.
/// </summary>
public static class StationEnrolment
{
    /// <summary>As it goes to the server; bytes in base64.</summary>
    public sealed record Asked(string? Lookup, byte[]? PublicKey, byte[]? Proof, byte[]? Signature);

    public sealed record Answered(string? Name, byte[]? ServerKey, byte[]? Proof);

    private static readonly Refusal NoCode = Refusal.Of("station.no-code", "登记码为四组、每组五个字母或数字。请核对后重新输入。", "A code is four groups of five letters or digits. Compare and type it again.");

    private static readonly Refusal NoAnswer = Refusal.Of(
        "station.no-server", "连接不到服务器，或其 TLS 证书不被信任（可用 --authority 指定颁发者）。没有登记。", "The server cannot be reached, or its certificate of TLS is not trusted (name its authority with --authority). Nothing was enrolled.");

    private static readonly Refusal OtherServer = Refusal.Of(
        "station.no-proof", "答复者不知道登记码，不是生成它的服务器。没有登记；请检查地址和网络，并请管理员重新生成登记码。", "Whoever answered does not know the code and is not the server that drew it. Nothing was enrolled; check address and network, and have another code drawn.");

    /// <param name="language">Of what the server refuses with.</param>
    public static async Task<Outcome<EnrolledServer>> ExecuteAsync(Uri address, string code, ECDsa key, X509Certificate2Collection? authorities, CancellationToken cancellation, Language language = Language.Zh)
    {
        if (StationCodeText.SecretOf(code) is not { } secret)
            return NoCode;
        var (own, text) = (key.ExportSubjectPublicKeyInfo(), StationProof.Enrolment(key.ExportSubjectPublicKeyInfo()));
        var asked = new Asked(StationCodeText.LookupOf(secret), own, HMACSHA256.HashData(secret, text), StationProof.Sign(key, text));
        using var client = EnrolledServer.Client(authorities);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language == Language.Zh ? "zh-CN" : "en"));
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(address, "api/v1/station/enrolment"), asked, cancellation);
            var said = await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
                return ServerRefusal.Of((int)answer.StatusCode, said);
            return JsonSerializer.Deserialize<Answered>(said, JsonSerializerOptions.Web) is { Name: { Length: <= EnrolledStation.LongestName } name, ServerKey: { } serverKey, Proof: { } proof }
                && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, StationProof.Enrolled(name, own, serverKey)), proof)
                    ? new EnrolledServer(address, name, key, serverKey, authorities) : OtherServer;
        }
        catch (JsonException)
        {
            return OtherServer;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return NoAnswer;
        }
    }
}
