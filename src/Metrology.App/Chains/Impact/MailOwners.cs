using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>
/// Hands the words to owners that have an address of mail to the outbox, one mail a certificate. An owner counts as told when the server of mail has taken it, not before.
/// </summary>
public sealed class MailOwners(Store store, RaiseNotice raise, IMessageChannels channels)
{
    public static string KeyOf(int id, int sequence) => string.Create(CultureInfo.InvariantCulture, $"case:{id}:{sequence}");

    public static string KeysOf(int id) => string.Create(CultureInfo.InvariantCulture, $"case:{id}:");

    /// <param name="letter">Subject and words for a certificate, both languages in one.</param>
    /// <returns>How many were written; those that were before are not written again.</returns>
    public Task<Outcome<int>> ExecuteAsync(Actor actor, int id, Func<ImpactCase, ImpactLine, (BilingualText Subject, BilingualText Text)> letter, CancellationToken cancellation) => store.WriteAsync<int>(async db =>
    {
        if (actor.Deny(Permission.EditRegistry) is { } denied)
            return denied;
        if (await db.ImpactCases.Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } one)
            return ImpactErrors.NotFound;
        if (one.ClosedAt is not null)
            return ImpactErrors.Closed;
        if (!channels.HasMail)
            return NoChannels.NotConfigured;
        var open = one.Lines.Where(line => line is { NotifiedAt: null, DoneAt: null }).OrderBy(line => line.Sequence).ToList();
        var records = open.Select(line => line.VerificationId).Distinct().ToList();
        var mails = await db.Verifications.AsNoTracking().Where(row => records.Contains(row.Id) && row.Unit!.Customer!.Mail != null)
            .Select(row => new { row.Id, row.Unit!.Customer!.Mail }).ToDictionaryAsync(row => row.Id, row => row.Mail!, cancellation);
        if (open.TrueForAll(line => !mails.ContainsKey(line.VerificationId)))
            return ImpactErrors.NoMail;
        var written = 0;
        foreach (var line in open.Where(line => mails.ContainsKey(line.VerificationId)))
        {
            var (subject, text) = letter(one, line);
            var both = $"{text.Zh}\n\n{text.En}";
            var message = new Message(NoticeKind.Case, KeyOf(id, line.Sequence), subject, BilingualText.Same(both), string.Create(CultureInfo.InvariantCulture, $"/impact/{id}"));
            written += await raise.ToMailAsync(db, mails[line.VerificationId], message, Language.Zh, cancellation) is null ? 0 : 1;
        }

        await db.SaveChangesAsync(cancellation);
        return written;
    }, cancellation);
}
