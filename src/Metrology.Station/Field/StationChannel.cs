using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.WebSockets;
using System.Text.Json;
using Metrology.App.Stations;
using Metrology.Core.Words;
using Metrology.Links.Station;

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

    /// <summary>From the dialling of a line to its answer.</summary>
    private static readonly TimeSpan LinePatience = TimeSpan.FromSeconds(10);

    /// <summary>A server that is gone without a word is noticed after the sum of both, and the ports that it had are let go.</summary>
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(5), Pong = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker dialling = new(EnrolledServer.Handler(server.Authorities));
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

    /// <summary>A line that waits at the server until a link takes it; null when the server cannot be reached or refuses. Why, the answer to the next state says.</summary>
    public async Task<StationLine?> LineAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var (line, last) = await DialAsync(cancellation);
            if (last is not { } known || known < counter)
                return line;
            counter = known;
            return (await DialAsync(cancellation)).Line;
        }
        catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        dialling.Dispose();
        client.Dispose();
        turn.Dispose();
    }

    private async Task<(StationLine? Line, long? Last)> DialAsync(CancellationToken cancellation)
    {
        using var keys = new StationLineKeys();
        var own = keys.Public;
        var (signature, authorization) = Signed(StationProof.LineAct, own);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", authorization);
        socket.Options.SetRequestHeader(StationProof.LineHeader, Convert.ToBase64String(own));
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout, socket.Options.CollectHttpResponseDetails) = (Ping, Pong, true);
        var address = new UriBuilder(new Uri(server.Address, $"api/v1/station/{StationProof.LineAct}")) { Scheme = server.Address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
        using var patience = new CancellationTokenSource(LinePatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await socket.ConnectAsync(address, dialling, either.Token);
        }
        catch (WebSocketException)
        {
            var last = Header(socket, StationProof.CounterHeader) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
            socket.Dispose();
            return (null, last);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var its = BytesOf(Header(socket, StationProof.LineHeader));
        if (its is not null && IsOfServer(Header(socket, StationProof.AnswerHeader), signature, its) && keys.Agree(its, signature) is { } agreed)
            return (new(socket, agreed.OfStation, agreed.OfServer), null);
        socket.Abort();
        socket.Dispose();
        return (null, null);
    }

    private static string? Header(ClientWebSocket socket, string name) => socket.HttpResponseHeaders is { } headers && headers.TryGetValue(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The next request: its signature, and the header that bears it.</summary>
    private (byte[] Signature, string Authorization) Signed(string act, byte[] body)
    {
        var time = clock.GetUtcNow().ToUnixTimeMilliseconds();
        counter = Math.Max(counter + 1, time);
        var signature = StationProof.Sign(server.Key, StationProof.Request(act, server.Name, counter, time, body));
        return (signature, string.Create(CultureInfo.InvariantCulture, $"{StationProof.Scheme} {server.Name} {counter} {time} {Convert.ToBase64String(signature)}"));
    }

    private async Task<(Answer Answer, long? Last)> AskAsync(string act, byte[] body, CancellationToken cancellation)
    {
        var (signature, authorization) = Signed(act, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, $"api/v1/station/{act}"))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await client.SendAsync(request, cancellation);
        var said = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if (answer.IsSuccessStatusCode)
            return (IsOfServer(answer.Headers.TryGetValues(StationProof.AnswerHeader, out var values) ? values.FirstOrDefault() : null, signature, said) ? new(said, null, false) : new(null, OtherServer, false), null);
        return (new(null, ServerRefusal.Of((int)answer.StatusCode, said), false), Number(answer, StationProof.CounterHeader));
    }

    private bool IsOfServer(string? header, byte[] signature, byte[] said) => BytesOf(header) is { } signed && StationProof.IsSigned(server.ServerKey, StationProof.Answer(signature, said), signed);

    /// <summary>Null where the header is not there or no short base64.</summary>
    private static byte[]? BytesOf(string? header)
    {
        if (header is not { Length: <= 200 })
            return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header, bytes, out var length) ? bytes[..length] : null;
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
