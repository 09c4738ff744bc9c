using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Retention;

/// <summary>
/// Removes bulk data that is past its period and not held, all of it that was seen or none, with a legal row that says what went. No job does it: an administrator does, with a reason, having seen what goes. Legal
/// records are never removed; they are listed as due for the archive.
/// </summary>
public sealed class DisposeRecords(Store store, AuditLedger audit, TimeProvider clock)
{
    /// <param name="digest">Of what was seen (<see cref="RetentionLook.Digest"/>).</param>
    public async Task<Outcome<Disposal>> ExecuteAsync(Actor actor, string? digest, string? why, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.Administer) is { } denied)
            return denied;
        if (RetentionErrors.Reason(why) is { } wrong)
            return wrong;
        // A hold that was removed from the database holds nothing: the ledger still knows it.
        if ((await audit.ExecuteAsync(cancellation)).Findings.Count > 0)
            return RetentionErrors.LedgerBroken;
        return await store.WriteAsync<Disposal>(
            async db =>
            {
                var (look, rows) = await RetentionQueries.LookAsync(db, clock, cancellation);
                if (rows.Count == 0)
                    return RetentionErrors.NothingDue;
                if (look.Digest != digest)
                    return RetentionErrors.MovedOn;
                foreach (var row in rows)
                    Remove(db, row);
                db.AddRange(Ranges(rows.OfType<InstrumentMessage>()));
                var disposal = new Disposal { Lines = [.. look.Disposable.Select(one => one.Line)], Digest = look.Digest, Why = why!.Trim(), ById = actor.AccountId, By = actor.Name, At = clock.GetUtcNow() };
                db.Add(disposal);
                return disposal;
            },
            cancellation);
    }

    /// <exception cref="InvalidOperationException">Something makes a legal record of this kind, or calls a kind disposable that is one: a bug.</exception>
    private static void Remove(MetrologyDb db, object row)
    {
        if (LegalRow.IsLegal(db.Model.FindEntityType(row.GetType())!))
            throw new InvalidOperationException($"{row.GetType().Name} is a legal record and is never disposed of.");
        db.Remove(row);
    }

    /// <summary>Messages that a mapping reads have no number of the device; one that came again so late is stale and refused without being remembered.</summary>
    private static IEnumerable<DisposedMessages> Ranges(IEnumerable<InstrumentMessage> messages)
    {
        DisposedMessages? range = null;
        foreach (var message in messages.Where(one => !InstrumentMessage.IsMapped(one.Boot)).OrderBy(one => one.Instrument, StringComparer.Ordinal).ThenBy(one => one.Boot, StringComparer.Ordinal).ThenBy(one => one.Sequence))
        {
            if (range is not null && (range.Instrument, range.Boot, range.Last + 1) == (message.Instrument, message.Boot, message.Sequence))
            {
                range.Last++;
                continue;
            }

            if (range is not null)
                yield return range;
            range = new() { Instrument = message.Instrument, Boot = message.Boot, First = message.Sequence, Last = message.Sequence };
        }

        if (range is not null)
            yield return range;
    }
}
