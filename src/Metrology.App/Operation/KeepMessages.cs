using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Operation;

/// <summary>Commits a batch of instrument messages. When it returns they are durable and may be acknowledged; a message that is already there counts once.</summary>
public sealed class KeepMessages(Store store)
{
    private static readonly Refusal NumberReused = Refusal.Of(
        "ingest.number-reused",
        "同一 boot 和 seq 之下已有另一条消息，未采用。仪器每次启动须换 boot，每条消息须增大 seq。",
        "Another message has this boot and seq already; this one was not used. An instrument changes boot at every start and counts seq up with every message.");

    /// <returns>How many messages are new.</returns>
    public async Task<int> ExecuteAsync(IReadOnlyList<InstrumentMessage> messages, IReadOnlyList<RefusedMessage> refused, CancellationToken cancellation)
    {
        if (store is IBulkMessages bulk)
            return await bulk.KeepAsync(messages, refused, Reused, cancellation);
        var outcome = await store.WriteAsync<int>(async db =>
        {
            var added = 0;
            var instruments = messages.Select(message => message.Instrument).Distinct().ToList();
            var disposed = await db.DisposedMessages.AsNoTracking().Where(range => instruments.Contains(range.Instrument)).ToListAsync(cancellation);
            foreach (var message in messages)
            {
                var known = await db.InstrumentMessages.FindAsync([message.Instrument, message.Boot, message.Sequence], cancellation);
                if (known is null && disposed.Exists(range => (range.Instrument, range.Boot) == (message.Instrument, message.Boot) && range.First <= message.Sequence && message.Sequence <= range.Last))
                    continue;
                if (known is null)
                {
                    db.Add(message);
                    added++;
                }
                else if (known.Topic != message.Topic || !known.Payload.AsSpan().SequenceEqual(message.Payload))
                {
                    db.Add(Reused(message));
                }
            }

            db.AddRange(refused);
            return added;
        }, cancellation);
        return outcome.Value;
    }

    private static RefusedMessage Reused(InstrumentMessage message) => RefusedMessage.Of(message.Topic, message.Payload, NumberReused, message.ReceivedAt);
}
