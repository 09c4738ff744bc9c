using System.Globalization;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Retention;

/// <summary>
/// What the holds that stand keep, at one moment. A hold on a customer holds its units, a hold on a unit its records, a hold on a record or its certificate all of both, with the messages of the instruments that measured it and the
/// sign-ins and notifications of the persons who worked on it. What belongs to no one thing is held by every hold.
/// </summary>
internal sealed class HeldThings
{
    private readonly Dictionary<Guid, LegalHold> records = [];
    private readonly Dictionary<int, LegalHold> persons = [];
    private readonly Dictionary<string, LegalHold> instruments = new(StringComparer.Ordinal);
    private LegalHold? everything;
    private LegalHold? any;

    public static async Task<HeldThings> LoadAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var held = new HeldThings();
        foreach (var hold in await db.LegalHolds.AsNoTracking().Where(row => row.Release == null).OrderBy(row => row.Id).ToListAsync(cancellation))
        {
            held.any ??= hold;
            if (hold.Scope == HoldScope.Institution)
                held.everything ??= hold;
            else
                await held.TakeAsync(db, hold, cancellation);
        }

        return held;
    }

    /// <summary>The hold that keeps it, or null.</summary>
    public LegalHold? HoldOf(KeptThing thing) =>
        everything
        ?? (thing.Record is { } record ? records.GetValueOrDefault(record) : null)
        ?? (thing.Person is { } person ? persons.GetValueOrDefault(person) : null)
        ?? (thing.Instrument is { } instrument ? instruments.GetValueOrDefault(instrument) : null)
        ?? (thing.IsTied ? null : any);

    private async Task TakeAsync(MetrologyDb db, LegalHold hold, CancellationToken cancellation)
    {
        var id = int.TryParse(hold.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var record = Guid.TryParse(hold.Subject, out var guid) ? guid : Guid.Empty;
        var held = hold.Scope switch
        {
            HoldScope.Customer => db.Verifications.Where(row => row.Unit!.CustomerId == id),
            HoldScope.Unit => db.Verifications.Where(row => row.UnitId == id),
            HoldScope.Record => db.Verifications.Where(row => row.Id == record),
            _ => db.Verifications.Where(row => db.Certificates.Any(paper => paper.VerificationId == row.Id && paper.Number == hold.Subject)),
        };
        foreach (var one in await held.Select(row => new { row.Id, row.VerifierId, row.Unit!.SerialNumber }).ToListAsync(cancellation))
        {
            records.TryAdd(one.Id, hold);
            persons.TryAdd(one.VerifierId, hold);
            instruments.TryAdd(one.SerialNumber, hold);
        }

        foreach (var person in await db.Transitions.Where(row => held.Any(kept => kept.Id == row.VerificationId)).Select(row => row.AccountId).Distinct().ToListAsync(cancellation))
            persons.TryAdd(person, hold);
        foreach (var person in await db.RunEvents.Where(row => held.Any(kept => kept.Id == row.VerificationId)).Select(row => row.AccountId).Distinct().ToListAsync(cancellation))
            persons.TryAdd(person, hold);
        foreach (var instrument in await db.Observations.Where(row => held.Any(kept => kept.Id == row.VerificationId)).Select(row => row.Instrument).Distinct().ToListAsync(cancellation))
            instruments.TryAdd(instrument, hold);
        foreach (var instrument in await db.TranscriptSources.Where(row => held.Any(kept => kept.Id == row.VerificationId)).Select(row => row.Instrument).Distinct().ToListAsync(cancellation))
            instruments.TryAdd(instrument, hold);
        // A unit that was never measured has no record, and its messages are held as well.
        var units = hold.Scope switch
        {
            HoldScope.Customer => db.Units.Where(row => row.CustomerId == id),
            HoldScope.Unit => db.Units.Where(row => row.Id == id),
            _ => db.Units.Where(row => false),
        };
        foreach (var serial in await units.Select(row => row.SerialNumber).ToListAsync(cancellation))
            instruments.TryAdd(serial, hold);
    }
}
