using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.Web.Host.Syslog;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests;

/// <summary>The log also goes to a collector of somebody else (RFC 5424 to 5426, 6587).</summary>
public sealed class SyslogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("tls://logs.example", "tls://logs.example:6514")]
    [InlineData("tcp://10.0.0.5:1514", "tcp://10.0.0.5:1514")]
    [InlineData("udp://[::1]", "udp://::1:514")]
    [InlineData("unix:/dev/log", "unix:/dev/log")]
    [InlineData("http://logs.example", null)]
    [InlineData("tcp://user@logs.example", null)]
    [InlineData("tcp://logs.example/path", null)]
    [InlineData("logs.example", null)]
    public void Addresses_are_read_or_refused(string said, string? expected)
    {
        var read = SyslogAddress.From(name => name == SyslogAddress.Variable ? said : null);
        Assert.Equal((expected, expected is null ? "serve.bad-syslog" : null), (read.IsRefused ? null : read.Value!.ToString(), read.Refusal?.Code));
        Assert.Null(SyslogAddress.From(_ => null).Value);
    }

    [Fact]
    public async Task Lines_come_by_datagram_with_their_severity_and_in_one_piece()
    {
        using var collector = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using (var log = new SyslogLog(new("udp", "127.0.0.1", ((IPEndPoint)collector.Client.LocalEndPoint!).Port), TimeProvider.System))
            log.CreateLogger("Metrology.Web.Access.PasswordCheck").LogWarning("Account {Account}: {What}", 7, "one\r\n<11>1 forged\u0000");
        var line = Encoding.UTF8.GetString((await collector.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience)).Buffer);
        var parts = Regex.Match(line, "^<(?<priority>[0-9]+)>1 (?<time>[0-9T:.-]+Z) [!-~]+ metrology [0-9]+ (?<id>[!-~]{1,32}) - \uFEFF(?<text>.*)$", RegexOptions.Singleline);
        Assert.True(parts.Success, line);
        Assert.Equal(("28", "Account 7: one  <11>1 forged "), (parts.Groups["priority"].Value, parts.Groups["text"].Value));
        Assert.EndsWith("PasswordCheck", parts.Groups["id"].Value, StringComparison.Ordinal);
    }

    /// <summary>A collector that is away loses nothing that fits, and is told what did not.</summary>
    [Fact]
    public async Task Lines_wait_for_a_collector_that_comes_later()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var log = new SyslogLog(new("tcp", "127.0.0.1", port), TimeProvider.System);
        var writer = log.CreateLogger("A");
        for (var line = 0; line < SyslogLog.Most + 50; line++)
            writer.LogInformation("line {Line}", line);
        using var late = new TcpListener(IPAddress.Loopback, port);
        late.Start();
        using var taken = await late.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        var lines = new List<string>();
        while (lines.Count <= SyslogLog.Most)
            lines.Add(await CountedAsync(taken.GetStream()).WaitAsync(Patience));
        Assert.Contains("50 lines were dropped", lines[0], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, SyslogLog.Most).Select(line => $"line {line}"), lines.Skip(1).Select(line => line[(line.IndexOf('\uFEFF', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task A_collector_whose_certificate_nobody_trusts_hears_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var log = new SyslogLog(new("tls", "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), TimeProvider.System);
        log.CreateLogger("A").LogInformation("secret");
        using var taken = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        await using var tls = new SslStream(taken.GetStream());
        var heard = 0;
        try
        {
            await tls.AuthenticateAsServerAsync(own).WaitAsync(Patience);
            heard = await tls.ReadAsync(new byte[100], TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        }
        catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
        {
            // It has hung up.
        }

        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task Lines_come_by_a_socket_of_the_machine()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("metrology-log-").FullName, "log");
        using var collector = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        collector.Bind(new UnixDomainSocketEndPoint(path));
        using (var log = new SyslogLog(new("unix", path, 0), TimeProvider.System))
            log.CreateLogger("A").LogError(new InvalidOperationException("why"), "it failed");
        var buffer = new byte[8192];
        var read = await collector.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        var line = Encoding.UTF8.GetString(buffer, 0, read);
        Assert.StartsWith("<27>1 ", line, StringComparison.Ordinal);
        Assert.Contains("it failed System.InvalidOperationException: why", line, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>"LENGTH LINE" (RFC 6587 3.4.1).</summary>
    private static async Task<string> CountedAsync(NetworkStream stream)
    {
        var length = 0;
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1 && one[0] != ' ')
            length = (length * 10) + one[0] - '0';
        var line = new byte[length];
        await stream.ReadExactlyAsync(line);
        return Encoding.UTF8.GetString(line);
    }
}
