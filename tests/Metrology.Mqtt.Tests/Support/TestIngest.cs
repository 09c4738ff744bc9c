using System.Threading.Channels;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>An ingest in memory that the test can hold, fail and watch.</summary>
sealed class TestIngest : IIngest
{
    readonly Channel<IReadOnlyList<InboundMessage>> offered = Channel.CreateUnbounded<IReadOnlyList<InboundMessage>>();
    readonly List<InboundMessage> committed = [];

    /// <summary>What each commit awaits, and its outcome.</summary>
    public Func<Task<IngestOutcome>> Outcome { get; set; } = () => Task.FromResult(IngestOutcome.Committed);

    /// <summary>What it says of every message.</summary>
    public Packets.ReasonCode Answer { get; set; }

    public IReadOnlyList<InboundMessage> Committed
    {
        get
        {
            lock (committed)
                return [.. committed];
        }
    }

    /// <summary>The next batch the endpoint asked to commit.</summary>
    public async Task<IReadOnlyList<InboundMessage>> NextBatchAsync() => await offered.Reader.ReadAsync(Patience.Token);

    public bool HasBatch => offered.Reader.TryPeek(out _);

    /// <summary>The next so many messages, over batches.</summary>
    public async Task<List<InboundMessage>> NextAsync(int count)
    {
        var messages = new List<InboundMessage>();
        while (messages.Count < count)
            messages.AddRange(await NextBatchAsync());
        return messages;
    }

    public async ValueTask<IngestOutcome> CommitAsync(IReadOnlyList<InboundMessage> batch, CancellationToken cancellation)
    {
        foreach (var message in batch)
            message.Answer = Answer;
        offered.Writer.TryWrite(batch);
        var outcome = await Outcome().WaitAsync(cancellation);
        if (outcome == IngestOutcome.Committed)
        {
            lock (committed)
                committed.AddRange(batch);
        }
        return outcome;
    }
}
