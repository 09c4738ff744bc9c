using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Notifications;

/// <summary>
/// Sends what is due, one after another. An attempt is written before it is made, so that a server that dies in the middle repeats a message at most as often as is named.
/// </summary>
public sealed class DeliverMessages(Store store, IMessageChannels channels, TimeProvider clock)
{
    private static readonly Refusal Interrupted = Refusal.Of(
        "notification.interrupted", "发送时服务器停止，不知道是否送达；次数已用完。", "The server stopped while it was sent, and nobody knows whether it arrived; its attempts are used up.");

    /// <returns>How many were taken by the other side.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (await ClaimAsync(cancellation) is { } claimed)
        {
            if (claimed.State != DeliveryState.Trying)
                continue;
            var refusal = await channels.SendAsync(claimed, cancellation);
            // What was sent is written down even when the server is stopping.
            await EndAsync(claimed.Id, refusal, CancellationToken.None);
            sent += refusal is null ? 1 : 0;
        }

        return sent;
    }

    /// <summary>The next that is due, with its attempt counted; null when there is none.</summary>
    private async Task<Delivery?> ClaimAsync(CancellationToken cancellation) => (await store.WriteAsync<Delivery?>(
        async db =>
        {
            var now = clock.GetUtcNow();
            if (await db.Deliveries.Where(row => row.NextAt != null && row.NextAt <= now).OrderBy(row => row.NextAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellation) is not { } next)
                return (Delivery?)null;
            if (next.Attempts >= DeliveryLimits.Attempts)
                GiveUp(next, Interrupted);
            else
            {
                next.Attempts++;
                (next.State, next.NextAt) = (DeliveryState.Trying, now + DeliveryLimits.WaitAfter(next.Attempts));
            }

            return next;
        },
        cancellation)).Value;

    private Task EndAsync(int id, Refusal? refusal, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            var row = await db.Deliveries.SingleAsync(one => one.Id == id, cancellation);
            if (refusal is null)
            {
                (row.State, row.NextAt, row.SentAt) = (DeliveryState.Sent, null, clock.GetUtcNow());
                (row.FailCode, row.FailZh, row.FailEn) = (null, null, null);
            }
            else if (row.Attempts >= DeliveryLimits.Attempts)
                GiveUp(row, refusal);
            else
                (row.State, row.FailCode, row.FailZh, row.FailEn) = (DeliveryState.Waiting, refusal.Code, refusal.Text.Zh, refusal.Text.En);
            return id;
        },
        cancellation);

    private static void GiveUp(Delivery row, Refusal why)
    {
        (row.State, row.NextAt) = (DeliveryState.Failed, null);
        (row.FailCode, row.FailZh, row.FailEn) = (why.Code, why.Text.Zh, why.Text.En);
    }
}
