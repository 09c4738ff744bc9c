using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Notifications;

/// <summary>Tries a failed delivery again, and sends tests.</summary>
public sealed class AdministerDeliveries(Store store, IMessageChannels channels, RaiseNotice raise, DeliverySignal signal, TimeProvider clock)
{
    private static readonly Refusal NotFound = Refusal.Of("notification.not-found", "没有这条消息。", "There is no such message.");

    private static readonly Refusal NotFailed = Refusal.Of(
        "notification.not-failed", "只有放弃的消息才能重试；其余的会自动再试。", "Only what was given up is tried again by hand; the rest is tried by itself.");

    public Task<Outcome<int>> RetryAsync(Actor actor, int id, CancellationToken cancellation) => WakeAsync(store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (await db.Deliveries.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } row)
                return NotFound;
            if (row.State != DeliveryState.Failed)
                return NotFailed;
            (row.State, row.Attempts, row.NextAt) = (DeliveryState.Waiting, 0, clock.GetUtcNow());
            return id;
        },
        cancellation));

    /// <param name="address">Of mail; null sends to every webhook.</param>
    public Task<Outcome<int>> TestAsync(Actor actor, string? address, CancellationToken cancellation) => WakeAsync(store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (address is null ? channels.Webhooks.Count == 0 : !channels.HasMail)
                return NoChannels.NotConfigured;
            var message = new Message(
                NoticeKind.Test, $"test:{Guid.NewGuid():N}", new("测试消息", "Test message"),
                new($"这是 {actor.Name} 发出的测试消息，不需要处理。", $"This is a test by {actor.Name}; there is nothing to do."), "/notifications/deliveries");
            if (address is null)
                await raise.ToWebhooksAsync(db, message, cancellation);
            else if (MailAddressText.Parse(address, "Address") is var parsed && (parsed.Refusal is not null || parsed.Value is null))
                return parsed.Refusal ?? new Refusal("input.required", new("请填写邮件地址。", "Write an address of mail."), "Address");
            else
                await raise.ToMailAsync(db, parsed.Value!, message, Language.Zh, cancellation);
            await db.SaveChangesAsync(cancellation);
            return 0;
        },
        cancellation));

    private async Task<Outcome<int>> WakeAsync(Task<Outcome<int>> work)
    {
        var done = await work;
        signal.Set();
        return done;
    }
}
