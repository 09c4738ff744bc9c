using System.Net.Http.Headers;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Documents.Sealing;

/// <summary>A seal service over HTTP: the file is posted as application/pdf, with the number of the certificate in a header; the sealed file is the answer.</summary>
public sealed class HttpSealService(string name, Uri address, TimeSpan? timeout = null) : ISealService, IDisposable
{
    /// <summary>Says which certificate it is.</summary>
    public const string NumberHeader = "Metrology-Certificate";

    private const string Pdf = "application/pdf";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = timeout ?? SealLimits.UsualTimeout };

    public bool IsConfigured => true;

    public string Name => name;

    public async Task<Outcome<byte[]>> SealAsync(string number, byte[] pdf, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(pdf) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(Pdf);
            request.Headers.Add(NumberHeader, Uri.EscapeDataString(number));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != Pdf)
                return SealLimits.Unreachable(name, $"HTTP {(int)answer.StatusCode}, {answer.Content.Headers.ContentType?.MediaType ?? "—"}");
            await answer.Content.LoadIntoBufferAsync(pdf.Length + SealLimits.LargestGrowth, cancellation).WaitAsync(http.Timeout, cancellation);
            return await answer.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return SealLimits.TooLarge(name);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && fault is HttpRequestException or TaskCanceledException or TimeoutException or IOException)
        {
            return SealLimits.Unreachable(name, fault is HttpRequestException or IOException ? fault.Message : $"> {http.Timeout.TotalSeconds:0.###} s");
        }
    }

    public Outcome<SealFacts> Read(byte[] pdf, byte[] answer) => SealReading.Read(name, pdf, answer);

    public void Dispose() => http.Dispose();
}
