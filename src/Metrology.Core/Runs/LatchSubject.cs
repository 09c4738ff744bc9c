using System.Globalization;

namespace Metrology.Core.Runs;

/// <summary>How readings that were latched before the one that counts are named in a record: "jump-3.distance". A subject stands for one reading of its role.</summary>
public static class LatchSubject
{
    private const string Prefix = "jump-";

    public static string Of(int number, string measurand) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}.{measurand}");

    /// <summary>Number of the latch that an observation is of; null when it is of none, or the one that counts.</summary>
    public static int? NumberOf(Observation observation) =>
        observation.Subject.StartsWith(Prefix, StringComparison.Ordinal) && observation.Subject.IndexOf('.', StringComparison.Ordinal) is > 0 and var end
            && int.TryParse(observation.Subject.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
