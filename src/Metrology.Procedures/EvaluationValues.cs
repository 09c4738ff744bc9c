using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;

namespace Metrology.Procedures;

/// <summary>Every value of an evaluation by a stable id: "operating-error/full/mean", "operating-error/full/2/error", "appearance/verdict".</summary>
public static class EvaluationValues
{
    public static IReadOnlyDictionary<string, string?> Of(Evaluation evaluation)
    {
        var values = new Dictionary<string, string?>();
        foreach (var item in evaluation.Items)
        {
            values[$"{item.Item}/verdict"] = KebabCase.Of(item.Verdict);
            foreach (var check in item.Checks)
                values[$"{item.Item}/{check.Check}/conforms"] = check.Conforms switch { true => "true", false => "false", null => null };
            foreach (var point in item.Points)
                Add(values, $"{item.Item}/{point.Point}", point);
        }

        foreach (var ambient in evaluation.Ambient)
        {
            values[$"environment/{ambient.Id}"] = Text(ambient.Value);
            values[$"environment/{ambient.Id}/verdict"] = KebabCase.Of(ambient.Verdict);
        }

        return values;
    }

    private static void Add(Dictionary<string, string?> values, string id, PointResult point)
    {
        values[$"{id}/mean"] = Text(point.Mean);
        values[$"{id}/result"] = Text(point.Result);
        values[$"{id}/rounded"] = Text(point.Rounded);
        values[$"{id}/lower"] = Text(point.Zone.Lower);
        values[$"{id}/upper"] = Text(point.Zone.Upper);
        values[$"{id}/uncertainty"] = point.Budget?.Expanded.ToString("G12", CultureInfo.InvariantCulture);
        if (point.Uncovered.Count > 0)
            values[$"{id}/uncovered"] = string.Join(' ', point.Uncovered);
        values[$"{id}/verdict"] = KebabCase.Of(point.Verdict);
        foreach (var repeat in point.Repeats)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{id}/{repeat.Step.Repeat}");
            values[$"{at}/error"] = Text(repeat.Error);
            values[$"{at}/resolutionBound"] = Text(repeat.ResolutionBound);
            foreach (var (name, value) in repeat.Values)
                values[$"{at}/{name}"] = Text(value);
        }
    }

    private static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
