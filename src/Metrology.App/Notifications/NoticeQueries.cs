using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Notifications;

/// <summary>What a person was told, and what left the system.</summary>
public sealed class NoticeQueries(Store store)
{
    public const int PageSize = 100;

    /// <summary>Newest first.</summary>
    public Task<List<Notice>> OfAsync(int account, CancellationToken cancellation) => store.ReadAsync(
        db => db.Notices.AsNoTracking().Where(row => row.AccountId == account).OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(cancellation), cancellation);

    public Task<int> UnreadAsync(int account, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Notices.CountAsync(row => row.AccountId == account && row.ReadAt == null, cancellation), cancellation);

    public async Task<NoticeChoice> ChoiceAsync(int account, CancellationToken cancellation) => await store.ReadAsync(
        db => db.NoticeChoices.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == account, cancellation), cancellation) ?? new() { AccountId = account };

    /// <summary>Newest first.</summary>
    /// <param name="state">Null is any.</param>
    public Task<List<Delivery>> DeliveriesAsync(DeliveryState? state, CancellationToken cancellation, int most = PageSize) => store.ReadAsync(
        db => db.Deliveries.AsNoTracking().Where(row => state == null || row.State == state).OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation), cancellation);

    public Task<Dictionary<DeliveryState, int>> CountsAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.Deliveries.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancellation), cancellation);

    /// <summary>Those whose key begins so, by key.</summary>
    public Task<Dictionary<string, Delivery>> ByKeyAsync(string beginning, CancellationToken cancellation) => store.ReadAsync(
        db => db.Deliveries.AsNoTracking().Where(row => row.Key.StartsWith(beginning)).OrderBy(row => row.Id).ToDictionaryAsync(row => row.Key, cancellation), cancellation);
}

/// <summary>A person reads messages and says how to be told.</summary>
public sealed class ReadNotices(Store store, TimeProvider clock)
{
    public const int LeastLead = 1, GreatestLead = 365;

    private static readonly Refusal NotFound = Refusal.Of("notification.not-found", "没有这条消息。", "There is no such message.");

    private static readonly Refusal BadLead = new(
        "notification.bad-lead", new($"提前天数应为 {LeastLead} 至 {GreatestLead} 的整数，或留空用默认值。", $"Days ahead are a whole number from {LeastLead} to {GreatestLead}, or empty for the default."), "LeadDays");

    /// <returns>The page that it is about.</returns>
    public Task<Outcome<string>> ReadAsync(Actor actor, int id, CancellationToken cancellation) => store.WriteAsync<string>(
        async db =>
        {
            if (await db.Notices.FirstOrDefaultAsync(row => row.Id == id && row.AccountId == actor.AccountId, cancellation) is not { } notice)
                return NotFound;
            notice.ReadAt ??= clock.GetUtcNow();
            return notice.Path;
        },
        cancellation);

    public Task<Outcome<int>> ReadAllAsync(Actor actor, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            var open = await db.Notices.Where(row => row.AccountId == actor.AccountId && row.ReadAt == null).ToListAsync(cancellation);
            open.ForEach(row => row.ReadAt = clock.GetUtcNow());
            return open.Count;
        },
        cancellation);

    public Task<Outcome<int>> ChooseAsync(Actor actor, Language language, string? mail, int? leadDays, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            var address = MailAddressText.Parse(mail, "Mail");
            if (address.Refusal is { } wrong)
                return wrong;
            if (leadDays is < LeastLead or > GreatestLead)
                return BadLead;
            var choice = await db.NoticeChoices.FirstOrDefaultAsync(row => row.AccountId == actor.AccountId, cancellation);
            if (choice is null)
                db.Add(choice = new() { AccountId = actor.AccountId });
            (choice.Language, choice.Mail, choice.LeadDays) = (language, address.Value, leadDays);
            return actor.AccountId;
        },
        cancellation);
}
