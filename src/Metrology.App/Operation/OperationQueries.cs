using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Operation;

/// <summary>What was refused, for those who keep the server and its instruments.</summary>
public sealed class OperationQueries(Store store)
{
    /// <summary>Messages shown word for word; the counts know all.</summary>
    private const int Latest = 20;

    /// <summary>How many messages were refused, by code.</summary>
    public Task<Dictionary<string, int>> MessageCountsAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.RefusedMessages.GroupBy(row => row.Code).ToDictionaryAsync(group => group.Key, group => group.Count(), cancellation), cancellation);

    /// <summary>The last messages that were refused, newest first.</summary>
    public Task<List<RefusedMessage>> LatestMessagesAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.RefusedMessages.AsNoTracking().OrderByDescending(row => row.Id).Take(Latest).ToListAsync(cancellation), cancellation);

    /// <summary>Requests by reason, the most frequent first.</summary>
    public Task<List<RefusedRequest>> RequestsAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.RefusedRequests.AsNoTracking().OrderByDescending(row => row.Count).ThenBy(row => row.Code).ToListAsync(cancellation), cancellation);
}
