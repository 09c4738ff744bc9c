using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Endpoint;

public class ClientAndEndpointTests
{
    static MqttClientOptions To(TestEndpoint endpoint) => new()
    {
        Host = "localhost",
        Port = endpoint.Endpoint.Port,
        ClientId = "bench-1",
        CleanSession = false,
        BackOff = new BackOff { First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(5) },
    };

    [Fact]
    public async Task Every_reading_is_committed_although_commits_fail_at_random()
    {
        const int Sent = 500;
        var random = new Random(20);
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { BatchSize = 8, BatchLinger = TimeSpan.Zero });
        endpoint.Ingest.Outcome = () => Task.FromResult(random.Next(10) == 0 ? IngestOutcome.Failed : IngestOutcome.Committed);
        await using var client = new MqttClient(To(endpoint), TimeProvider.System, new Random(2));
        await client.ConnectAsync(Patience.Token);

        var sends = Enumerable.Range(0, Sent).Select(i =>
            client.PublishAsync("r", BitConverter.GetBytes(i), (QualityOfService)(1 + (i % 2)), Patience.Token)).ToList();
        await Task.WhenAll(sends).InTime();
        await client.DisconnectAsync();

        var committed = endpoint.Ingest.Committed.Select(m => (Value: BitConverter.ToInt32(m.Payload.Span), m.QualityOfService)).ToList();
        Assert.True(endpoint.Endpoint.Statistics.BatchesFailed > 0);
        Assert.Equal(Enumerable.Range(0, Sent), committed.Select(m => m.Value).Distinct().Order());
        var exactlyOnce = committed.Where(m => m.QualityOfService == QualityOfService.ExactlyOnce).Select(m => m.Value).ToList();
        Assert.Equal(exactlyOnce.Distinct(), exactlyOnce);
        Assert.Equal(exactlyOnce.Order(), exactlyOnce);
    }

    [Fact]
    public async Task Mutual_TLS_shows_the_certificate_of_the_client()
    {
        using var server = Certificate("CN=localhost");
        using var bench = Certificate("CN=bench-1");
        await using var endpoint = TestEndpoint.Start(change: options => options with
        {
            Tls = new SslServerAuthenticationOptions
            {
                ServerCertificate = server,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == bench.GetCertHashString(),
            },
            Authenticate = (credentials, _) => ValueTask.FromResult(AuthenticationOutcome.Accept(credentials.Certificate!.Subject)),
        });
        var options = To(endpoint) with
        {
            Tls = new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [bench],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.GetCertHashString(),
            },
        };
        await using var client = new MqttClient(options, TimeProvider.System, new Random(3));
        await client.ConnectAsync(Patience.Token);
        await client.PublishAsync("r", new byte[1], QualityOfService.AtLeastOnce, Patience.Token);
        Assert.Equal("CN=bench-1", Assert.Single(endpoint.Ingest.Committed).Principal.Name);

        await using var plain = await endpoint.DialAsync();
        await plain.SendAsync("10 0D 0004 4D515454 04 02 0000 0001 61");
        Assert.Equal(CloseReason.Refused, (await endpoint.NextClosedAsync()).Reason);
    }

    static X509Certificate2 Certificate(string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
