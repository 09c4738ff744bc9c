using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;
using Metrology.Mqtt.Transport;

namespace Metrology.Mqtt.Client;

/// <summary>
/// A client of MQTT 3.1.1 or 5 that keeps itself connected. Publications, subscriptions and unacknowledged messages survive a lost
/// connection; <see cref="State"/> shows where it stands.
/// </summary>
public sealed class MqttClient : IAsyncDisposable
{
    readonly MqttClientOptions options;
    readonly TimeProvider time;
    readonly Random random;
    readonly ClientSession session;
    readonly StateBoard board = new();
    readonly SemaphoreSlim outboundSlots;
    readonly CancellationTokenSource stopping = new();
    readonly CancellationTokenSource ended = new();
    readonly Lock gate = new();
    ClientConnection? current;
    string? assignedClientId;
    ReasonCode farewell;
    Task? running;

    public MqttClient(MqttClientOptions options, TimeProvider time, Random random)
    {
        this.options = options;
        this.time = time;
        this.random = random;
        session = new ClientSession(options, time);
        outboundSlots = new SemaphoreSlim(options.Limits.MaxOutbound);
    }

    public ClientState State => board.Current;

    public event Action<ClientState>? StateChanged
    {
        add => board.Changed += value;
        remove => board.Changed -= value;
    }

    public Task<ClientState> WaitForAsync(Predicate<ClientState> condition, CancellationToken cancellation) =>
        board.WaitAsync(condition, cancellation);

    /// <summary>
    /// Starts the client and awaits the first connection (<see cref="ClientPhase.Connected"/>) or the refusal of the server
    /// (<see cref="ClientPhase.Refused"/>). An unreachable server is tried again and again until the token ends the wait.
    /// </summary>
    public Task<ClientState> ConnectAsync(CancellationToken cancellation)
    {
        lock (gate)
            running ??= Task.Run(RunAsync, CancellationToken.None);
        return WaitForAsync(s => s.Phase is ClientPhase.Connected or ClientPhase.Refused or ClientPhase.Stopped, cancellation);
    }

    /// <summary>
    /// Sends a message; the task ends when the receiver has taken responsibility (QoS 1: PUBACK, QoS 2: PUBCOMP, QoS 0: handed to the
    /// socket). Without a connection it waits for one. Ending the wait with the token does not take the message back.
    /// </summary>
    /// <exception cref="ArgumentException">The topic is not a valid topic name.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the client has stopped first.</exception>
    public async Task<ReasonCode> PublishAsync(Publish message, CancellationToken cancellation)
    {
        if (!Topic.IsValidName(message.Topic))
            throw new ArgumentException("not a topic name", nameof(message));
        await outboundSlots.WaitAsync(cancellation);
        var outbound = new Outbound(message);
        session.Outbox.TryAdd(outbound); // a slot is a place in the queue
        _ = outbound.Done.ContinueWith(_ => outboundSlots.Release(), TaskScheduler.Default);
        session.Wake();
        return await UntilEndAsync(outbound.Done, cancellation);
    }

    public Task<ReasonCode> PublishAsync(string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, CancellationToken cancellation) =>
        PublishAsync(new Publish(topic, payload) { QualityOfService = qos }, cancellation);

    /// <summary>The granted QoS or the refusal of each request, in order. Granted ones are renewed when the server forgets the session.</summary>
    /// <exception cref="ArgumentException">A filter is not valid.</exception>
    public async Task<IReadOnlyList<ReasonCode>> SubscribeAsync(IReadOnlyList<TopicRequest> requests, CancellationToken cancellation)
    {
        if (requests.Count == 0 || requests.Any(request => !Topic.IsValidFilter(request.Filter)))
            throw new ArgumentException("not a list of topic filters", nameof(requests));
        var answer = await UntilEndAsync(session.AskAsync(id => new Subscribe(id, requests)), cancellation);
        return ((SubAck)answer).Reasons;
    }

    public async Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken cancellation) =>
        (await SubscribeAsync([new TopicRequest(filter, qos)], cancellation))[0];

    public async Task UnsubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        if (filters.Count == 0 || !filters.All(Topic.IsValidFilter))
            throw new ArgumentException("not a list of topic filters", nameof(filters));
        foreach (var filter in filters)
            session.Subscriptions.TryRemove(filter, out _);
        await UntilEndAsync(session.AskAsync(id => new Unsubscribe(id, filters)), cancellation);
    }

    /// <summary>The next message; without manual acknowledgement it is acknowledged here.</summary>
    /// <exception cref="ChannelClosedException">The client has stopped and there are no more messages.</exception>
    public async ValueTask<ReceivedMessage> ReceiveAsync(CancellationToken cancellation) =>
        HandOver(await session.Inbound.Reader.ReadAsync(cancellation));

    /// <summary>All messages, as <see cref="ReceiveAsync"/>, until the client stops.</summary>
    public async IAsyncEnumerable<ReceivedMessage> ReceiveAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var message in session.Inbound.Reader.ReadAllAsync(cancellation))
            yield return HandOver(message);
    }

    /// <summary>Sends what is queued and DISCONNECT, and stops for good. The will is not published.</summary>
    public async Task DisconnectAsync()
    {
        lock (gate)
        {
            stopping.Cancel();
            current?.Finish();
        }
        if (running is not null)
        {
            var patience = Task.Delay(options.Limits.DisconnectTimeout * 2, time);
            if (await Task.WhenAny(running, patience) == patience)
                current?.Close(LossReason.None); // the server does not read
            await running;
        }
        board.Show(new ClientState(ClientPhase.Stopped));
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    ReceivedMessage HandOver(ReceivedMessage message)
    {
        if (!options.AcknowledgeManually)
            message.Acknowledge();
        return message;
    }

    async Task<T> UntilEndAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ended.Token);
        return await task.WaitAsync(either.Token);
    }

    async Task RunAsync()
    {
        try
        {
            await StayConnectedAsync();
        }
        finally
        {
            session.Inbound.Writer.TryComplete();
            await ended.CancelAsync();
        }
    }

    async Task StayConnectedAsync()
    {
        var hasBeenConnected = false;
        for (var attempt = 1; !stopping.IsCancellationRequested; attempt++)
        {
            board.Show(new ClientState(ClientPhase.Connecting) { Attempt = attempt - 1 });
            try
            {
                var outcome = await new Dialer(options, time, assignedClientId).DialAsync(stopping.Token);
                var loss = outcome.Loss;
                if (outcome is { Stream: { } stream, Answer: { } answer })
                {
                    hasBeenConnected = true;
                    attempt = 1;
                    assignedClientId ??= answer.Properties.Text(PropertyId.AssignedClientIdentifier);
                    loss = await ServeAsync(stream, answer);
                }
                else if (!hasBeenConnected && IsFinal(outcome.Answer))
                {
                    board.Show(new ClientState(ClientPhase.Refused) { Loss = loss, Refusal = outcome.Answer!.Reason });
                    return;
                }
                if (!stopping.IsCancellationRequested)
                    await WaitAsync(attempt, loss, outcome.Answer);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    async Task<LossReason> ServeAsync(PacketStream stream, ConnAck answer)
    {
        await using (stream)
        {
            var connection = new ClientConnection(session, stream, answer, options, time);
            lock (gate)
            {
                current = connection;
                if (stopping.IsCancellationRequested)
                    connection.Finish();
            }
            var run = connection.RunAsync();
            board.Show(new ClientState(ClientPhase.Connected) { SessionPresent = answer.SessionPresent });
            var loss = await run;
            farewell = connection.Farewell;
            return loss;
        }
    }

    Task WaitAsync(int attempt, LossReason loss, ConnAck? answer)
    {
        var delay = options.BackOff.Delay(attempt, random);
        board.Show(new ClientState(ClientPhase.WaitingToRetry)
        {
            Attempt = attempt,
            RetryIn = delay,
            Loss = loss,
            Refusal = loss == LossReason.ServerDisconnected ? farewell : answer?.Reason ?? ReasonCode.Success,
        });
        return Task.Delay(delay, time, stopping.Token);
    }

    // "Server unavailable" is the one refusal that invites to come again (3.1.1 table 3.1).
    static bool IsFinal(ConnAck? answer) => answer is { Reason: not (ReasonCode.Success or ReasonCode.ServerUnavailable or ReasonCode.ServerBusy or ReasonCode.ConnectionRateExceeded) };
}
