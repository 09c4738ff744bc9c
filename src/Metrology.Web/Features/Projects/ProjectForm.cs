using System.Globalization;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Projects;

/// <summary>A project as typed.</summary>
public sealed record ProjectForm
{
    /// <summary>Chosen when there is no standard.</summary>
    private const string None = "—";

    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? Kind { get; init; }
    public string? OwnerClass { get; init; }
    public string? Institution { get; init; }
    public string? Jurisdiction { get; init; }
    public string? Place { get; init; }
    public string? RangeText { get; init; }
    public string? UncertaintyText { get; init; }
    public string? StandardId { get; init; }
    public string? Version { get; init; }

    public static ProjectForm Of(BuildingProject project) => new()
    {
        NameZh = project.NameZh,
        NameEn = project.NameEn,
        Kind = project.Kind.ToString(),
        OwnerClass = project.OwnerClass.ToString(),
        Institution = project.Institution,
        Jurisdiction = project.Jurisdiction,
        Place = project.Place,
        RangeText = project.RangeText,
        UncertaintyText = project.UncertaintyText,
        StandardId = project.StandardId?.ToString(CultureInfo.InvariantCulture),
        Version = project.Version.ToString(CultureInfo.InvariantCulture),
    };

    public SaveProject.Request Check(int? id, FieldErrors errors) => new(
        id, NameZh ?? "", NameEn ?? "", errors.Choice<ProjectKind>(nameof(Kind), Kind), errors.Choice<OwnerClass>(nameof(OwnerClass), OwnerClass), Institution ?? "", Jurisdiction ?? "",
        Place, RangeText, UncertaintyText,
        // What is no number is no standard: 0, which the use case refuses.
        string.IsNullOrWhiteSpace(StandardId) || StandardId == None ? null : int.TryParse(StandardId, CultureInfo.InvariantCulture, out var standard) ? standard : 0,
        int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null);
}

/// <summary>A stage as typed.</summary>
public sealed record StageForm
{
    public string? PlannedFrom { get; init; }
    public string? PlannedTo { get; init; }
    public string? ActualFrom { get; init; }
    public string? ActualTo { get; init; }
    public string? NotNeeded { get; init; }
    public string? Owner { get; init; }
    public string? Blocker { get; init; }
    public string? Budget { get; init; }
    public string? LeastDays { get; init; }
    public string? LikelyDays { get; init; }
    public string? GreatestDays { get; init; }
    public string? Version { get; init; }

    public static StageForm Of(BuildingProject project, ProjectStage? stage) => new()
    {
        PlannedFrom = stage?.PlannedFrom?.Iso(),
        PlannedTo = stage?.PlannedTo?.Iso(),
        ActualFrom = stage?.ActualFrom?.Iso(),
        ActualTo = stage?.ActualTo?.Iso(),
        NotNeeded = stage?.NotNeeded == true ? "true" : null,
        Owner = stage?.Owner,
        Blocker = stage?.Blocker,
        Budget = stage?.Budget?.ToString(CultureInfo.InvariantCulture),
        LeastDays = stage?.LeastDays?.ToString(CultureInfo.InvariantCulture),
        LikelyDays = stage?.LikelyDays?.ToString(CultureInfo.InvariantCulture),
        GreatestDays = stage?.GreatestDays?.ToString(CultureInfo.InvariantCulture),
        Version = project.Version.ToString(CultureInfo.InvariantCulture),
    };

    public SaveStage.Request Check(int projectId, BuildingStage stage, FieldErrors errors) => new(
        projectId, stage,
        errors.Day(nameof(PlannedFrom), PlannedFrom), errors.Day(nameof(PlannedTo), PlannedTo), errors.Day(nameof(ActualFrom), ActualFrom), errors.Day(nameof(ActualTo), ActualTo),
        NotNeeded == "true", Owner, Blocker, string.IsNullOrWhiteSpace(Budget) ? null : errors.Number(nameof(Budget), Budget),
        Whole(nameof(LeastDays), LeastDays, errors), Whole(nameof(LikelyDays), LikelyDays, errors), Whole(nameof(GreatestDays), GreatestDays, errors),
        int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null);

    /// <summary>A fraction of a day is refused like a day that is too long: -1 is no number of days.</summary>
    private static int? Whole(string field, string? typed, FieldErrors errors) =>
        string.IsNullOrWhiteSpace(typed) ? null : errors.Number(field, typed) is var days && days == decimal.Truncate(days) && days is >= 0 and < 100_000 ? (int)days : -1;
}
