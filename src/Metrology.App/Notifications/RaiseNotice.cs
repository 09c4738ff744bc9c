using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Notifications;

/// <summary>Something to be said to people of a right.</summary>
/// <param name="Key">The same key is said to a person, and sent to an address, once.</param>
/// <param name="Path">Page that it is about.</param>
public sealed record Message(NoticeKind Kind, string Key, BilingualText Subject, BilingualText Text, string Path);

/// <summary>Writes messages for people, for their mail and for webhooks, in the transaction of what they speak of.</summary>
public sealed class RaiseNotice(IMessageChannels channels, DeliverySignal signal, TimeProvider clock, PageAddress? pages = null)
{
    /// <summary>Everybody who has the right, and every webhook.</summary>
    public async Task ToRightAsync(MetrologyDb db, Permission right, Message message, CancellationToken cancellation)
    {
        foreach (var account in await WithRightAsync(db, right, cancellation))
            await ToAccountAsync(db, account.Id, message, cancellation);
        await ToWebhooksAsync(db, message, cancellation);
    }

    public static async Task<List<Account>> WithRightAsync(MetrologyDb db, Permission right, CancellationToken cancellation)
    {
        var roles = Permissions.RolesOf(right);
        return [.. (await db.Accounts.AsNoTracking().Where(row => !row.IsDisabled).OrderBy(row => row.Id).ToListAsync(cancellation)).Where(row => row.Roles.Any(roles.Contains))];
    }

    public async Task ToAccountAsync(MetrologyDb db, int account, Message message, CancellationToken cancellation)
    {
        if (await db.Notices.AnyAsync(row => row.AccountId == account && row.Key == message.Key, cancellation))
            return;
        db.Add(new Notice
        {
            AccountId = account,
            Kind = message.Kind,
            Key = message.Key,
            SubjectZh = message.Subject.Zh,
            SubjectEn = message.Subject.En,
            TextZh = message.Text.Zh,
            TextEn = message.Text.En,
            Path = message.Path,
            At = clock.GetUtcNow(),
        });
        if (channels.HasMail && await db.NoticeChoices.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == account, cancellation) is { Mail: { } address } choice)
            await ToMailAsync(db, address, message with { Text = WithLink(message) }, choice.Language, cancellation);
    }

    /// <summary>Mail to one address, signed with the name of the institution: whoever gets it knows no program of that name.</summary>
    /// <returns>What was written; null when it goes there already.</returns>
    public async Task<Delivery?> ToMailAsync(MetrologyDb db, string address, Message message, Language language, CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().FirstOrDefaultAsync(cancellation);
        var signed = institution is null ? "" : $"\n\n{new BilingualText(institution.NameZh, institution.NameEn).In(language)}";
        return await WriteAsync(db, DeliveryChannel.Mail, address, message, message.Subject.In(language), message.Text.In(language) + signed, cancellation);
    }

    /// <summary>With the address of the page that it is about, for those who may sign in; nothing where the server was told no address.</summary>
    private BilingualText WithLink(Message message) => pages?.Of(message.Path) is { } link ? new($"{message.Text.Zh}\n{link}", $"{message.Text.En}\n{link}") : message.Text;

    public async Task ToWebhooksAsync(MetrologyDb db, Message message, CancellationToken cancellation)
    {
        foreach (var address in channels.Webhooks)
            await WriteAsync(db, DeliveryChannel.Webhook, address, message, message.Subject.En, Body(message), cancellation);
    }

    private string Body(Message message) => JsonSerializer.Serialize(new
    {
        key = message.Key,
        kind = message.Kind.ToString(),
        at = clock.GetUtcNow().UtcDateTime,
        subject = new { zh = message.Subject.Zh, en = message.Subject.En },
        text = new { zh = message.Text.Zh, en = message.Text.En },
        path = message.Path,
    });

    private async Task<Delivery?> WriteAsync(MetrologyDb db, DeliveryChannel channel, string address, Message message, string subject, string text, CancellationToken cancellation)
    {
        if (await db.Deliveries.AnyAsync(row => row.Channel == channel && row.Address == address && row.Key == message.Key, cancellation)
            || db.Deliveries.Local.Any(row => row.Channel == channel && row.Address == address && row.Key == message.Key))
            return null;
        var now = clock.GetUtcNow();
        var written = new Delivery { Channel = channel, Address = address, Kind = message.Kind, Key = message.Key, Subject = subject, Text = text, CreatedAt = now, NextAt = now };
        db.Add(written);
        signal.Set();
        return written;
    }
}
