using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Metrology.App.Stations;
using Metrology.Core.Words;

namespace Metrology.Station.Field;

/// <summary>
/// Signed requests to the server, one after the other. Each has a number higher than the last; the server takes none twice. An answer counts only with the signature of the key that was
/// pinned, over this very request.
/// </summary>
public sealed class StationChannel(EnrolledServer server, TimeProvider clock) : IDisposable
{
    private static readonly Refusal Unreachable = Refusal.Of(
        "station.offline", "未连接服务器，读数保存在本站，恢复后按序上送", "the server is not connected; readings are kept here and sent in order later");

    private static readonly Refusal OtherServer = Refusal.Of(
        "station.other-server",
        "答复没有本站登记的服务器的签名，未采用。服务器的数据目录可能换过：请管理员吊销并重新登记本站。",
        "the answer does not bear the signature of the server that this station is enrolled at, and was not used. Its data folder may be another: have the station revoked and enrolled again");

    private readonly HttpClient client = EnrolledServer.Client(server.Authorities);
    private readonly SemaphoreSlim turn = new(1, 1);
    private long counter;

    public string Name => server.Name;

    /// <param name="Body">Null when the server did not take the request, or nobody knows.</param>
    /// <param name="IsUnreachable">No answer came; the same may be sent again soon.</param>
    public sealed record Answer(byte[]? Body, Refusal? Refusal, bool IsUnreachable);

    /// <summary>Asks once, and once more when the number was too low: only the server knows the last one after this process began anew.</summary>
    public async Task<Answer> SendAsync(string act, byte[] body, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var (answer, last) = await AskAsync(act, body, cancellation);
            if (last is not { } known || known < counter)
                return answer;
            counter = known;
            return (await AskAsync(act, body, cancellation)).Answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(null, Unreachable, true);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        turn.Dispose();
    }

    private async Task<(Answer Answer, long? Last)> AskAsync(string act, byte[] body, CancellationToken cancellation)
    {
        var time = clock.GetUtcNow().ToUnixTimeMilliseconds();
        counter = Math.Max(counter + 1, time);
        var signature = StationProof.Sign(server.Key, StationProof.Request(act, server.Name, counter, time, body));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, $"api/v1/station/{act}"))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
        };
        request.Headers.TryAddWithoutValidation(
            "Authorization", string.Create(CultureInfo.InvariantCulture, $"{StationProof.Scheme} {server.Name} {counter} {time} {Convert.ToBase64String(signature)}"));
        using var answer = await client.SendAsync(request, cancellation);
        var said = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if (answer.IsSuccessStatusCode)
            return (IsOfServer(answer, signature, said) ? new(said, null, false) : new(null, OtherServer, false), null);
        return (new(null, ServerRefusal.Of((int)answer.StatusCode, said), false), Number(answer, StationProof.CounterHeader));
    }

    private bool IsOfServer(HttpResponseMessage answer, byte[] signature, byte[] said)
    {
        if (!answer.Headers.TryGetValues(StationProof.AnswerHeader, out var values) || values.FirstOrDefault() is not { Length: <= 200 } text)
            return false;
        var signed = new byte[text.Length];
        return Convert.TryFromBase64String(text, signed, out var length) && StationProof.IsSigned(server.ServerKey, StationProof.Answer(signature, said), signed[..length]);
    }

    private static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Why a server refused, from its answer (RFC 9457).</summary>
internal static class ServerRefusal
{
    private const int LongestText = 1000;

    public static Refusal Of(int status, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Text(document, "code") is { } code && Text(document, "detail") is { } detail)
                return Refusal.Of(code, detail, detail);
        }
        catch (JsonException)
        {
            // Somebody between answered.
        }

        return Refusal.Of(
            "station.server-answers", $"服务器（或其前的代理）答复 {status}。请核对服务器地址。", $"the server, or a proxy before it, answers {status}. Check the address of the server");
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestText } text
        && !text.Any(char.IsControl) ? text : null;
}
