using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Storage;
using Metrology.App.Targets;
using Metrology.Core.Planning;

namespace Metrology.App.Demonstration;

/// <summary>The projects that published plans name, with the sentence that names them. Their stages are invented (示例): the plans give none.</summary>
internal static class PlannedProjects
{
    /// <summary>Saves them; the history of each begins with what it was when it was entered.</summary>
    public static async Task AddAsync(MetrologyDb db, DemonstrationData data, DateOnly today, DateTimeOffset at, CancellationToken cancellation)
    {
        var planner = new Actor(0, "示例规划员", [Role.Planner]);
        foreach (var project in Of(data, today))
        {
            db.Add(project);
            await db.SaveKeepingAsync(db.Entry(project), 0, null, planner, at, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static IEnumerable<BuildingProject> Of(DemonstrationData data, DateOnly today)
    {
        using var document = JsonDocument.Parse(ImportTargets.Shipped());
        var named = document.RootElement.GetProperty("entries").EnumerateArray()
            .Select(entry => TargetFile.Read(Encoding.UTF8.GetBytes(entry.GetRawText())).Value).OfType<PlannedProject>().ToDictionary(entry => entry.Id);
        return [.. data.Projects.Select(row => ProjectOf(row, named[row.PlanEntry], data.Institution.NameZh, today))];
    }

    private static BuildingProject ProjectOf(DemonstrationData.ProjectRow row, PlannedProject entry, string institution, DateOnly today)
    {
        var project = new BuildingProject
        {
            NameZh = entry.Item,
            NameEn = row.NameEn,
            OwnerClass = row.OwnerClass,
            Institution = institution,
            Jurisdiction = StageLimits.Everywhere,
            PlanEntry = entry.Id,
            Quote = entry.Quote,
            QuoteSource = string.Create(CultureInfo.InvariantCulture, $"{entry.Place} · {entry.Document} · {entry.SeedFile} · {entry.Line}"),
            IsDemonstration = true,
        };
        project.Stages.AddRange(row.Stages.Select(stage => new ProjectStage
        {
            Stage = stage.Stage,
            PlannedFrom = Day(stage.PlannedFrom),
            PlannedTo = Day(stage.PlannedTo),
            ActualFrom = Day(stage.From),
            ActualTo = Day(stage.To),
            Owner = stage.Owner,
            Blocker = stage.Blocker,
            Budget = stage.Budget,
            LeastDays = stage.Days?[0],
            LikelyDays = stage.Days?[1],
            GreatestDays = stage.Days?[2],
        }));
        return project;

        DateOnly? Day(int? days) => days is { } number ? today.AddDays(number) : null;
    }
}
