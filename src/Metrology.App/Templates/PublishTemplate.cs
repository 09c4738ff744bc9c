using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Templates;

/// <summary>Puts a drafted template in force, by another person than who drafted it, or takes one out of use. Records keep what they pinned.</summary>
public sealed class PublishTemplate(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    private const int LongestReason = 400;

    public Task<Outcome<string>> ExecuteAsync(Actor actor, string hash, CancellationToken cancellation) =>
        ChangeAsync(actor, hash, row =>
        {
            if (row.State != TemplateState.Drafted)
                return TemplateErrors.NotWaiting;
            if (row.DraftedById == actor.AccountId)
                return TemplateErrors.SamePerson;
            (row.State, row.PublishedBy, row.PublishedAt) = (TemplateState.Published, actor.Name, clock.GetUtcNow());
            return null;
        }, cancellation);

    public Task<Outcome<string>> WithdrawAsync(Actor actor, string hash, string? because, CancellationToken cancellation) =>
        ChangeAsync(actor.Saying(because), hash, row =>
        {
            if (row.State == TemplateState.Withdrawn)
                return TemplateErrors.NotWaiting;
            if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
                return TemplateErrors.NoReason;
            if (paper.Unprintable("Because", because) is { } unprintable)
                return unprintable;
            (row.State, row.WithdrawnBy, row.WithdrawnAt, row.WithdrawnBecause) = (TemplateState.Withdrawn, actor.Name, clock.GetUtcNow(), because.Trim());
            return null;
        }, cancellation);

    private Task<Outcome<string>> ChangeAsync(Actor actor, string hash, Func<TemplateRow, Refusal?> change, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.PublishTemplates) is { } denied)
                return denied;
            if (await db.Templates.FindAsync([hash], cancellation) is not { } row)
                return TemplateErrors.NotFound;
            return change(row) is { } refusal ? refusal : hash;
        }, cancellation);
}
