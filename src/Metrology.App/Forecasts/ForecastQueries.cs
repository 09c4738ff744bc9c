using System.Globalization;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Forecasts;

/// <summary>What a forecast is asked: which target under which reading, by which day, and what if.</summary>
/// <param name="Reading">Null takes the one in force.</param>
/// <param name="By">Null takes the due day.</param>
/// <param name="RenewalPercent">Null takes the register's own record.</param>
public sealed record ForecastQuestion(string TargetId, string? Reading, DateOnly? By, int? RenewalPercent, ulong Seed)
{
    public const ulong OrdinarySeed = 1;

    public IReadOnlySet<string> Renewed { get; init; } = new HashSet<string>();
    public IReadOnlyDictionary<string, int> Delays { get; init; } = new Dictionary<string, int>();
    public IReadOnlySet<string> Advanced { get; init; } = new HashSet<string>();
    public int Added { get; init; }

    /// <summary>Nothing is asked beyond what the register says.</summary>
    public bool IsPlain => Renewed.Count + Delays.Count + Advanced.Count + Added == 0;
}

/// <summary>An answer with everything that it assumed.</summary>
/// <param name="By">Null when neither text nor question names a day.</param>
/// <param name="Forecast">Null when the target cannot be forecast.</param>
/// <param name="Plain">The same without the what-if.</param>
public sealed record ForecastAnswer(
    TargetView Target, string Reading, DateOnly? By, DateOnly Today, RenewalRecord Renewals, double RenewalShare, TargetForecast? Forecast, TargetForecast? Plain,
    IReadOnlyList<MeasurementStandard> Standards, IReadOnlyList<(BuildingProject Project, ProjectOutlook Outlook)> Projects)
{
    /// <summary>The first id of the what-if that is no standard or open project, with the part of the question that it stands in; null when all are known.</summary>
    public (string Field, string Id)? UnknownIn(ForecastQuestion question)
    {
        bool IsStandard(string id) => Standards.Any(one => ForecastQueries.IdOf(one.Id) == id);
        bool IsProject(string id) => Projects.Any(one => one.Outlook.Id == id && one.Outlook.FinishedOn is null);
        return question.Renewed.Where(id => !IsStandard(id)).Select(id => ("renew", id))
            .Concat(question.Advanced.Where(id => !IsProject(id)).Select(id => ("advance", id)))
            .Concat(question.Delays.Keys.Where(id => !IsProject(id)).Select(id => ("delay", id)))
            .Select(one => ((string, string)?)one).FirstOrDefault();
    }

    /// <summary>Why there is no forecast; null when there is one.</summary>
    public ForecastGap? Gap => Forecast is not null ? null : TargetForecast.GapOf(Target.Target, Reading, By, Today);
}

/// <summary>Forecasts are computed when they are read; only the nightly record of their probability is kept.</summary>
public sealed class ForecastQueries(Store store, TargetQueries targets, ProjectQueries projects)
{
    /// <summary>Null when there is no such target, it is withdrawn, or it does not allow the reading.</summary>
    public async Task<ForecastAnswer?> AskAsync(ForecastQuestion question, CancellationToken cancellation) =>
        await targets.ViewAsync(question.TargetId, cancellation) is { Row.IsWithdrawn: false } view && (question.Reading is null || view.AllowedReadings.Contains(question.Reading))
            ? Answer(view, question, await CountedAsync(null, cancellation), await projects.AllAsync(cancellation))
            : null;

    /// <summary>Every target that can be forecast and is not decided, by its due day.</summary>
    /// <param name="countable">What is counted, for who asks more of the same moment; null reads it.</param>
    public async Task<IReadOnlyList<ForecastAnswer>> OpenAsync(CancellationToken cancellation, Countable? countable = null)
    {
        var (all, building) = (await CountedAsync(countable, cancellation), await projects.AllAsync(cancellation));
        return
        [
            .. (await targets.AllAsync(cancellation)).Where(view => view.Target.Due.DefaultDate >= projects.Today)
                .Select(view => Answer(view, new(view.Id, null, null, null, ForecastQuestion.OrdinarySeed), all, building)).Where(answer => answer.Forecast is not null),
        ];
    }

    public Task<List<ForecastSnapshot>> PastAsync(string targetId, string reading, DateOnly by, CancellationToken cancellation) => store.ReadAsync(
        db => db.ForecastSnapshots.Where(row => row.TargetId == targetId && row.Reading == reading && row.By == by).OrderBy(row => row.On).ToListAsync(cancellation), cancellation);

    /// <summary>What every target is forecast from, with the record of its renewals: computed once for all targets.</summary>
    private sealed record Counted(Countable All, RenewalRecord Renewals);

    private async Task<Counted> CountedAsync(Countable? countable, CancellationToken cancellation)
    {
        var all = countable ?? await targets.CountableAsync(cancellation);
        return new(all, RenewalRecord.Of(all.CountedStandards.Select(standard => standard.Dates), projects.Today));
    }

    private ForecastAnswer Answer(TargetView view, ForecastQuestion question, Counted from, List<BuildingProject> building)
    {
        var (today, reading, by) = (projects.Today, question.Reading ?? view.Row.Reading, question.By ?? view.Target.Due.DefaultDate);
        var (counted, renewals) = (from.All.CountedStandards, from.Renewals);
        // Without any record nothing is taken to be renewed.
        var share = question.RenewalPercent is { } percent ? percent / 100.0 : renewals.Share ?? 0;
        var outlooks = ProjectQueries.Outlooks(building).Where(one => one.Project.StoppedOn is null).ToList();
        TargetForecast? forecast = null, plain = null;
        if (by >= today)
        {
            var meant = TargetProgress.Meant(view.Target, reading, counted, by.Value)?.Select(one => one.Standard.Id).ToHashSet() ?? [];
            CountedProject[] open =
            [
                .. outlooks.Where(one => one.Outlook.FinishedOn is null && Adds(one.Project, reading, meant))
                    .Select(one => new CountedProject(one.Outlook.Id, one.Project.OwnerClass.ToString(), one.Outlook) { Institution = one.Project.Institution }),
            ];
            var scenario = new ForecastScenario(today, share, question.Seed, ForecastScenario.OrdinaryPaths);
            plain = TargetForecast.Of(view.Target, reading, counted, open, by.Value, scenario);
            forecast = question.IsPlain ? plain : TargetForecast.Of(
                view.Target, reading, counted, open, by.Value,
                scenario with { Renewed = question.Renewed, Delays = question.Delays, Advanced = question.Advanced, Added = question.Added });
        }

        return new(view, reading, by, today, renewals, share, forecast, plain, from.All.Standards, outlooks);
    }

    /// <summary>
    /// A project whose standard stands in the register is counted there. An upgrade adds no standard: it counts under readings that count improvements, and not where its standard counts already.
    /// </summary>
    private static bool Adds(BuildingProject project, string reading, HashSet<string> meant) => project.Kind == ProjectKind.New
        ? project.StandardId is null
        : reading is TargetReadings.CumulativeSincePlanStart or TargetReadings.IncrementOfTheYear && project.StandardId is { } id && !meant.Contains(IdOf(id));

    /// <summary>Id of a standard as the forecast has it.</summary>
    public static string IdOf(int id) => id.ToString(CultureInfo.InvariantCulture);
}
