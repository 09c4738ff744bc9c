using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Web.Tests.Notifications;

namespace Metrology.Web.Tests.Commands;

/// <summary>The real program with an environment of its own against a server of mail that speaks TLS: which certificates are trusted is a fact of a process.</summary>
public sealed class MailTestTests
{
    private const string Password = "a-word-that-nobody-guesses";

    [Fact]
    public async Task A_mail_goes_out_behind_a_certificate_that_is_trusted_and_the_password_with_it()
    {
        using var certificate = Certificate();
        using var sink = BytePeer.SmtpWithTls(certificate);
        var authority = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            var (code, said) = await RunAsync(sink.Port, ("SSL_CERT_FILE", authority));
            Assert.True(code == 0, said);
            Assert.Contains(sink.Lines, line => line.StartsWith("AUTH login", StringComparison.OrdinalIgnoreCase));
            Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), sink.Lines);
            Assert.Contains("RCPT TO:<owner@example.cn>", sink.Lines);
            Assert.All(sink.Lines.Where(line => line.StartsWith("clear: ", StringComparison.Ordinal)), line => Assert.Matches("^clear: (EHLO .*|STARTTLS)$", line));
        }
        finally
        {
            File.Delete(authority);
        }
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail()
    {
        using var certificate = Certificate();
        using var sink = BytePeer.SmtpWithTls(certificate);
        var (code, said) = await RunAsync(sink.Port);
        Assert.Equal(1, code);
        Assert.Contains("[notification.mail-failed]", said, StringComparison.Ordinal);
        Assert.All(sink.Lines, line => Assert.StartsWith("clear: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "587", "notification.bad-mail")]
    [InlineData("owner@example.cn", "0", "serve.bad-setting")]
    [InlineData("", "587", "notification.no-address")]
    public async Task What_is_typed_or_set_wrongly_is_refused_by_name(string address, string port, string refusal)
    {
        var (code, said) = await RunAsync(address, ("METROLOGY_MAIL_PORT", port));
        Assert.Equal(2, code);
        Assert.Contains($"[{refusal}]", said, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Said)> RunAsync(int port, params (string Name, string Value)[] environment) =>
        RunAsync("owner@example.cn", [("METROLOGY_MAIL_PORT", $"{port}"), .. environment]);

    private static async Task<(int Code, string Said)> RunAsync(string address, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), "mail-test", address, "--lang", "en"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("METROLOGY_MAIL_HOST", "localhost"), ("METROLOGY_MAIL_FROM", "lab@example.cn"), ("METROLOGY_MAIL_USER", "lab"), ("METROLOGY_MAIL_PASSWORD", Password) }.Concat(environment))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) + await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
