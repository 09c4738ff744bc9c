using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Client;

/// <summary>One accepted connection of a client: reads, writes and pings until it is lost or finished.</summary>
internal sealed class ClientConnection(ClientSession session, PacketStream stream, ConnAck greeting, MqttClientOptions options, TimeProvider time)
{
    readonly ConcurrentQueue<MqttPacket> control = new();
    readonly Signal wake = new();
    readonly CancellationTokenSource closing = new();
    readonly Lock gate = new();
    readonly TopicAliases aliases = new(options.Limits.MaxTopicAliases, Math.Min(options.Limits.MaxTopicAliases, (int)(greeting.Properties.Number(PropertyId.TopicAliasMaximum) ?? 0)));

    // 3.2.2.3.14: the server's word goes before ours.
    readonly TimeSpan keepAlive = greeting.Properties.Number(PropertyId.ServerKeepAlive) is { } seconds ? TimeSpan.FromSeconds(seconds) : options.KeepAlive;
    TaskCompletionSource? pong;
    LossReason loss;
    volatile bool isHeldUp;

    public ClientSession Session => session;

    /// <summary>What the server said with its DISCONNECT.</summary>
    public ReasonCode Farewell { get; private set; }

    /// <summary>Runs to the end of the connection and says why it ended.</summary>
    public async Task<LossReason> RunAsync()
    {
        session.Attach(this, greeting.SessionPresent, OutboxWindow.Of(greeting.Properties));
        var reading = ReadAsync();
        await Task.WhenAll(reading, WriteAsync(reading), PingAsync());
        return loss;
    }

    /// <summary>Queues a packet that goes ahead of messages.</summary>
    public void Send(MqttPacket packet)
    {
        control.Enqueue(packet);
        wake.Set();
    }

    public void Wake() => wake.Set();

    /// <summary>Writes what is queued, then DISCONNECT.</summary>
    public void Finish() => wake.Complete();

    public void Close(LossReason reason)
    {
        lock (gate)
        {
            if (loss == LossReason.None)
                loss = reason;
        }
        closing.Cancel();
    }

    async Task ReadAsync()
    {
        try
        {
            while (!closing.IsCancellationRequested)
            {
                var decoded = await stream.ReadAsync(closing.Token);
                if (decoded.Packet is { } packet)
                    await HandleAsync(packet);
                else
                    Close(decoded.IsIncomplete ? LossReason.PeerClosed : LossReason.ProtocolViolation);
            }
        }
        catch (OperationCanceledException)
        {
            // Close has said why.
        }
    }

    async ValueTask HandleAsync(MqttPacket packet)
    {
        switch (packet)
        {
            case Publish publish when aliases.Resolve(publish) is { } named:
                await ReceiveAsync(named);
                break;
            case Disconnect disconnect when options.Version == ProtocolVersion.V5:
                Farewell = disconnect.Reason;
                Close(LossReason.ServerDisconnected);
                break;
            case PubAck ack:
                session.Outbox.OnPubAck(ack);
                wake.Set();
                break;
            case PubRec receipt:
                if (session.Outbox.OnPubRec(receipt) is { } answer)
                    Send(answer);
                break;
            case PubRel release when session.Inbox.TryRelease(release.PacketId):
                Send(new PubComp(release.PacketId));
                break;
            case PubComp complete:
                session.Outbox.OnPubComp(complete);
                wake.Set();
                break;
            case SubAck or UnsubAck when session.TryAnswer((IIdentified)packet):
                break;
            case PingResp:
                Volatile.Read(ref pong)?.TrySetResult();
                break;
            default:
                Close(LossReason.ProtocolViolation);
                break;
        }
    }

    async ValueTask ReceiveAsync(Publish publish)
    {
        Receipt<ClientConnection>? receipt = null;
        if (publish.QualityOfService == QualityOfService.ExactlyOnce)
        {
            (receipt, var isNew) = session.Inbox.Receive(publish.PacketId, this);
            if (!isNew)
            {
                if (receipt.IsAccepted)
                    Send(new PubRec(publish.PacketId));
                return;
            }
        }
        var isTaken = false;
        try
        {
            isHeldUp = true;
            await session.Inbound.Writer.WriteAsync(new ReceivedMessage(publish, this, receipt), closing.Token);
            isTaken = true;
        }
        finally
        {
            isHeldUp = false;
            if (!isTaken && receipt is not null)
                session.Inbox.Abandon(receipt);
        }
    }

    async Task WriteAsync(Task reading)
    {
        try
        {
            do
            {
                while (TryNext(out var packet))
                {
                    stream.Write(packet);
                    if (stream.IsFlushDue)
                        await stream.FlushAsync(closing.Token);
                }
                await stream.FlushAsync(closing.Token);
            }
            while (await wake.WaitAsync(closing.Token));

            // 3.14.4: after DISCONNECT the server closes; closing first could reset the connection before it has read that far.
            stream.Write(new Disconnect());
            await stream.FlushAsync(closing.Token);
            await Task.WhenAny(reading, Task.Delay(options.Limits.DisconnectTimeout, time, closing.Token));
            Close(LossReason.None);
        }
        catch (Exception end) when (end is OperationCanceledException || PacketStream.IsLoss(end))
        {
            Close(LossReason.NetworkFault);
        }
    }

    bool TryNext([NotNullWhen(true)] out MqttPacket? packet)
    {
        if (control.TryDequeue(out packet))
            return true;
        if (!session.Outbox.TryNext(this, out packet))
            return false;
        if (packet is Publish publish)
            packet = aliases.Shorten(publish);
        return true;
    }

    async Task PingAsync()
    {
        if (keepAlive <= TimeSpan.Zero)
            return;
        try
        {
            while (true)
            {
                await Task.Delay(keepAlive, time, closing.Token);
                await PingOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Close has said why.
        }
        catch (TimeoutException)
        {
            Close(LossReason.PingTimeout);
        }
    }

    async Task PingOnceAsync()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref pong, answered);
        Send(PingReq.Instance);
        while (true)
        {
            try
            {
                await answered.Task.WaitAsync(options.Limits.PingTimeout, time, closing.Token);
                return;
            }
            catch (TimeoutException) when (isHeldUp)
            {
                // The answer may stand behind a message our own consumer has not taken.
            }
        }
    }
}
