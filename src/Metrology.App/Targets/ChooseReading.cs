using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Puts another reading of a target in force, with the person's name and reason: no reading is ever chosen silently.</summary>
public sealed class ChooseReading(Store store, TimeProvider clock)
{
    private const int LongestReason = 400;

    public Task<Outcome<string>> ExecuteAsync(Actor actor, string id, string reading, string? because, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor.Saying(because), async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([id], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            if (!TargetView.Of(row).AllowedReadings.Contains(reading))
                return TargetErrors.NotAReading;
            if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
                return TargetErrors.NoReason;
            row.Reading = reading;
            row.ChosenBy = actor.Name;
            row.ChosenBecause = because.Trim();
            row.ChosenAt = clock.GetUtcNow();
            return reading;
        }, cancellation);
}
