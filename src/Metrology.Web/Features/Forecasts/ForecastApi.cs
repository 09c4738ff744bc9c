using Metrology.App.Forecasts;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Forecasts;

/// <summary>Forecasts for programs.</summary>
internal static class ForecastApi
{
    internal const int MostActions = 10;
    private const int LongestSpan = 36_525;

    private static readonly Refusal TooLong = new(
        "forecast.bad-span", new("结束日期须不早于开始日期，且不超过一百年。", "The last day is not before the first, and at most a hundred years after it."), "until");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/targets/{id}/forecast", Show).Produces<ForecastResult>().Needs(Permission.SeeTargets);
        api.MapGet("/standards/in-force", InForce).Produces<InForceResult>().Needs(Permission.SeeRegistry);
    }

    private static async Task<IResult> Show(string id, [AsParameters] ForecastFilter filter, HttpContext context, ForecastQueries forecasts, Words t, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var question = filter.Question(id, context.Request.Query, errors);
        if (errors.Any)
        {
            var (field, text, code) = errors.All[0];
            return ErrorPages.Problem(new(code ?? "input", text, field), t.Language);
        }

        if (await forecasts.AskAsync(question, cancellation) is not { } answer)
            return ErrorPages.Problem(question.Reading is null ? TargetErrors.NotFound : TargetErrors.NotAReading, t.Language);
        return ForecastFilter.Unknown(answer, question) is { } unknown ? ErrorPages.Problem(unknown, t.Language) : Results.Ok(ForecastResult.Of(answer, question, MostActions));
    }

    private static Task<IResult> InForce(string? from, string? until, StandardQueries standards, TimeProvider clock, Words t, CancellationToken cancellation) =>
        ApiAnswers.OnDayAsync(from, clock, t, first => ApiAnswers.OnDayAsync(until ?? first.AddYears(10).Iso(), clock, t, async last =>
        {
            if (last < first || last.DayNumber - first.DayNumber > LongestSpan)
                return ErrorPages.Problem(TooLong, t.Language);
            var all = await standards.DatedAsync(cancellation);
            List<StandardDates> dates = all.ConvertAll(standard => standard.Dates());
            return Results.Ok(new InForceResult(
                first, last, InForceCount.Steps(dates, first, last.DayNumber - first.DayNumber + 1),
                [.. ExpiryCliffs.Of(all, standard => standard.Dates(), first, last).Select(cliff => new InForceResult.Cliff(cliff.LastDay, [.. cliff.Falling.Select(standard => standard.Id)]))]));
        }));
}

/// <param name="Steps">A point stands where the number changes and holds until the next.</param>
/// <param name="Cliffs">Last days in force, and whose they are.</param>
public sealed record InForceResult(DateOnly From, DateOnly Until, IReadOnlyList<CurvePoint> Steps, IReadOnlyList<InForceResult.Cliff> Cliffs)
{
    public sealed record Cliff(DateOnly LastDay, IReadOnlyList<int> Standards);
}

/// <param name="Probability">Null when the target cannot be forecast, or its day is past.</param>
/// <param name="PlainProbability">Without the what-if of the question.</param>
public sealed record ForecastResult(
    string Target, string Reading, DateOnly? By, DateOnly Today, decimal? Needed, double? Probability, double? PlainProbability, double? Expected, int? Percentile10, int? Percentile90,
    double? RequiredPerYear, int? Certain, ulong Seed, int Paths, double RenewalShare, int RenewalsEnded, int RenewalsInTime, IReadOnlyList<LapsingStandard> Lapsing,
    IReadOnlyList<MissingStandard> Missing, IReadOnlyList<string> ProjectsWithoutForecast, IReadOnlyList<RankedAction> Actions)
{
    /// <summary>Why there is no forecast; null when there is one.</summary>
    public ForecastGap? NotForecast { get; init; }

    /// <summary>Of a minimum of each institution, what it needs of each; empty otherwise.</summary>
    public IReadOnlyList<Institution> Institutions { get; init; } = [];

    /// <summary>Standards that would count if somebody said whose they are.</summary>
    public int OfNoInstitution { get; init; }

    /// <param name="Certain">In force on the day by the certificates that are there.</param>
    /// <param name="Lacking">Standards that it needs beyond them.</param>
    /// <param name="Lapsing">In force today and lapsing before the day.</param>
    /// <param name="Projects">Projects whose standards would count for it.</param>
    /// <param name="Needed">What the text asks of each, or its part where that asks more.</param>
    public sealed record Institution(string Name, decimal Needed, int Certain, decimal Lacking, int Lapsing, int Projects, double Expected, double Probability);

    internal static ForecastResult Of(ForecastAnswer answer, ForecastQuestion question, int most)
    {
        var forecast = answer.Forecast;
        return new(
            answer.Target.Id, answer.Reading, answer.By, answer.Today, TargetForecast.Needed(answer.Target.Target), forecast?.Paths.Probability, answer.Plain?.Paths.Probability,
            forecast?.Paths.Expected, forecast?.Paths.Quantile(0.1), forecast?.Paths.Quantile(0.9), forecast?.RequiredBuildRate(answer.Today), forecast?.Outlook.Certain, question.Seed,
            ForecastScenario.OrdinaryPaths, answer.RenewalShare, answer.Renewals.Ended, answer.Renewals.Renewed, forecast?.Outlook.Lapsing ?? [], forecast?.Outlook.Missing ?? [],
            forecast?.Unforecast ?? [], forecast?.Paths.Actions(most) ?? [])
        {
            NotForecast = answer.Gap,
            Institutions = [.. (forecast?.Institutions ?? []).Select(one => new Institution(one.Institution, one.Outlook.Needed, one.Outlook.Certain, one.Lacking, one.Outlook.Lapsing.Count, one.Outlook.Projects.Count, one.Paths.Expected, one.Paths.Probability))],
            OfNoInstitution = forecast?.OfNoInstitution ?? 0,
        };
    }
}
