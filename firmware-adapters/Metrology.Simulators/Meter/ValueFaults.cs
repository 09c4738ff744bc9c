namespace Metrology.Simulators.Meter;

/// <summary>How the values of a simulated meter are wrong beyond its own error; relative numbers.</summary>
/// <param name="Error">Of every value.</param>
/// <param name="Noise">Standard deviation, of momentary values only: a register that fell would be another fault.</param>
/// <param name="DriftAnHour">Grows from the moment it is made.</param>
public sealed record ValueFaults(decimal Error, decimal Noise, decimal DriftAnHour)
{
    public static ValueFaults None { get; } = new(0m, 0m, 0m);

    private const ulong Seed = 1;
    private const long Steps = 1_000_000;

    private readonly SeededNoise noise = new(Seed);
    private readonly long since = TimeProvider.System.GetTimestamp();

    /// <summary>By what a value is multiplied.</summary>
    /// <param name="isRegister">It only counts up.</param>
    public decimal Factor(bool isRegister)
    {
        if (Error == 0 && Noise == 0 && DriftAnHour == 0)
            return 1m;
        var drift = DriftAnHour * (decimal)TimeProvider.System.GetElapsedTime(since).TotalHours;
        lock (noise)
            return 1m + Error + drift + (isRegister || Noise == 0 ? 0m : noise.Normal((long)(Noise * Steps)) / (decimal)Steps);
    }
}
