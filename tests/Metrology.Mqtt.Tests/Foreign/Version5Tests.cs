using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;
using Metrology.Testing;

namespace Metrology.Mqtt.Tests.Foreign;

/// <summary>MQTT 5, certificates, passwords and access lists against the mosquitto family, both ways.</summary>
public sealed class Version5Tests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("metrology-mqtt5-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Messages_of_mosquitto_go_through_with_their_properties(int qos)
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        var port = endpoint.Endpoint.Port;
        await using var subscriber = await Mosquitto.SubscribeAsync(port, "-V", "mqttv5", "-i", "s", "-t", "dev/+/up", "-q", $"{qos}", "-F", "%t %p %C %P", "-D", "connect", "receive-maximum", "5");
        var (exit, error) = await Mosquitto.PublishAsync(
            port, "-V", "mqttv5", "-i", "p", "-t", "dev/1/up", "-m", "1.23", "-q", $"{qos}", "-D", "publish", "user-property", "line", "3", "-D", "publish", "content-type", "text/plain",
            "-D", "publish", "topic-alias", "2", "--repeat", "2");
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal("dev/1/up 1.23 text/plain line:3", await subscriber.ReadUntilAsync("1.23"));
        Assert.Equal("dev/1/up 1.23 text/plain line:3", await subscriber.ReadUntilAsync("1.23"));
        Assert.All(await endpoint.Ingest.NextAsync(2), message => Assert.Equal(((QualityOfService)qos, "dev/1/up"), (message.QualityOfService, message.Topic)));
    }

    [Fact]
    public async Task Mosquitto_shares_a_subscription_finds_its_session_again_and_is_told_what_it_may_not()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        var port = endpoint.Endpoint.Port;
        await using (var one = await Mosquitto.SubscribeAsync(port, "-V", "mqttv5", "-i", "one", "-t", "$share/g/t", "-q", "1"))
        {
            await using var two = await Mosquitto.SubscribeAsync(port, "-V", "mqttv5", "-i", "two", "-t", "$share/g/t", "-q", "1");
            await Mosquitto.PublishAsync(port, "-V", "mqttv5", "-t", "t", "-m", "shared", "-q", "1", "--repeat", "2");
            await one.ReadUntilAsync("shared");
            await two.ReadUntilAsync("shared");
        }

        string[] persistent = ["-V", "mqttv5", "-i", "s", "-c", "-x", "600", "-t", "a", "-q", "1"];
        await using (var first = await Mosquitto.SubscribeAsync(port, persistent))
            await first.KillAsync();
        while ((await endpoint.NextClosedAsync()).ClientId != "s") { }
        await Mosquitto.PublishAsync(port, "-V", "mqttv5", "-t", "a", "-m", "meanwhile", "-q", "1");
        await using var second = Mosquitto.Subscribe(port, persistent);
        Assert.Equal("meanwhile", await second.ReadUntilAsync("meanwhile"));

        var (_, error) = await Mosquitto.PublishAsync(port, "-V", "mqttv5", "-t", "secret/x", "-m", "b", "-q", "1");
        Assert.Contains("Not authorized", error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mosquitto_shows_its_certificate_and_one_without_is_turned_away()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        using var authority = Authority();
        using var server = Issue(authority, "localhost");
        using var bench = Issue(authority, "bench-1");
        await using var endpoint = TestEndpoint.Start(change: options => options with
        {
            Tls = new SslServerAuthenticationOptions
            {
                ServerCertificate = server,
                ClientCertificateRequired = true,
                CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
            },
            Authenticate = (credentials, _) => ValueTask.FromResult(AuthenticationOutcome.Accept(credentials.Certificate!.GetNameInfo(X509NameType.SimpleName, false))),
        });
        string[] message = ["-h", "localhost", "-V", "mqttv5", "-t", "t", "-m", "x", "-q", "1", "--cafile", Pem("ca.pem", authority.ExportCertificatePem())];
        var (exit, error) = await Mosquitto.PublishAsync(endpoint.Endpoint.Port, [.. message, "--cert", Pem("c.pem", bench.ExportCertificatePem()), "--key", Pem("c.key", bench.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal("bench-1", Assert.Single(endpoint.Ingest.Committed).Principal.Name);
        Assert.NotEqual(0, (await Mosquitto.PublishAsync(endpoint.Endpoint.Port, message)).ExitCode);
        Assert.Single(endpoint.Ingest.Committed);
    }

    [Fact]
    public async Task Our_client_speaks_version_5_to_a_broker_with_certificates_a_password_and_an_access_list()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        using var authority = Authority();
        using var server = Issue(authority, "localhost");
        using var bench = Issue(authority, "bench-1");
        var passwords = Pem("passwords", "");
        Assert.Equal(0, ForeignProgram.Run("mosquitto_passwd", "-b", passwords, "bench", "word").ExitCode);
        var acl = Pem("acl", "user bench\ntopic readwrite own/#\n");
        var (broker, port) = await Mosquitto.StartBrokerAsync(folder, lines:
            $"cafile {Pem("ca.pem", authority.ExportCertificatePem())}\ncertfile {Pem("s.pem", server.ExportCertificatePem())}\nkeyfile {Pem("s.key", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}\n"
            + $"require_certificate true\npassword_file {passwords}\nacl_file {acl}\nmax_topic_alias 3\n");
        await using var running = broker;
        MqttClient Client(string password) => new(
            new()
            {
                Host = "127.0.0.1",
                Port = port,
                Version = ProtocolVersion.V5,
                ClientId = "",
                UserName = "bench",
                Password = Encoding.UTF8.GetBytes(password),
                Tls = new()
                {
                    TargetHost = "localhost",
                    ClientCertificates = [bench],
                    CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
                },
            },
            TimeProvider.System,
            new Random(1));

        await using (var wrong = Client("other"))
            Assert.Equal((ClientPhase.Refused, ReasonCode.NotAuthorized), await wrong.ConnectAsync(Patience.Token) is var state ? (state.Phase, state.Refusal) : default);
        await using var client = Client("word");
        Assert.Equal(ClientPhase.Connected, (await client.ConnectAsync(Patience.Token)).Phase);
        await client.SubscribeAsync("own/#", QualityOfService.ExactlyOnce, Patience.Token);
        foreach (var qos in Enum.GetValues<QualityOfService>())
        {
            for (var i = 0; i < 5; i++)
                await client.PublishAsync($"own/{i}", new[] { (byte)i }, qos, Patience.Token);
            for (var i = 0; i < 5; i++)
                Assert.Equal(($"own/{i}", qos), await client.ReceiveAsync(Patience.Token) is var message ? (message.Topic, message.QualityOfService) : default);
        }

        Assert.Equal(ReasonCode.NotAuthorized, await client.PublishAsync("others", new byte[1], QualityOfService.AtLeastOnce, Patience.Token));
    }

    string Pem(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bench authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
