using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Testing;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Metrology.Scenario.Tests;

/// <summary>The pages over https that the server speaks itself, seen by openssl and by a client of .NET.</summary>
public sealed class HttpsTests : IDisposable
{
    private static readonly BindingAddress Plain = BindingAddress.Parse("http://127.0.0.1:5080"), Secure = BindingAddress.Parse("https://127.0.0.1:5443");

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-https-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_server_speaks_TLS_from_1_2_on_and_marks_its_cookies()
    {
        Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
        var (certificate, key) = Issue("localhost");
        var https = HttpsTls.From(name => name == HttpsTls.CertificateVariable ? certificate : name == HttpsTls.KeyVariable ? key : null, [Secure]).Value;
        await using var app = MetrologyHost.Create(
            new(new(Path.Combine(folder, "data")), Urls: "https://127.0.0.1:0") { Https = https }, builder => builder.Logging.AddFilter("Microsoft", LogLevel.Critical));
        await MetrologyHost.PrepareAsync(app, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var port = new Uri(app.Urls.Single()).Port;

        // Whoever trusts this one certificate and asks for the name in it gets the page, with cookies for https alone.
        using var own = X509CertificateLoader.LoadCertificateFromFile(certificate);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == own.Thumbprint, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        var page = await client.GetAsync(new Uri($"https://localhost:{port}/setup"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));

        foreach (var (version, isTaken) in new[] { ("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true) })
        {
            // Security level 0 lets openssl itself offer the old versions.
            var said = ForeignProgram.Run("sh", "-c", $"openssl s_client -connect 127.0.0.1:{port} {version} -cipher DEFAULT:@SECLEVEL=0 -brief < /dev/null");
            Assert.Equal((version, isTaken), (version, said.ExitCode == 0));
        }

        // Of TLS 1.2 only suites with forward secrecy and AEAD; where the client has the choice, the strongest.
        foreach (var (suites, chosen) in new[] { ("ECDHE-ECDSA-AES128-SHA256", ""), ("ECDHE-ECDSA-AES256-SHA384", ""), ("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"), ("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384") })
        {
            var said = ForeignProgram.Run("sh", "-c", $"openssl s_client -connect 127.0.0.1:{port} -tls1_2 -cipher {suites}:@SECLEVEL=0 -brief < /dev/null 2>&1");
            Assert.Equal((suites, chosen.Length > 0), (suites, said.ExitCode == 0));
            Assert.Contains(chosen, said.Output, StringComparison.Ordinal);
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Https_without_a_certificate_and_a_certificate_without_https_start_nothing()
    {
        var (certificate, key) = Issue("localhost");
        Assert.Equal("serve.https", Code([Secure]));
        Assert.Equal("serve.https", Code([Plain, Secure], (HttpsTls.CertificateVariable, certificate)));
        Assert.Equal("serve.https", Code([Plain], (HttpsTls.CertificateVariable, certificate), (HttpsTls.KeyVariable, key)));
        Assert.Equal("serve.https", Code([Secure], (HttpsTls.CertificateVariable, certificate), (HttpsTls.KeyVariable, Issue("other").Key)));
        Assert.Equal("serve.https", Code([Secure], (HttpsTls.CertificateVariable, Path.Combine(folder, "missing")), (HttpsTls.KeyVariable, key)));
        Assert.Null(Code([Secure], (HttpsTls.CertificateVariable, certificate), (HttpsTls.KeyVariable, key)));
        Assert.Null(HttpsTls.From(_ => null, [Plain]).Value);

        static string? Code(BindingAddress[] urls, params (string Name, string Value)[] settings) =>
            HttpsTls.From(name => settings.FirstOrDefault(one => one.Name == name).Value, urls).Refusal?.Code;
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false, false)]
    [InlineData("http://localhost:5080", false, false)]
    [InlineData("http://[::1]:5080", false, false)]
    [InlineData("https://0.0.0.0:5443", false, false)]
    [InlineData("http://0.0.0.0:5080", true, false)]
    [InlineData("http://0.0.0.0:5080", false, true)]
    [InlineData("http://*:5080", false, true)]
    [InlineData("http://192.168.7.4:5080", false, true)]
    public void Plain_http_on_a_network_is_warned_of_unless_a_proxy_is_named(string url, bool hasProxy, bool isWarned) =>
        Assert.Equal(isWarned, HttpsTls.IsPlainOnNetwork([BindingAddress.Parse(url)], new(new(folder)) { Proxies = hasProxy ? [IPNetwork.Parse("10.0.8.0/28")] : [] }));

    private (string Certificate, string Key) Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var issued = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (Write($"{name}.pem", issued.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
