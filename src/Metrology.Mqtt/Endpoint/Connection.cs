using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Endpoint;

/// <summary>
/// One network connection of the endpoint: awaits CONNECT, then reads and writes until somebody closes it. The first reason to close
/// is the one that counts.
/// </summary>
internal sealed class Connection
{
    static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(1);

    readonly EndpointServices services;
    readonly PacketStream stream;
    readonly ConcurrentQueue<(MqttPacket Packet, bool ReturnsCredit)> replies = new();
    readonly Signal wake = new();
    readonly SemaphoreSlim credits;

    // Neither is disposed: the pump may close a connection that has already ended.
    readonly CancellationTokenSource closing = new();
    readonly CancellationTokenSource reading;
    readonly Lock gate = new();
    ConnectionClosed? closed;
    Session? session;
    volatile bool isDraining;

    public Connection(EndpointServices services, PacketStream stream)
    {
        this.services = services;
        this.stream = stream;
        credits = new SemaphoreSlim(services.Limits.MaxUnacknowledged);
        reading = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
        closing.Token.Register(reading.Cancel);
    }

    public Session Session => session ?? throw new InvalidOperationException("CONNECT was not accepted yet");

    public ProtocolVersion Version => stream.Version;

    public bool HasFailedCommit { get; private set; }

    /// <summary>Runs the connection to its end and says how it ended.</summary>
    public async Task<ConnectionClosed> RunAsync(Peer peer)
    {
        await GuardAsync(() => ServeAsync(peer), CloseReason.ConnectTimeout);
        await SayFarewellAsync();
        await stream.DisposeAsync();
        return closed ?? new ConnectionClosed(session?.ClientId, CloseReason.Shutdown, ProtocolError.None);
    }

    /// <summary>MQTT 5 only: a packet that says why we close, to a peer that still reads.</summary>
    async Task SayFarewellAsync()
    {
        if (stream.Version != ProtocolVersion.V5 || session is null || stream.HasUnsent || closed?.Farewell is not { } reason)
            return;
        using var patience = new CancellationTokenSource(FarewellPatience, services.Time);
        try
        {
            stream.Write(new Disconnect(reason));
            await stream.FlushAsync(patience.Token);
        }
        catch (Exception end) when (end is OperationCanceledException || PacketStream.IsLoss(end))
        {
            // It will see that the connection is gone.
        }
    }

    /// <summary>Queues an answer. A peer that does not read its answers is closed.</summary>
    public void Reply(MqttPacket packet)
    {
        Queue(packet, returnsCredit: false);
        wake.Set();
    }

    /// <summary>Queues the acknowledgement of a message that <see cref="TakeCreditAsync"/> was called for; it is written at the next <see cref="Wake"/>.</summary>
    public void QueueWithCredit(MqttPacket packet) => Queue(packet, returnsCredit: true);

    /// <summary>Waits while too many messages of this sender are unacknowledged; meanwhile its socket is not read.</summary>
    public Task TakeCreditAsync() => credits.WaitAsync(reading.Token);

    public CancellationToken Reading => reading.Token;

    /// <summary>Tells the writer that there is something to write.</summary>
    public void Wake() => wake.Set();

    public void FailCommit()
    {
        HasFailedCommit = true;
        Close(CloseReason.CommitFailed);
    }

    public void Close(CloseReason reason, ProtocolError error = ProtocolError.None, Exception? fault = null)
    {
        lock (gate)
        {
            if (closed is not null)
                return;
            closed = new ConnectionClosed(session?.ClientId, reason, error) { Fault = fault };
        }
        if (reason == CloseReason.ProtocolViolation)
            services.Counters.Add(Count.ProtocolViolations);
        // Not inline: the caller may hold a lock, or be the pump.
        _ = closing.CancelAsync();
    }

    /// <summary>First step of a shutdown: nothing more is read, what was read is still acknowledged.</summary>
    public void StopReading()
    {
        isDraining = true;
        _ = reading.CancelAsync();
    }

    /// <summary>Second step: the last acknowledgements are written, then the connection closes.</summary>
    public void Finish() => wake.Complete();

    async Task ServeAsync(Peer peer)
    {
        var first = await ReadAsync(services.Limits.ConnectTimeout, CloseReason.ConnectTimeout);
        if (first.Packet is not Connect connect)
        {
            await RejectAsync(first);
            return;
        }
        stream.Version = connect.Version;
        reading.CancelAfter(services.Limits.ConnectTimeout);
        var opening = await new Handshake(services, peer).AdmitAsync(connect, this, reading.Token);
        if (opening.Session is null)
        {
            await RefuseAsync(opening.Reason);
            return;
        }
        session = opening.Session;
        Reply(new ConnAck(opening.IsPresent, ReasonCode.Success) { Properties = Handshake.Announce(connect, session, services.Limits) });
        session.Outbox.Attach(this, sessionPresent: true, OutboxWindow.Of(connect.Properties));
        var writing = WriteAsync();
        await GuardAsync(() => ReadPacketsAsync(connect), CloseReason.PeerGone);
        await writing;
        services.Sessions.Leave(session, this);
        _ = PublishWillAsync(connect);
    }

    /// <summary>Turns whatever ends a step into the reason of the close. While draining, a cancelled step ends and the rest goes on.</summary>
    async Task GuardAsync(Func<Task> step, CloseReason onCancel)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested || closing.IsCancellationRequested)
        {
            if (!isDraining)
                Close(onCancel);
        }
        catch (Exception loss) when (PacketStream.IsLoss(loss))
        {
            Close(CloseReason.PeerGone);
        }
        catch (Exception fault)
        {
            Close(CloseReason.Fault, fault: fault); // a delegate of the application threw; the endpoint goes on without this client
        }
    }

    async Task RejectAsync(Decoded first)
    {
        if (first.Error == ProtocolError.ProtocolVersionUnsupported)
            await RefuseAsync(ReasonCode.UnsupportedProtocolVersion); // 3.1.2.2
        else if (!first.IsIncomplete)
            Close(CloseReason.ProtocolViolation, first.Error == ProtocolError.None ? ProtocolError.FirstPacketNotConnect : first.Error);
    }

    async Task RefuseAsync(ReasonCode reason)
    {
        services.Counters.Add(Count.ConnectionsRefused);
        stream.Write(new ConnAck(false, reason));
        await stream.FlushAsync(reading.Token);
        Close(CloseReason.Refused);
    }

    async Task ReadPacketsAsync(Connect connect)
    {
        var handler = new PacketHandler(services, this);
        var silence = connect.KeepAlive == 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(connect.KeepAlive * services.Limits.KeepAliveFactor);
        while (!closing.IsCancellationRequested && !isDraining)
        {
            var decoded = await ReadAsync(silence, CloseReason.KeepAliveExpired);
            if (decoded.Packet is { } packet)
                await handler.HandleAsync(packet);
            else if (decoded.Error != ProtocolError.None)
                Close(CloseReason.ProtocolViolation, decoded.Error);
        }
    }

    /// <summary>The next packet; the clock runs only while we listen, not while the ingest holds us up.</summary>
    async ValueTask<Decoded> ReadAsync(TimeSpan limit, CloseReason onSilence)
    {
        if (stream.TryRead(out var buffered))
            return buffered;
        try
        {
            reading.CancelAfter(limit);
            var decoded = await stream.ReadAsync(reading.Token);
            reading.CancelAfter(Timeout.InfiniteTimeSpan);
            if (decoded.IsIncomplete)
                Close(CloseReason.PeerGone);
            return decoded;
        }
        catch (OperationCanceledException)
        {
            if (!isDraining)
                Close(onSilence);
            return Decoded.Incomplete;
        }
    }

    async Task WriteAsync()
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
            Close(CloseReason.Shutdown);
        }
        catch (Exception end) when (end is OperationCanceledException || PacketStream.IsLoss(end))
        {
            Close(CloseReason.PeerGone);
        }
    }

    bool TryNext([NotNullWhen(true)] out MqttPacket? packet)
    {
        if (replies.TryDequeue(out var reply))
        {
            packet = reply.Packet;
            if (reply.ReturnsCredit)
                credits.Release();
            return true;
        }
        if (!Session.Outbox.TryNext(this, out packet))
            return false;
        if (packet is Publish)
            services.Counters.Add(Count.MessagesOut);
        return true;
    }

    void Queue(MqttPacket packet, bool returnsCredit)
    {
        if (replies.Count >= services.Limits.MaxPendingReplies)
            Close(CloseReason.RepliesNotRead);
        replies.Enqueue((packet, returnsCredit));
    }

    async Task PublishWillAsync(Connect connect)
    {
        // 3.1.2.5: not after DISCONNECT. A shutdown is no news about the client either.
        if (connect.Will is not { } will || closed is { Reason: CloseReason.Disconnected or CloseReason.Shutdown })
            return;
        if (!await IsWillDueAsync(will))
            return;
        var message = new InboundMessage(Session.ClientId, Session.Principal, will.Topic, will.Payload)
        {
            QualityOfService = will.QualityOfService,
            Retain = will.Retain,
            IsWill = true,
            Properties = will.Properties.Without(PropertyId.WillDelayInterval),
            ReceivedAt = services.Time.GetUtcNow(),
        };
        if (!await services.Pump.TryAddAsync(new PendingMessage(message), CancellationToken.None))
            services.Counters.Add(Count.MessagesDropped);
    }

    /// <summary>MQTT 5.0 section 3.1.3.2.2: a will may wait until the session ends at the latest; a client that comes back in time takes it along.</summary>
    async Task<bool> IsWillDueAsync(Will will)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(will.Properties.Number(PropertyId.WillDelayInterval) ?? 0, Session.Expiry.TotalSeconds));
        if (delay <= TimeSpan.Zero)
            return true;
        if (Session.Connection is not null)
            return false; // it is back already
        var returned = Session.Returned;
        await Task.WhenAny(returned, Session.Ended, Task.Delay(delay, services.Time));
        return !returned.IsCompleted;
    }
}
