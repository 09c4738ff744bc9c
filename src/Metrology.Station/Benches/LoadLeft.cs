using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;

namespace Metrology.Station.Benches;

/// <summary>
/// How much of a step its load has still to draw: what the step asks for, less what the reference has registered since the start reading. So a step that was
/// paused ends at the same energy as one that was not.
/// </summary>
internal static class LoadLeft
{
    /// <summary>Name of the preset among the settings; see <see cref="ILoad.ApplyAsync"/>.</summary>
    private const string Preset = "energy";

    /// <summary>The start reading of the reference register that counts the preset; null when the step has none.</summary>
    public static Reading? StartOf(RunState state, IReadOnlyDictionary<string, Quantity> settings)
    {
        if (state.CurrentStep is not { } step || !settings.TryGetValue(Preset, out var asked))
            return null;
        var attempt = state.Steps[state.Current].Attempt;
        return state.Observations.LastOrDefault(one =>
            one.Step == step.Key && one.Attempt == attempt && one.Stage == Stage.Start && one.Role == Roles.Reference
            && Units.Find(one.Reading.Unit)?.Dimension == asked.Unit.Dimension)?.Reading;
    }

    /// <summary>The settings with what is left, never more than was asked for; null when nothing is left.</summary>
    public static IReadOnlyDictionary<string, Quantity>? After(Reading start, Reading now, IReadOnlyDictionary<string, Quantity> settings)
    {
        var asked = settings[Preset];
        var passed = ValueIn(now, asked.Unit) - ValueIn(start, asked.Unit);
        if (passed >= asked.Value)
            return null;
        return passed <= 0m ? settings : new Dictionary<string, Quantity>(settings) { [Preset] = new(asked.Value - passed, asked.Unit) };
    }

    private static decimal ValueIn(Reading reading, Unit unit) => new Quantity(reading.Value, Units.Find(reading.Unit)!).In(unit).Value;
}
