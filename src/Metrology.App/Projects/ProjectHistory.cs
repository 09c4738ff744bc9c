using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Metrology.App.Projects;

/// <summary>Writes what changed beside the change, field by field, so that no use case can forget one.</summary>
internal static class ProjectHistory
{
    private static readonly string[] NotSaid = [nameof(BuildingProject.Id), nameof(BuildingProject.Version), nameof(BuildingProject.IsDemonstration), nameof(ProjectStage.ProjectId), nameof(ProjectStage.Stage)];

    /// <summary>Saves the row, then the history of it. A new row has no values before.</summary>
    public static async Task SaveKeepingAsync(
        this MetrologyDb db, EntityEntry row, int projectId, BuildingStage? stage, Actor actor, DateTimeOffset at, CancellationToken cancellation)
    {
        var isNew = row.State == EntityState.Added;
        var changes = row.Properties
            .Where(property => !NotSaid.Contains(property.Metadata.Name))
            .Select(property => (property.Metadata.Name, Before: isNew ? null : Text(property.OriginalValue), After: Text(property.CurrentValue)))
            .Where(change => change.Before != change.After && (!isNew || change.After is not (null or "False")))
            .ToList();
        await db.SaveChangesAsync(cancellation);
        var id = projectId != 0 ? projectId : ((BuildingProject)row.Entity).Id;
        db.AddRange(changes.Select(change => new ProjectChange
        {
            ProjectId = id,
            Stage = stage,
            Field = change.Name,
            Before = change.Before,
            After = change.After,
            ChangedBy = actor.Name,
            ChangedAt = at,
        }));
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.Iso(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };
}
