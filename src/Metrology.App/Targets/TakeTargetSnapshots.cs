using Metrology.App.Jobs;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

/// <summary>Writes what stands today for every target that can be counted. Running it again on the same day replaces that day's row.</summary>
public sealed class TakeTargetSnapshots(Store store, TimeProvider clock) : IJob
{
    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var written = await store.WriteAsync<int>(async db =>
        {
            var standards = await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().ToListAsync(cancellation);
            var things = await db.CountedThings.AsNoTracking().ToListAsync(cancellation);
            var rows = await db.Targets.AsNoTracking().Where(row => !row.IsWithdrawn).Include(row => row.Parts).ToListAsync(cancellation);
            if (await UsableStandards.WrongOfAllAsync(db, standards, cancellation) is { } wrong)
                return wrong;
            if (await db.UnusableAsync([.. things, .. rows, .. rows.SelectMany(row => row.Parts)], cancellation) is { } changed)
                return changed;
            var all = new Countable(standards, things);
            var targets = rows.Select(TargetView.Of).ToList();
            var counted = 0;
            foreach (var view in targets)
            {
                if (view.CountOn(all, today) is not { } count)
                    continue;
                counted++;
                var snapshot = await db.TargetSnapshots.FindAsync([view.Id, today], cancellation);
                if (snapshot is null)
                    db.Add(snapshot = new() { TargetId = view.Id, On = today, Reading = view.Row.Reading });
                snapshot.Reading = view.Row.Reading;
                snapshot.Valid = count.Counted;
                snapshot.Expiring = count.Expiring;
                snapshot.Expired = count.Expired;
                snapshot.Suspended = count.Suspended;
                snapshot.Unknown = count.Unknown;
                snapshot.TakenAt = clock.GetUtcNow();
            }

            return counted;
        }, cancellation);
        if (written.Refusal is { } refusal)
            return refusal;
        return new BilingualText($"已写入 {written.Value} 个目标在 {today:yyyy-MM-dd} 的快照。", $"Snapshots of {written.Value} targets on {today:yyyy-MM-dd} written.");
    }
}
