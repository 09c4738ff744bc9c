using System.Collections.Concurrent;
using System.Globalization;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Wire;

/// <summary>
/// Commands to one instrument and the answers that name them. An answer counts only when it carries the id of a command that waits and was not retained: what a
/// broker kept is history. Faults: "wire.no-answer", "wire.garbled", "wire.refused", "wire.disconnected".
/// </summary>
internal sealed class WireSession : IAsyncDisposable
{
    private readonly IMessageLink link;
    private readonly WirePeer peer;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<Task<WireReply>, Waiting> waiting = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task listening;
    private Refusal? lastGarbled;
    private long next;

    public WireSession(IMessageLink link, WirePeer peer, TimeProvider time)
    {
        (this.link, this.peer, this.time) = (link, peer, time);
        listening = ListenAsync();
    }

    public WireLimits Limits => peer.Limits;

    public string Instrument => peer.Instrument;

    public WireCommand Command(string verb, params IReadOnlyList<WireSetting> settings) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{peer.Session}-{Interlocked.Increment(ref next)}"), verb, settings);

    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync(Command(WireCommand.Identify), reply => reply.Event?.Identity is not null, cancellation).ConfigureAwait(false);
        var who = answer.Event!.Identity!;
        return new(who.Manufacturer, who.Model, who.Serial, who.Firmware.Length == 0 ? null : who.Firmware);
    }

    public async ValueTask StandbyAsync(CancellationToken cancellation) =>
        await AskAsync(Command(WireCommand.Standby), reply => reply.Event?.Kind == WireEvent.Standby, cancellation).ConfigureAwait(false);

    /// <summary>Sends the command, again when no answer comes in time, and gives the first answer that fits.</summary>
    public async ValueTask<WireReply> AskAsync(WireCommand command, Func<WireReply, bool> fits, CancellationToken cancellation, int? attempts = null)
    {
        var answer = Expect(command, fits);
        try
        {
            for (var attempt = 1; attempt <= (attempts ?? peer.Limits.Attempts) && !listening.IsCompleted; attempt++)
            {
                await SendAsync(command, cancellation).ConfigureAwait(false);
                if (await CameAsync(answer, peer.Limits.Reply, cancellation).ConfigureAwait(false))
                    return await answer.ConfigureAwait(false);
            }

            throw NoAnswer();
        }
        finally
        {
            waiting.TryRemove(answer, out _);
        }
    }

    /// <summary>Waits for an expected answer and sends the command again now and then: its id makes all sendings one command.</summary>
    public async ValueTask RepeatUntilAsync(WireCommand command, Task<WireReply> answer, TimeSpan limit, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!await CameAsync(answer, peer.Limits.ApplyRepeat, cancellation).ConfigureAwait(false))
        {
            if (listening.IsCompleted || time.GetElapsedTime(started) > limit)
                throw NoAnswer();
            await SendAsync(command, cancellation).ConfigureAwait(false);
        }

        await answer.ConfigureAwait(false);
    }

    /// <summary>An answer that will come without being asked for; <see cref="Forget"/> it.</summary>
    public Task<WireReply> Expect(WireCommand command, Func<WireReply, bool> fits)
    {
        var entry = new Waiting(command.Id, fits);
        waiting[entry.Answer] = entry;
        return entry.Answer;
    }

    public void Forget(Task<WireReply> answer) => waiting.TryRemove(answer, out _);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async ValueTask SendAsync(WireCommand command, CancellationToken cancellation) =>
        await link.PublishAsync(WireTopics.Command(peer.WireId), WireEncoder.Encode(command), cancellation).ConfigureAwait(false);

    private async Task ListenAsync()
    {
        await foreach (var message in link.SubscribeAsync(WireTopics.AllOf(peer.WireId), stop.Token).ConfigureAwait(false))
        {
            if (!message.Retained)
                Take(message, time.GetUtcNow());
        }
    }

    private void Take(LinkMessage message, DateTimeOffset at)
    {
        if (message.Topic == WireTopics.Readings(peer.WireId))
            Settle(WireDecoder.Readings(message.Payload, at), reading => new(reading.Answers, reading, null, message.Payload, at));
        else if (message.Topic == WireTopics.Event(peer.WireId))
            Settle(WireDecoder.Event(message.Payload, at), happened => new(happened.Answers, null, happened, message.Payload, at));
    }

    private void Settle<T>(Outcome<T> decoded, Func<T, WireReply> reply)
    {
        if (decoded.IsRefused)
            lastGarbled = decoded.Refusal;
        else if (reply(decoded.Value) is { Id: not null } answer)
        {
            foreach (var entry in waiting.Values)
                entry.Offer(answer);
        }
    }

    private async ValueTask<bool> CameAsync(Task answer, TimeSpan limit, CancellationToken cancellation)
    {
        await answer.WaitAsync(limit, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return answer.IsCompleted;
    }

    private InstrumentFault NoAnswer() => (listening.IsCompleted, lastGarbled) switch
    {
        (true, _) => new(FaultKind.Unreachable, "wire.disconnected", new(
            $"{peer.WireId}：消息连接已断开。", $"{peer.WireId}: the message link is gone."), listening.Exception?.InnerException),
        (_, { } refusal) => new(FaultKind.Garbled, "wire.garbled", new($"{peer.WireId}：{refusal.Text.Zh}", $"{peer.WireId}: {refusal.Text.En}")),
        _ => new(FaultKind.Timeout, "wire.no-answer", new(
            $"{peer.WireId}：在规定时间内没有应答。请检查网关是否在线。", $"{peer.WireId}: no answer in time. Check that the gateway is online.")),
    };

    private sealed class Waiting(string id, Func<WireReply, bool> fits)
    {
        private readonly TaskCompletionSource<WireReply> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<WireReply> Answer => answer.Task;

        public void Offer(WireReply reply)
        {
            if (reply.Id != id)
                return;
            if (reply.Event?.Refusal is { } refused)
                answer.TrySetException(new InstrumentFault(FaultKind.Refused, "wire.refused", new($"{refused.Zh}（{refused.Code}）", $"{refused.En} ({refused.Code})")));
            else if (fits(reply))
                answer.TrySetResult(reply);
        }
    }
}

/// <summary>An answer that named a command, as it arrived.</summary>
internal sealed record WireReply(string? Id, WireReadings? Readings, WireEvent? Event, ReadOnlyMemory<byte> Payload, DateTimeOffset ReceivedAt);
