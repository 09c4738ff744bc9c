using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Client;

/// <summary>What an attempt to connect came to: an open stream with its CONNACK, a refusal, or no answer.</summary>
internal sealed record DialOutcome(PacketStream? Stream, ConnAck? Answer, LossReason Loss);

/// <summary>Opens the network connection and exchanges CONNECT and CONNACK.</summary>
internal sealed class Dialer(MqttClientOptions options, TimeProvider time, string? assignedClientId)
{
    public async Task<DialOutcome> DialAsync(CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Limits.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        DialOutcome? outcome = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, either.Token);
            outcome = await GreetAsync(await SecureAsync(socket, either.Token), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DialOutcome(null, null, LossReason.ConnectTimeout);
        }
        catch (Exception fault) when (PacketStream.IsLoss(fault) || fault is AuthenticationException)
        {
            return new DialOutcome(null, null, LossReason.NetworkFault);
        }
        finally
        {
            if (outcome?.Stream is null)
                socket.Dispose();
        }
        return outcome;
    }

    async Task<Stream> SecureAsync(Socket socket, CancellationToken cancellation)
    {
        var network = new NetworkStream(socket, ownsSocket: true);
        if (options.Tls is not { } tls)
            return network;
        var secure = new SslStream(network);
        await secure.AuthenticateAsClientAsync(tls, cancellation);
        return secure;
    }

    async Task<DialOutcome> GreetAsync(Stream network, CancellationToken cancellation)
    {
        var stream = new PacketStream(network, options.Limits.MaxPacketSize) { Version = options.Version };
        stream.Write(Greeting());
        await stream.FlushAsync(cancellation);
        var answer = await stream.ReadAsync(cancellation);
        if (answer.IsIncomplete)
            return new DialOutcome(null, null, LossReason.PeerClosed);
        if (answer.Packet is not ConnAck ack)
            return new DialOutcome(null, null, LossReason.ProtocolViolation);
        return ack.Reason == ReasonCode.Success
            ? new DialOutcome(stream, ack, LossReason.None)
            : new DialOutcome(null, ack, LossReason.Refused);
    }

    Connect Greeting() => new(options.Version, assignedClientId ?? options.ClientId)
    {
        Properties = options.Version == ProtocolVersion.V5 ? Wishes() : PropertyList.Empty,
        CleanSession = options.CleanSession,
        KeepAlive = (ushort)Math.Min(Math.Ceiling(options.KeepAlive.TotalSeconds), ushort.MaxValue),
        UserName = options.UserName,
        Password = options.Password,
        Will = options.Will,
    };

    PropertyList Wishes() => PropertyList.Of(
        new NumberProperty(PropertyId.SessionExpiryInterval, (uint)(options.SessionExpiry ?? (options.CleanSession ? TimeSpan.Zero : TimeSpan.FromDays(1))).TotalSeconds),
        new NumberProperty(PropertyId.ReceiveMaximum, (uint)Math.Clamp(options.Limits.MaxInbound, 1, ushort.MaxValue)),
        new NumberProperty(PropertyId.MaximumPacketSize, (uint)options.Limits.MaxPacketSize),
        new NumberProperty(PropertyId.TopicAliasMaximum, (uint)options.Limits.MaxTopicAliases));
}
