using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Whether an ambient condition was kept, in words for the record: the bounds of the procedure with their mark, or that none are held.</summary>
public static class AmbientBounds
{
    private static readonly BilingualText NotHeld = new("规程限值未持有，仅记录", "bounds of the procedure are not held; recorded only");

    /// <summary>Of a reading of the environment; null of any other.</summary>
    public static BilingualText? Of(Procedure procedure, Observation one) =>
        one.Role == Roles.Environment && procedure.Environment.FirstOrDefault(condition => condition.Id == one.Subject) is { } condition
            && procedure.Unit(one.Reading.Unit) is { } unit && procedure.Unit(condition.Unit) is { } wanted
            ? Of(condition, new Quantity(one.Reading.Value, unit).In(wanted).Value) : null;

    /// <param name="value">In the unit of the condition.</param>
    public static BilingualText Of(EnvironmentCondition condition, decimal value)
    {
        if (condition is { Minimum: null, Maximum: null })
            return NotHeld;
        var isKept = !(value < condition.Minimum || value > condition.Maximum);
        var bounds = (condition.Minimum, condition.Maximum) switch
        {
            ({ } low, { } high) => $"{Text(low)}～{Text(high)} {condition.Unit}",
            ({ } low, null) => $"≥ {Text(low)} {condition.Unit}",
            (_, { } high) => $"≤ {Text(high)} {condition.Unit}",
            _ => "",
        };
        var (zh, en) = condition.Confirmed ? ("", "") : ("，限值未确认", ", bounds not confirmed");
        return isKept ? new($"符合（{bounds}{zh}）", $"kept ({bounds}{en})") : new($"不符合（{bounds}{zh}）", $"not kept ({bounds}{en})");
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
