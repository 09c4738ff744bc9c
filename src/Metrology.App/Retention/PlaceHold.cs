using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Retention;

/// <summary>Holds something with a reason; another person releases it with a reason.</summary>
public sealed class PlaceHold(Store store, TimeProvider clock)
{
    /// <param name="subject">Name of the customer, serial number of the unit, number of the record or certificate; "#" and an id for the first two.</param>
    /// <returns>Id of the hold.</returns>
    public async Task<Outcome<int>> ExecuteAsync(Actor actor, HoldScope scope, string? subject, string? why, CancellationToken cancellation)
    {
        var placed = await store.WriteAsync<LegalHold>(
            async db =>
            {
                if (actor.Deny(Permission.KeepRecords) is { } denied)
                    return denied;
                if (RetentionErrors.Reason(why) is { } wrong)
                    return wrong;
                var found = await FindAsync(db, scope, subject?.Trim() ?? "", cancellation);
                if (found.Refusal is { } refusal)
                    return refusal;
                var hold = new LegalHold { Scope = scope, Subject = found.Value.Key, SubjectName = found.Value.Name, Why = why!.Trim(), ById = actor.AccountId, By = actor.Name, At = clock.GetUtcNow() };
                db.Add(hold);
                return hold;
            },
            cancellation);
        return placed.Refusal is { } no ? no : placed.Value.Id;
    }

    public Task<Outcome<int>> ReleaseAsync(Actor actor, int id, string? why, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.KeepRecords) is { } denied)
                return denied;
            if (await db.LegalHolds.Include(row => row.Release).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } hold)
                return RetentionErrors.NoHold;
            if (hold.Release is not null)
                return RetentionErrors.Released;
            if (hold.ById == actor.AccountId)
                return RetentionErrors.OwnHold;
            if (RetentionErrors.Reason(why) is { } wrong)
                return wrong;
            db.Add(new LegalHoldRelease { HoldId = id, Why = why!.Trim(), ById = actor.AccountId, By = actor.Name, At = clock.GetUtcNow() });
            return id;
        },
        cancellation);

    private static async Task<Outcome<(string Key, string Name)>> FindAsync(MetrologyDb db, HoldScope scope, string subject, CancellationToken cancellation)
    {
        if (scope == HoldScope.Institution)
            return ("", await db.Institutions.Select(row => row.NameZh).FirstOrDefaultAsync(cancellation) ?? "");
        var id = subject.StartsWith('#') && int.TryParse(subject[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        var found = scope switch
        {
            HoldScope.Customer => (await db.Customers.Where(row => id == null ? row.Name == subject : row.Id == id).Take(2).ToListAsync(cancellation)).ConvertAll(row => (Text(row.Id), row.Name)),
            HoldScope.Unit => (await db.Units.Where(row => id == null ? row.SerialNumber == subject : row.Id == id).Take(2).ToListAsync(cancellation)).ConvertAll(row => (Text(row.Id), row.SerialNumber)),
            HoldScope.Record => (await db.Verifications.Where(row => row.Number == subject).Select(row => new { row.Id, row.Number }).ToListAsync(cancellation)).ConvertAll(row => (row.Id.ToString(), row.Number)),
            _ => (await db.Certificates.Where(row => row.Number == subject).Select(row => row.Number).ToListAsync(cancellation)).ConvertAll(number => (number, number)),
        };
        return found.Count switch { 0 => RetentionErrors.NoSubject, 1 => found[0], _ => RetentionErrors.Ambiguous };
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
