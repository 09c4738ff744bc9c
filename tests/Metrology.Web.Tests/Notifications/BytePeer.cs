using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Metrology.Web.Tests.Notifications;

/// <summary>The other side of a line, in bytes: what a connection says to it, and what it answers as a test wants.</summary>
internal sealed class BytePeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> talk;
    private readonly List<string> lines = [];

    private BytePeer(Func<Stream, Task> talk)
    {
        this.talk = talk;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>Every line that came until now, of all connections; more may come while a test looks at it.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    /// <summary>A server of mail that offers no STARTTLS.</summary>
    /// <param name="answer">To a line; null is the ordinary answer.</param>
    public static BytePeer Smtp(Func<string, string?>? answer = null)
    {
        BytePeer? peer = null;
        return peer = new(async stream =>
        {
            var (reader, writer) = TextOf(stream);
            await writer.WriteLineAsync("220 sink ready");
            await peer!.MailAsync(reader, writer, answer ?? (_ => null));
        });
    }

    /// <summary>A server of mail that takes a password and mail after STARTTLS only (RFC 3207). Lines before it begin with "clear: ".</summary>
    public static BytePeer SmtpWithTls(X509Certificate2 certificate)
    {
        BytePeer? peer = null;
        return peer = new(async stream =>
        {
            var (reader, writer) = TextOf(stream);
            await writer.WriteLineAsync("220 sink ready");
            while (await reader.ReadLineAsync() is { } line)
            {
                peer!.Add("clear: " + line);
                await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 STARTTLS" : line == "STARTTLS" ? "220 go" : "530 STARTTLS first");
                if (line != "STARTTLS")
                    continue;
                await using var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(certificate);
                (reader, writer) = TextOf(secured);
                await peer.MailAsync(reader, writer, said => said.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250-AUTH LOGIN\r\n250 8BITMIME" : null);
                return;
            }
        });
    }

    /// <summary>A server of the web that answers one status to everything; the body that came is the last line.</summary>
    public static BytePeer Http(string status, string headers = "")
    {
        BytePeer? peer = null;
        return peer = new(async stream =>
        {
            var (reader, writer) = TextOf(stream);
            var length = 0;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                peer!.Add(line);
                if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture);
            }

            var body = new char[length];
            // Lengths are of bytes; the bodies of these tests are ASCII.
            await reader.ReadBlockAsync(body);
            peer!.Add(new(body));
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
                try
                {
                    await talk(stream);
                }
                catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The other side went away; it may come again.
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task MailAsync(StreamReader reader, StreamWriter writer, Func<string, string?> answer)
    {
        var isText = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            Add(line);
            if (isText && line != ".")
                continue;
            var said = answer(line) ?? (isText ? "250 taken"
                : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 8BITMIME"
                // Name and password of the tests, each asked for by its own line.
                : line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) ? "334 UGFzc3dvcmQ6"
                : Lines is [.., var before, _] && before.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) ? "235 welcome"
                : line == "DATA" ? "354 go on"
                : line == "QUIT" ? "221 bye"
                : "250 ok");
            isText = line == "DATA" && said.StartsWith("354", StringComparison.Ordinal);
            await writer.WriteLineAsync(said);
            if (line == "QUIT")
                return;
        }
    }

    private void Add(string line)
    {
        lock (lines)
            lines.Add(line);
    }

    private static (StreamReader Reader, StreamWriter Writer) TextOf(Stream stream) =>
        (new(stream, new UTF8Encoding(false), leaveOpen: true), new(stream, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" });
}
