using System.Runtime.CompilerServices;
using System.Text.Json;
using Metrology.App.Projects;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Projects;

/// <summary>A stage for programs. It remembers what was stated, if only as null: PUT replaces the whole stage and asks for every member, PATCH changes what is stated.</summary>
public sealed class StageBody
{
    internal const string Replaces = "Replaces the whole stage: every member but version has to be stated, null empties it. A missing member is refused with project.stage-incomplete. PATCH changes single members.";
    internal const string Changes = "Changes the stated members of the stage; null empties one, and what is not stated stays.";

    private static readonly string[] Members =
    [
        nameof(PlannedFrom), nameof(PlannedTo), nameof(ActualFrom), nameof(ActualTo), nameof(NotNeeded), nameof(Owner), nameof(Blocker), nameof(Budget), nameof(LeastDays), nameof(LikelyDays), nameof(GreatestDays),
    ];

    private readonly HashSet<string> stated = [];

    public DateOnly? PlannedFrom { get; init => field = Stated(value); }
    public DateOnly? PlannedTo { get; init => field = Stated(value); }
    public DateOnly? ActualFrom { get; init => field = Stated(value); }
    public DateOnly? ActualTo { get; init => field = Stated(value); }
    public bool? NotNeeded { get; init => field = Stated(value); }
    public string? Owner { get; init => field = Stated(value); }
    public string? Blocker { get; init => field = Stated(value); }
    public decimal? Budget { get; init => field = Stated(value); }
    public int? LeastDays { get; init => field = Stated(value); }
    public int? LikelyDays { get; init => field = Stated(value); }
    public int? GreatestDays { get; init => field = Stated(value); }

    /// <summary>The version of the project that was seen; null changes whatever is there.</summary>
    public int? Version { get; init; }

    /// <summary>What a replacement lacks; null when it is whole.</summary>
    internal Refusal? Unstated
    {
        get
        {
            var missing = Members.Where(member => !stated.Contains(member)).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
            var named = string.Join(", ", missing);
            return missing.Count == 0 ? null : new(
                "project.stage-incomplete", new($"PUT 会替换整个阶段，须写明全部成员（可为 null）；缺少：{named}。只改几项请用 PATCH。", $"PUT replaces the whole stage and needs every member, null where it is empty. Missing: {named}. PATCH changes single members."), missing[0]);
        }
    }

    internal SaveStage.Request Request(int projectId, BuildingStage stage) => new(
        projectId, stage, PlannedFrom, PlannedTo, ActualFrom, ActualTo, NotNeeded ?? false, Owner, Blocker, Budget, LeastDays, LikelyDays, GreatestDays, Version);

    /// <summary>The stage as it is with what is stated. Who changed it meanwhile is not undone: the version is that of what was read.</summary>
    internal SaveStage.Request Request(BuildingProject project, BuildingStage stage)
    {
        var now = project.StageOf(stage);
        return new(
            project.Id, stage, Of(nameof(PlannedFrom), PlannedFrom, now?.PlannedFrom), Of(nameof(PlannedTo), PlannedTo, now?.PlannedTo), Of(nameof(ActualFrom), ActualFrom, now?.ActualFrom),
            Of(nameof(ActualTo), ActualTo, now?.ActualTo), Of(nameof(NotNeeded), NotNeeded, now?.NotNeeded) ?? false, Of(nameof(Owner), Owner, now?.Owner), Of(nameof(Blocker), Blocker, now?.Blocker),
            Of(nameof(Budget), Budget, now?.Budget), Of(nameof(LeastDays), LeastDays, now?.LeastDays), Of(nameof(LikelyDays), LikelyDays, now?.LikelyDays), Of(nameof(GreatestDays), GreatestDays, now?.GreatestDays),
            Version ?? project.Version);
    }

    private T Of<T>(string member, T told, T now) => stated.Contains(member) ? told : now;

    private T Stated<T>(T value, [CallerMemberName] string member = "")
    {
        stated.Add(member);
        return value;
    }
}
