using Metrology.Core.Errors.Taximeters;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Station.Benches;

namespace Metrology.Web.Features.Bench;

/// <summary>One jump of a taximeter's display that a roller bench latched in the current step, with the error up to it and since the one before.</summary>
/// <param name="Cumulative">Percent of the distance travelled; null while the circumference is not known.</param>
/// <param name="Increment">The same of the stretch since the jump before; null at the first.</param>
public sealed record BenchJump(int Number, Reading Distance, Reading? Amount, Reading Revolutions, decimal? Cumulative, decimal? Increment)
{
    private const string Circumference = "length.circumference";

    /// <summary>Empty when nothing was latched.</summary>
    public static IReadOnlyList<BenchJump> Of(BenchView view)
    {
        if (view.Step is not { } step)
            return [];
        var latched = view.State.Observations.Where(one => one.Step == step.Key && one.Attempt == view.Standing!.Attempt && one.Stage == Stage.Single).ToList();
        var numbers = latched.Select(LatchSubject.NumberOf).OfType<int>().Distinct().Order().ToList();
        if (numbers.Count == 0)
            return [];
        var rows = numbers.Append(numbers[^1] + 1).Select(number => Row(number, [.. latched.Where(one => (LatchSubject.NumberOf(one) ?? numbers[^1] + 1) == number)])).OfType<BenchJump>().ToList();
        if (view.Variables.FirstOrDefault(one => one.Rule.Measurand == Circumference)?.Value is not { } metres
            || JumpErrors.Of([.. rows.Select(row => (Metres(row.Distance), row.Revolutions.Value))], metres) is not { IsRefused: false, Value: var errors })
            return rows;
        return [.. rows.Select((row, i) => row with { Cumulative = errors.Cumulative[i], Increment = i == 0 ? null : errors.Increments[i - 1] })];
    }

    private static BenchJump? Row(int number, IReadOnlyList<Observation> latched)
    {
        Reading? Find(string measurand) => latched.FirstOrDefault(one => one.Reading.Measurand == measurand)?.Reading;
        return Find(Measurands.Distance) is { } distance && Find(Measurands.Revolutions) is { } revolutions ? new(number, distance, Find(Measurands.Amount), revolutions, null, null) : null;
    }

    private static decimal Metres(Reading distance) => new Quantity(distance.Value, Units.Find(distance.Unit)!).In(Units.Find("m")!).Value;
}
