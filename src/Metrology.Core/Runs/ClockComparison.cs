using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>
/// With what the clock of a unit was compared. A bench with a reference clock compares the clock of its station with that first: this observation says by how much the station was ahead, and
/// the offset of the unit, with the instant at which it came, is then by the reference clock.
/// </summary>
public static class ClockComparison
{
    /// <summary>Subject of the observation of the reference clock.</summary>
    public const string Subject = "clock";

    /// <summary>Longest time from the comparison of the station to that of the unit, s; beyond it the station's clock may have gone elsewhere.</summary>
    public const decimal LongestApart = 60m;

    /// <summary>
    /// A station further than this from its reference clock, s, is flagged: one of the two is wrong, and the reader of the record has to know. A bound of plausibility of our own; a station that keeps its time
    /// over the network is within a tenth of it.
    /// </summary>
    public const decimal LargestOffset = 2m;

    /// <summary>The comparisons of the attempts that stand, whose two clocks are further apart than <see cref="LargestOffset"/>.</summary>
    public static IReadOnlyList<Observation> FarApart(RunState state)
    {
        var attempts = state.Plan.Steps.Zip(state.Steps).ToDictionary(pair => pair.First.Key, pair => pair.Second.Attempt);
        return [.. state.Observations.Where(one => IsReference(one.Role, one.Subject, one.Reading.Measurand) && one.Attempt == attempts.GetValueOrDefault(one.Step) && Math.Abs(one.Reading.Value) > LargestOffset)];
    }

    /// <summary>The observation is of a reference clock.</summary>
    public static bool IsReference(string role, string subject, string measurand) => role == Roles.Reference && subject == Subject && measurand == Measurands.ClockOffset;

    /// <summary>What an offset that a bench read is against; null for any other observation.</summary>
    public static BilingualText? Against(IReadOnlyList<Observation> all, Observation one)
    {
        if (one.Role != Roles.UnitUnderTest || one.Reading.Measurand != Measurands.ClockOffset || one.Reading.Instrument == Records.TypedReadings.Instrument)
            return null;
        return all.FirstOrDefault(other => other.Step == one.Step && other.Attempt == one.Attempt && IsReference(other.Role, other.Subject, other.Reading.Measurand)) is { } reference
            ? new($"与标准时钟 {reference.Reading.Instrument} 比对", $"against reference clock {reference.Reading.Instrument}")
            : new("与服务器时钟比对", "against the clock of the server");
    }
}
