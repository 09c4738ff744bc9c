using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Puts one meaning of a target's words in force, with the person's name and reason: none is ever chosen silently, and the count follows it.</summary>
public sealed class ChooseMeaning(Store store, TimeProvider clock)
{
    private const int LongestReason = 400;

    /// <param name="Presider">The department that presides over the examinations, where the meaning depends on it.</param>
    public sealed record Request(string TargetId, string Meaning, string? Presider, string? Because);

    public Task<Outcome<string>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor.Saying(request.Because), async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([request.TargetId], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            var target = TargetView.Of(row).Target;
            if (target.Readings?.ContainsKey(request.Meaning) != true)
                return TargetErrors.NotAMeaning;
            if (string.IsNullOrWhiteSpace(request.Because) || request.Because.Length > LongestReason)
                return TargetErrors.NoReason;
            var depends = target.ReadingRules?.GetValueOrDefault(request.Meaning)?.Any(rule => rule.OfPresider) == true;
            if (depends && Validation.Required((nameof(request.Presider), request.Presider)) is not null)
                return TargetErrors.NoPresider;
            (row.Meaning, row.Presider) = (request.Meaning, depends ? request.Presider!.Trim() : null);
            (row.MeaningBy, row.MeaningBecause, row.MeaningAt) = (actor.Name, request.Because.Trim(), clock.GetUtcNow());
            return request.Meaning;
        }, cancellation);
}
