using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.App.Operation;
using Metrology.Db.Sqlite;
using Metrology.Mqtt.Tests.Support;
using Metrology.Station.Ingest;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Scenario.Tests;

/// <summary>The MQTT port of the product with TLS, as its settings say, seen by mosquitto and by its own clients.</summary>
public sealed class MqttTlsTests : IDisposable
{
    private const string Gateway = "pile-1", Other = "pile-2";

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-mqtt-tls-").FullName;
    private readonly X509Certificate2 authority = Authority();

    public void Dispose()
    {
        authority.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gateway_gets_in_by_its_key_or_where_authorities_are_named_by_its_certificate(bool needsCertificate)
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        var files = Issue("localhost");
        var settings = new Dictionary<string, string> { [MqttTls.CertificateVariable] = files.Certificate, [MqttTls.KeyVariable] = files.Key };
        var trusted = Write("ca.pem", authority.ExportCertificatePem());
        if (needsCertificate)
            (settings[MqttTls.AuthorityVariable], settings[MqttTls.RevokedVariable]) = (trusted, Write("revoked.pem", Revoked()));
        var tls = MqttTls.From(name => settings.GetValueOrDefault(name)).Value.Broker!;
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        await store.MigrateAsync(default);
        var access = new BrokerAccess(new Dictionary<string, string> { [Gateway] = "key", [Other] = "other" }) { NeedsCertificate = tls.NeedsCertificate };
        await using var broker = new Broker(new(IPAddress.Loopback, 0), access, new MessageIngest(new KeepMessages(store)), TimeProvider.System, tls);
        broker.Start();
        string[] publish = ["-h", "localhost", "-q", "1", "--cafile", trusted, "-t", WireTopics.Readings(Gateway), "-m", Readings()];
        var (own, foreign) = (Issue(Gateway), Issue(Other));
        string[] byKey = ["-u", Gateway, "-P", "key"], byCertificate = ["--cert", own.Certificate, "--key", own.Key], byOther = ["-u", Gateway, "--cert", foreign.Certificate, "--key", foreign.Key];

        foreach (var refused in needsCertificate ? [byKey, byOther] : new[] { ["-u", Gateway, "-P", "wrong"], byCertificate })
            Assert.NotEqual(0, (await Mosquitto.PublishAsync(broker.Port, [.. publish, .. refused])).ExitCode);
        Assert.Equal(0, await store.ReadAsync(db => db.InstrumentMessages.CountAsync(), default));
        Assert.Equal((0, ""), await Mosquitto.PublishAsync(broker.Port, [.. publish, .. needsCertificate ? byCertificate : byKey]));
        Assert.Equal(1, await store.ReadAsync(db => db.InstrumentMessages.CountAsync(), default));

        if (needsCertificate)
        {
            using var lost = X509CertificateLoader.LoadCertificateFromFile(own.Certificate);
            Write("revoked.pem", Revoked(lost));
            Assert.NotEqual(0, (await Mosquitto.PublishAsync(broker.Port, [.. publish, .. byCertificate])).ExitCode);
        }

        await using var station = broker.OpenLink("station-test");
        await station.PublishAsync(WireTopics.Command(Gateway), WireEncoder.Encode(new WireCommand("t-1", WireCommand.Read, [])), Patience.Token);
    }

    /// <summary>A gateway whose certificate stands in a list of its authority is refused from the next connection on; so is everybody where the list is over, of another authority, or cannot be read.</summary>
    [Fact]
    public void A_revoked_certificate_is_refused()
    {
        var (file, now) = (Path.Combine(folder, "revoked.pem"), DateTimeOffset.UtcNow);
        using var good = X509CertificateLoader.LoadCertificateFromFile(Issue(Gateway).Certificate);
        using var lost = X509CertificateLoader.LoadCertificateFromFile(Issue(Other).Certificate);
        using var foreign = Authority("CN=another authority");
        Write("revoked.pem", List(authority, now.AddDays(1)));
        Assert.Equal((true, true), (RevocationLists.Allow(file, good, now), RevocationLists.Allow(file, lost, now)));
        Write("revoked.pem", List(foreign, now.AddDays(1)) + "\n" + List(authority, now.AddDays(1), lost));
        Assert.Equal((true, false), (RevocationLists.Allow(file, good, now), RevocationLists.Allow(file, lost, now)));
        Assert.False(RevocationLists.Allow(file, good, now.AddDays(2)));
        Write("revoked.pem", List(foreign, now.AddDays(1)));
        Assert.False(RevocationLists.Allow(file, good, now));
        foreach (var text in new[] { "", "nothing", "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n" })
        {
            Write("revoked.pem", text);
            Assert.Equal((false, false), (RevocationLists.Allow(file, good, now), RevocationLists.IsReadable(file)));
        }
    }

    [Fact]
    public void Half_a_setting_and_files_that_are_no_certificate_are_refused()
    {
        var files = Issue("localhost");
        string? Code(params (string Name, string Value)[] settings) => MqttTls.From(name => settings.FirstOrDefault(one => one.Name == name).Value).Refusal?.Code;
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, files.Certificate)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.AuthorityVariable, files.Certificate)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, files.Certificate), (MqttTls.KeyVariable, files.Key), (MqttTls.RevokedVariable, files.Certificate)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, files.Certificate), (MqttTls.KeyVariable, files.Key), (MqttTls.AuthorityVariable, files.Certificate), (MqttTls.RevokedVariable, files.Certificate)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, files.Certificate), (MqttTls.KeyVariable, Issue("other").Key)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, Path.Combine(folder, "missing")), (MqttTls.KeyVariable, files.Key)));
        Assert.Equal("serve.mqtt-tls", Code((MqttTls.CertificateVariable, files.Certificate), (MqttTls.KeyVariable, files.Key), (MqttTls.AuthorityVariable, Write("no.pem", "nothing"))));
        Assert.Null(MqttTls.From(_ => null).Value.Broker);
    }

    private string Revoked(params X509Certificate2[] revoked) => List(authority, DateTimeOffset.UtcNow.AddDays(1), revoked);

    private static string List(X509Certificate2 issuer, DateTimeOffset until, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var one in revoked)
            builder.AddEntry(one);
        return PemEncoding.WriteString("X509 CRL", builder.Build(issuer, 1, until, HashAlgorithmName.SHA256));
    }

    private static string Readings() => Encoding.UTF8.GetString(WireEncoder.Encode(
        new WireReadings("m", 1, new(2026, 8, 21, 6, 30, 5, TimeSpan.Zero), null, [new("energy.active.import", "1.000", "kWh", 0.001m)])));

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private (string Certificate, string Key) Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return (Write($"{name}.pem", issued.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private static X509Certificate2 Authority(string name = "CN=authority of the gateways")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }
}
