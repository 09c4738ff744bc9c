using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Commits a batch of instrument messages. When it returns they are durable and may be acknowledged; a message that is already there counts once.</summary>
public sealed class KeepMessages(Store store)
{
    /// <summary>Bytes kept of a message that was refused.</summary>
    private const int KeptOfRefused = 4096;

    public async Task<int> ExecuteAsync(IReadOnlyList<InstrumentMessage> messages, IReadOnlyList<RefusedMessage> refused, CancellationToken cancellation)
    {
        var outcome = await store.WriteAsync<int>(async db =>
        {
            var added = 0;
            foreach (var message in messages.DistinctBy(message => (message.Instrument, message.Boot, message.Sequence)))
            {
                if (await db.InstrumentMessages.AsNoTracking().AnyAsync(
                    row => row.Instrument == message.Instrument && row.Boot == message.Boot && row.Sequence == message.Sequence, cancellation))
                    continue;
                db.Add(message);
                added++;
            }

            foreach (var message in refused)
            {
                if (message.Payload.Length > KeptOfRefused)
                    message.Payload = message.Payload[..KeptOfRefused];
                db.Add(message);
            }

            return added;
        }, cancellation);
        return outcome.Value;
    }

    /// <summary>How many messages were refused, by code.</summary>
    public Task<Dictionary<string, int>> RefusedAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.RefusedMessages.GroupBy(row => row.Code).ToDictionaryAsync(group => group.Key, group => group.Count(), cancellation),
            cancellation);
}
