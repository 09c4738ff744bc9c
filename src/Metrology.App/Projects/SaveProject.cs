using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Projects;

/// <summary>Enters a building project or changes what it is to build. Its stages have a use case of their own.</summary>
public sealed class SaveProject(Store store, TimeProvider clock)
{
    /// <param name="Id">Null enters a new one.</param>
    /// <param name="StandardId">The standard that is upgraded, or the one that the project has become.</param>
    /// <param name="Version">The version that was edited; null changes whatever is there.</param>
    public sealed record Request(
        int? Id, string NameZh, string NameEn, ProjectKind Kind, OwnerClass OwnerClass, string Institution, string Jurisdiction, string? Place, string? RangeText,
        string? UncertaintyText, int? StandardId, int? Version = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problems(request).FirstOrDefault()) is { } refusal)
                return refusal;
            var project = request.Id is { } id
                ? await db.Projects.FirstOrDefaultAsync(row => row.Id == id, cancellation)
                : New(db, await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation));
            if (project is null)
                return ProjectErrors.NotFound;
            if (request.Version is { } edited && edited != project.Version)
                return StorageErrors.MovedOn;
            if (project.StoppedOn is not null)
                return ProjectErrors.Stopped;
            if (request.StandardId is { } standard && !await db.Standards.AnyAsync(row => row.Id == standard, cancellation))
                return ProjectErrors.UnknownStandard;

            project.NameZh = request.NameZh.Trim();
            project.NameEn = request.NameEn.Trim();
            project.Kind = request.Kind;
            project.OwnerClass = request.OwnerClass;
            project.Institution = request.Institution.Trim();
            project.Jurisdiction = request.Jurisdiction;
            project.Place = Kept(request.Place);
            project.RangeText = Kept(request.RangeText);
            project.UncertaintyText = Kept(request.UncertaintyText);
            project.StandardId = request.StandardId;
            await db.SaveKeepingAsync(db.Entry(project), project.Id, null, actor, clock.GetUtcNow(), cancellation);
            return project.Id;
        }, cancellation);

    /// <summary>Everything that is wrong with the request by itself, so that a form can show all of it at once.</summary>
    public static IEnumerable<Refusal> Problems(Request request)
    {
        foreach (var refusal in Validation.EachRequired((nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn), (nameof(request.Institution), request.Institution)))
            yield return refusal;
        if (Validation.Optional((nameof(request.Place), request.Place), (nameof(request.RangeText), request.RangeText), (nameof(request.UncertaintyText), request.UncertaintyText)) is { } wrong)
            yield return wrong;
        if (!StageLimits.Jurisdictions.Contains(request.Jurisdiction))
            yield return ProjectErrors.UnknownJurisdiction;
        if (request is { Kind: ProjectKind.Upgrade, StandardId: null })
            yield return ProjectErrors.UpgradeWithoutStandard;
    }

    private static BuildingProject New(MetrologyDb db, bool isDemonstration)
    {
        var project = new BuildingProject { NameZh = "", NameEn = "", Institution = "", Jurisdiction = "", IsDemonstration = isDemonstration };
        db.Add(project);
        return project;
    }

    internal static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
