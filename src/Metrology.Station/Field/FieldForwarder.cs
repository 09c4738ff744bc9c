using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.App.Operation;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;

namespace Metrology.Station.Field;

/// <summary>Where the server listens for instruments.</summary>
public sealed record FieldServer(string Host, int Port)
{
    /// <summary>Whose certificates are taken; null speaks plain TCP.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>What an instrument shows of itself, by its name.</summary>
    public IReadOnlyDictionary<string, X509Certificate2> Certificates { get; init; } = new Dictionary<string, X509Certificate2>();

    internal SslClientAuthenticationOptions? Tls(string instrument)
    {
        if (Authorities is null)
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authorities);
        return new() { TargetHost = Host, CertificateChainPolicy = policy, ClientCertificates = Certificates.TryGetValue(instrument, out var own) ? [own] : null };
    }
}

/// <summary>
/// Brings the messages of one instrument from the spool to the server, oldest first. A message leaves the spool when the server has committed it (PUBACK); after a lost
/// connection or a killed process it goes again under the same number, and the server takes it once.
/// </summary>
internal sealed class FieldForwarder(FieldInstrument instrument, FieldServer server, ISpool spool, Action<FieldNotice> tell, TimeProvider clock)
{
    private const int Window = 64;

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await ForwardAsync(cancellation);
                // A key may be drawn anew, a right given: neither is news that reaches us.
                await Task.Delay(AfterRefusal, clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped; what was not acknowledged is still in the spool.
        }
    }

    /// <summary>Ends when the server refuses.</summary>
    private async Task ForwardAsync(CancellationToken cancellation)
    {
        await using var client = new MqttClient(Options(), clock, new Random());
        client.StateChanged += state => tell(FieldNotice.Connection(instrument.Name, state));
        var state = await client.ConnectAsync(cancellation);
        if (state.Phase != ClientPhase.Connected)
            return;
        await client.PublishAsync(new Publish(WireTopics.Status(instrument.Name), "online"u8.ToArray()) { QualityOfService = QualityOfService.AtLeastOnce, Retain = true }, cancellation);
        while (true)
        {
            var next = spool.NextAdded();
            var batch = spool.Oldest(instrument.Name, Window);
            if (batch.Count == 0)
            {
                await next.WaitAsync(cancellation);
                continue;
            }

            var answers = await Task.WhenAll(batch.Select(message => client.PublishAsync(message.Topic, message.Payload, QualityOfService.AtLeastOnce, cancellation)));
            // What the server kept apart as no good is not sent again; only a server that takes nothing is waited for.
            foreach (var kept in answers.Where(IsKeptApart))
                tell(FieldNotice.Refused(instrument.Name, kept));
            var taken = answers.TakeWhile(answer => !answer.IsFailure() || IsKeptApart(answer)).Count();
            spool.Remove(batch.Take(taken));
            if (taken == batch.Count)
                continue;
            tell(FieldNotice.Refused(instrument.Name, answers[taken]));
            return;
        }
    }

    /// <summary>Refused for what it says (contract.md, Bounds).</summary>
    private static bool IsKeptApart(ReasonCode answer) => answer is ReasonCode.PayloadFormatInvalid or ReasonCode.TopicNameInvalid or ReasonCode.ImplementationSpecificError;

    private MqttClientOptions Options() => new()
    {
        Host = server.Host,
        Port = server.Port,
        Tls = server.Tls(instrument.Name),
        Version = ProtocolVersion.V5,
        ClientId = $"station-{instrument.Name}",
        UserName = instrument.Name,
        Password = Encoding.UTF8.GetBytes(instrument.Key),
        Will = new Will(WireTopics.Status(instrument.Name), "offline"u8.ToArray()) { QualityOfService = QualityOfService.AtLeastOnce, Retain = true },
    };
}
