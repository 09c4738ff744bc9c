namespace Metrology.Core.Errors;

/// <summary>Clock time error: instant shown by the unit under test − instant of the reference clock, both at one moment; seconds, signed.</summary>
public static class ClockError
{
    public static decimal Seconds(DateTimeOffset shown, DateTimeOffset reference) => (shown - reference).Ticks / (decimal)TimeSpan.TicksPerSecond;
}
