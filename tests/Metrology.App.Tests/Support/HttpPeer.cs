using System.Net;
using System.Net.Sockets;

namespace Metrology.App.Tests.Support;

/// <summary>A server of somebody else, which answers as a test wants.</summary>
internal sealed class HttpPeer : IDisposable
{
    private readonly HttpListener listener = new();

    /// <param name="answer">Question → status, media type and body; null answers never.</param>
    public HttpPeer(Func<byte[], Task<(int Status, string Type, byte[] Body)?>> answer)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        _ = ServeAsync(answer);
    }

    public Uri Address { get; }

    /// <summary>Questions so far.</summary>
    public int Asked { get; private set; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync(Func<byte[], Task<(int Status, string Type, byte[] Body)?>> answer)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                Asked++;
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (await answer(body.ToArray()) is not var (status, type, bytes))
                    continue;
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.OutputStream.WriteAsync(bytes);
                context.Response.Close();
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Closed, or the one who asked went away.
        }
    }
}
