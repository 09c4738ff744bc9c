using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Retention;

/// <summary>One person proposes how long a kind is kept, another puts it in force. Until then the period before holds.</summary>
public sealed class SetPeriod(Store store, TimeProvider clock)
{
    /// <param name="months">Null keeps for ever.</param>
    /// <param name="source">The document that says so.</param>
    public Task<Outcome<KeptKind>> ProposeAsync(Actor actor, KeptKind kind, int? months, string? source, CancellationToken cancellation) => store.WriteAsync<KeptKind>(
        actor,
        async db =>
        {
            if (actor.Deny(Permission.KeepRecords) is { } denied)
                return denied;
            if (months is < RetentionPeriod.Shortest or > RetentionPeriod.Longest)
                return RetentionErrors.BadMonths;
            if (string.IsNullOrWhiteSpace(source) || RetentionErrors.Reason(source) is not null)
                return RetentionErrors.NoSource;
            if (RetentionErrors.Reason(actor.Because) is { } wrong)
                return wrong;
            var period = await db.RetentionPeriods.FindAsync([kind], cancellation);
            if (period is null)
                db.Add(period = new() { Kind = kind });
            period.Proposal = new(months, source.Trim(), actor.Because!.Trim(), actor.AccountId, actor.Name, clock.GetUtcNow());
            return kind;
        },
        cancellation);

    /// <summary>By a second person. The history of parameters keeps the reason of the first.</summary>
    public Task<Outcome<KeptKind>> ConfirmAsync(Actor actor, KeptKind kind, CancellationToken cancellation) => store.WriteAsync<KeptKind>(
        async db =>
        {
            if (actor.Deny(Permission.KeepRecords) is { } denied)
                return denied;
            if (await db.RetentionPeriods.FindAsync([kind], cancellation) is not { Proposal: { } proposal } period)
                return RetentionErrors.NothingProposed;
            if (proposal.ById == actor.AccountId)
                return RetentionErrors.SamePerson;
            db.Author = new(actor.AccountId, actor.Name, clock.GetUtcNow(), proposal.Why);
            (period.Months, period.Source, period.SetBy) = (proposal.Months, proposal.Source, proposal.By);
            (period.ConfirmedBy, period.ConfirmedAt, period.Proposal) = (actor.Name, clock.GetUtcNow(), null);
            return kind;
        },
        cancellation);
}
