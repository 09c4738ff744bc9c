using System.Globalization;
using Metrology.App.Forecasts;
using Metrology.Core.Planning.Forecasts;

namespace Metrology.Web.Features.Forecasts;

/// <summary>Numbers and things of a forecast as they stand on a screen.</summary>
internal static class ForecastText
{
    /// <summary>In per cent with one decimal; what all or no path does is said as such and not as certainty.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "< 0.1 %",
        1 => "> 99.9 %",
        _ => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A difference of probabilities in percentage points, with its sign.</summary>
    public static string Points(double difference) => decimal.Round((decimal)difference * 100, 1).Signed() + " %";

    public static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Name(ForecastAnswer answer, RankedAction action, Words t) => action.Kind == ActionKind.FinishStage ? ProjectName(answer, action.Id, t) : StandardName(answer, action.Id, t);

    public static string Path(RankedAction action) => action.Kind == ActionKind.FinishStage ? $"/projects/{action.Id}" : $"/standards/{action.Id}";

    public static string StandardName(ForecastAnswer answer, string id, Words t) => answer.Standards.FirstOrDefault(one => ForecastQueries.IdOf(one.Id) == id) is { } standard ? t[standard.Name] : id;

    public static string ProjectName(ForecastAnswer answer, string id, Words t) => answer.Projects.FirstOrDefault(one => one.Outlook.Id == id).Project is { } project ? t[project.Name] : id;
}
