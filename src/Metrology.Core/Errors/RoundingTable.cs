namespace Metrology.Core.Errors;

/// <summary>
/// Rounding intervals by kind of standard and accuracy class as meter benches use them. Practice, not the text of a regulation: a procedure states its own
/// intervals, and these are only proposed while one is written.
/// </summary>
public static class RoundingTable
{
    public const string EnergyMeter = "energy meter";
    public const string StandardMeter = "standard meter";

    /// <summary>Rows with the source of each.</summary>
    public static IReadOnlyList<RoundingRow> Rows { get; } =
    [
        new(EnergyMeter, "0.2", 0.02m, 0.004m, "meter-bench programs"),
        new(EnergyMeter, "0.5", 0.05m, 0.01m, "meter-bench programs"),
        new(EnergyMeter, "1", 0.1m, 0.02m, "meter-bench programs"),
        new(EnergyMeter, "1.5", 0.2m, 0.04m, "meter-bench programs"),
        new(EnergyMeter, "2", 0.2m, null, "from memory"),
        new(StandardMeter, "0.02", 0.002m, null, "meter-bench programs"),
        new(StandardMeter, "0.05", 0.005m, null, "meter-bench programs"),
        new(StandardMeter, "0.1", 0.01m, null, "meter-bench programs"),
        new(StandardMeter, "0.2", 0.02m, null, "meter-bench programs"),
    ];

    /// <summary>The row of a class, or null when no practice is known.</summary>
    public static RoundingRow? Find(string standardKind, string accuracyClass) =>
        Rows.FirstOrDefault(row => row.StandardKind == standardKind && row.AccuracyClass == accuracyClass);
}

/// <param name="MeanError">Interval of the mean error, percent.</param>
/// <param name="StandardDeviation">Interval of the standard deviation, percent; null when not known.</param>
public sealed record RoundingRow(string StandardKind, string AccuracyClass, decimal MeanError, decimal? StandardDeviation, string Source);
