using Metrology.App.Projects;
using Metrology.App.Standards;

namespace Metrology.Web.Features.Projects;

/// <summary>Names of what was changed, for people.</summary>
internal static class ChangeText
{
    public static string Field(string field, Words t) => field switch
    {
        nameof(BuildingProject.NameZh) => t.Planning.NameZh,
        nameof(BuildingProject.NameEn) => t.Planning.NameEn,
        nameof(BuildingProject.Kind) => t.Projects.Kind,
        nameof(BuildingProject.OwnerClass) => t.Standards.Owner,
        nameof(BuildingProject.Institution) => t.Projects.Institution,
        nameof(BuildingProject.Jurisdiction) => t.Projects.Jurisdiction,
        nameof(BuildingProject.Place) => t.Standards.Place,
        nameof(BuildingProject.RangeText) => t.Standards.Range,
        nameof(BuildingProject.UncertaintyText) => t.Standards.Uncertainty,
        nameof(BuildingProject.StandardId) => t.Projects.Standard,
        nameof(BuildingProject.StoppedOn) => t.Projects.Stopped,
        nameof(BuildingProject.StoppedBecause) => t.Passport.Reason,
        nameof(BuildingProject.MergedIntoId) => t.Projects.MergeNumber,
        nameof(BuildingProject.PlanEntry) => t.Projects.PlanEntry,
        nameof(BuildingProject.Quote) => t.Projects.QuoteTitle,
        nameof(BuildingProject.QuoteSource) => t.Projects.QuoteSource,
        nameof(ProjectStage.PlannedFrom) => t.Projects.PlannedFrom,
        nameof(ProjectStage.PlannedTo) => t.Projects.PlannedTo,
        nameof(ProjectStage.ActualFrom) => t.Projects.ActualFrom,
        nameof(ProjectStage.ActualTo) => t.Projects.ActualTo,
        nameof(ProjectStage.NotNeeded) => t.Projects.NotNeeded,
        nameof(ProjectStage.Owner) => t.Projects.Owner,
        nameof(ProjectStage.Blocker) => t.Projects.Blocker,
        nameof(ProjectStage.Budget) => t.Projects.Budget,
        nameof(ProjectStage.LeastDays) => t.Projects.Least,
        nameof(ProjectStage.LikelyDays) => t.Projects.Likely,
        nameof(ProjectStage.GreatestDays) => t.Projects.Greatest,
        _ when field.StartsWith("Document ", StringComparison.Ordinal) => $"{t.Projects.Documents} {field["Document ".Length..]}",
        _ => field,
    };

    /// <summary>A value as people read it; what is kept is the word of the program.</summary>
    public static string Value(string field, string? kept, Words t) => kept is null ? "—" : field switch
    {
        nameof(BuildingProject.Kind) when Enum.TryParse<ProjectKind>(kept, out var kind) => t.Projects.KindOf(kind),
        nameof(BuildingProject.OwnerClass) when Enum.TryParse<OwnerClass>(kept, out var owner) => t.Standards.OwnerClass(owner),
        nameof(ProjectStage.NotNeeded) => kept == bool.TrueString ? t.Customers.Yes : t.Customers.No,
        nameof(BuildingProject.StandardId) or nameof(BuildingProject.MergedIntoId) => $"#{kept}",
        _ when field.StartsWith("Document ", StringComparison.Ordinal) => string.Join(" · ", kept.Split(" · ").Select(part => Enum.TryParse<DocumentForm>(part, out var form) && Enum.GetName(form) == part ? t.Projects.FormOf(form) : part == "—" ? t.Projects.NotNeededShort : part)),
        _ => kept,
    };
}
