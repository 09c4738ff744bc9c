using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Metrology.Web.Tests.Notifications;

/// <summary>The other side of a line, in bytes: what a connection says to it, and what it answers as a test wants.</summary>
internal sealed class BytePeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<StreamReader, StreamWriter, Task> talk;

    private BytePeer(Func<StreamReader, StreamWriter, Task> talk)
    {
        this.talk = talk;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>Every line that came, of all connections.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>A server of mail that offers no STARTTLS.</summary>
    /// <param name="answer">To a line; null is the ordinary answer.</param>
    public static BytePeer Smtp(Func<string, string?>? answer = null)
    {
        BytePeer? peer = null;
        return peer = new(async (reader, writer) =>
        {
            await writer.WriteLineAsync("220 sink ready");
            var isText = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                peer!.Lines.Add(line);
                if (isText && line != ".")
                    continue;
                var said = answer?.Invoke(line) ?? (isText ? "250 taken"
                    : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 8BITMIME"
                    : line == "DATA" ? "354 go on"
                    : line == "QUIT" ? "221 bye"
                    : "250 ok");
                isText = line == "DATA" && said.StartsWith("354", StringComparison.Ordinal);
                await writer.WriteLineAsync(said);
                if (line == "QUIT")
                    return;
            }
        });
    }

    /// <summary>A server of the web that answers one status to everything; the body that came is the last line.</summary>
    public static BytePeer Http(string status, string headers = "")
    {
        BytePeer? peer = null;
        return peer = new(async (reader, writer) =>
        {
            var length = 0;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                peer!.Lines.Add(line);
                if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture);
            }

            var body = new char[length];
            // Lengths are of bytes; the bodies of these tests are ASCII.
            await reader.ReadBlockAsync(body);
            peer!.Lines.Add(new(body));
            await writer.WriteAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n");
        });
    }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                Connections++;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, new UTF8Encoding(false));
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await talk(reader, writer);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or IOException)
        {
            // Closed, or the other side went away.
        }
    }
}
