using Metrology.Adapters.Wire;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Pile;

/// <summary>The instrument's side of the wire contract: takes commands, numbers what it sends, answers a repeated id without doing the thing again.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private const int RememberedCommands = 256;

    private readonly IMessageLink link;
    private readonly string id;
    private readonly string boot;
    private readonly Func<WireCommand, CancellationToken, Task> answer;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, WireEvent> last = [];
    private readonly Queue<string> order = new();
    private readonly Lock access = new();
    private readonly TimeProvider clock;
    private readonly Task listening;
    private long seq;

    public WireServer(IMessageLink link, WireServerSettings settings, TimeProvider clock, Func<WireCommand, CancellationToken, Task> answer)
    {
        (this.link, id, boot, this.clock, this.answer) = (link, settings.WireId, settings.Boot, clock, answer);
        listening = ListenAsync();
    }

    public CancellationToken Stopping => stop.Token;

    public async Task ShowAsync(IReadOnlyList<WireValue> values, string? answers, CancellationToken cancellation) =>
        await link.PublishAsync(
            WireTopics.Readings(id), WireEncoder.Encode(new WireReadings(boot, Interlocked.Increment(ref seq), clock.GetUtcNow(), answers, values)), cancellation)
            .ConfigureAwait(false);

    public async Task TellAsync(WireCommand command, string kind, CancellationToken cancellation, Func<WireEvent, WireEvent>? with = null)
    {
        var happened = new WireEvent(boot, Interlocked.Increment(ref seq), clock.GetUtcNow(), command.Id, kind);
        happened = with?.Invoke(happened) ?? happened;
        lock (access)
        {
            last[command.Id] = happened;
            order.Enqueue(command.Id);
            while (order.Count > RememberedCommands && order.TryDequeue(out var oldest) && !order.Contains(oldest))
                last.Remove(oldest);
        }

        await link.PublishAsync(WireTopics.Event(id), WireEncoder.Encode(happened), cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        await foreach (var message in link.SubscribeAsync(WireTopics.Command(id), stop.Token).ConfigureAwait(false))
        {
            // A retained command is an order from the past: obeying it could switch a load on.
            if (message.Retained || WireDecoder.Command(message.Payload) is not { IsRefused: false, Value: var command })
                continue;
            if (Remembered(command) is { } again)
                await link.PublishAsync(WireTopics.Event(id), WireEncoder.Encode(again), stop.Token).ConfigureAwait(false);
            else
                await answer(command, stop.Token).ConfigureAwait(false);
        }
    }

    private WireEvent? Remembered(WireCommand command)
    {
        lock (access)
            return last.GetValueOrDefault(command.Id);
    }
}

/// <summary>Name in the topics, and what tells one start of the instrument from the next.</summary>
internal sealed record WireServerSettings(string WireId, string Boot);
