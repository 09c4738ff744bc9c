namespace Metrology.App.Operation;

/// <summary>A store that keeps instrument messages below the change tracker, because there may be tens of thousands a second.</summary>
public interface IBulkMessages
{
    /// <summary>
    /// Commits the batch, all or nothing; durable on return. A message whose (instrument, boot, sequence) is there already is left out; where the other one has
    /// another content, what <paramref name="onReused"/> makes of it is kept instead.
    /// </summary>
    /// <returns>How many messages are new.</returns>
    Task<int> KeepAsync(
        IReadOnlyList<InstrumentMessage> messages, IReadOnlyList<RefusedMessage> refused, Func<InstrumentMessage, RefusedMessage> onReused, CancellationToken cancellation);
}
