using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;

namespace Metrology.Documents.TimeStamps;

/// <summary>Asks an authority over HTTP (RFC 3161 3.4).</summary>
public sealed class HttpTimeStamps(TimeStampSettings settings, TimeProvider clock) : ITimeStampAuthority, IDisposable
{
    // No redirects: the address is the one that the institution chose.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = settings.Timeout, MaxResponseContentBufferSize = TimeStampSettings.LargestAnswer };

    public bool IsConfigured => true;

    public bool IsRequired => settings.IsRequired;

    public Outcome<ReadOnlyMemory<byte>> Stamp(ReadOnlyMemory<byte> sha256)
    {
        var query = new TimeStampQuery(sha256);
        var asked = Ask(query.ToBytes());
        if (asked.Refusal is { } unreachable)
            return unreachable;
        var answer = query.Read(asked.Value);
        if (answer.Fault is { } fault)
            return Wrong(fault);
        return (answer.Time!.Value - clock.GetUtcNow()).Duration() > TimeStampSettings.Tolerance ? TimeOff(answer.Time.Value) : answer.Token!.Value;
    }

    public Refusal? CannotTrust(IReadOnlyList<byte[]> chain, DateTimeOffset at)
    {
        if (settings.Trusted.Count == 0)
            return null;
        var certificates = chain.Select(one => X509CertificateLoader.LoadCertificate(one)).ToList();
        return ReadSignature.CheckChain(certificates[0], certificates, settings.Trusted, at).IsTrusted
            ? null
            : Refusal.Of(
                "timestamp.not-trusted", $"时间戳由「{certificates[0].Subject}」签发，不是配置的时间戳机构。没有签发。请管理员核对时间戳服务器和证书。",
                $"The time stamp is of “{certificates[0].Subject}”, which does not lead to a certificate that was configured. Nothing was issued. An administrator checks server and certificates.");
    }

    public void Dispose() => http.Dispose();

    private Outcome<ReadOnlyMemory<byte>> Ask(byte[] query)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address) { Content = new ByteArrayContent(query) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(TimeStampQuery.MediaType);
            using var answer = http.Send(request);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != TimeStampQuery.AnswerMediaType)
                return Unreachable($"HTTP {(int)answer.StatusCode}, {answer.Content.Headers.ContentType?.MediaType ?? "—"}");
            using var bytes = new MemoryStream();
            answer.Content.ReadAsStream().CopyTo(bytes);
            return (ReadOnlyMemory<byte>)bytes.ToArray();
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return Unreachable(fault is TaskCanceledException ? $"> {settings.Timeout.TotalSeconds:0.###} s" : fault.Message);
        }
    }

    private Refusal Unreachable(string why) => Refusal.Of(
        "timestamp.unreachable", $"时间戳服务器 {settings.Address.Host} 没有给出时间戳（{why}），没有签发。请稍后再试，或联系管理员。",
        $"The time-stamp server {settings.Address.Host} gave no stamp ({why}), so nothing was issued. Try again later, or tell an administrator.");

    private static Refusal Wrong(TimeStampFault fault) => fault == TimeStampFault.Refused
        ? Refusal.Of("timestamp.refused", "时间戳服务器拒绝给出时间戳，没有签发。请联系管理员。", "The time-stamp server refused to stamp, so nothing was issued. Tell an administrator.")
        : Refusal.Of("timestamp.wrong", $"时间戳服务器的回答不是对这份文件的（{fault}），没有签发。请联系管理员。", $"The answer of the time-stamp server is not one for this file ({fault}), so nothing was issued. Tell an administrator.");

    private static Refusal TimeOff(DateTimeOffset stamped) => Refusal.Of(
        "timestamp.time-off", $"时间戳的时间 {stamped.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z 与服务器时钟相差过大，没有签发。请管理员校准时钟，或核对时间戳服务器。",
        $"The time of the stamp, {stamped.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, is too far from the server's clock, so nothing was issued. An administrator sets the clock right, or checks the time-stamp server.");
}
