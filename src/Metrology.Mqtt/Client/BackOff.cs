namespace Metrology.Mqtt.Client;

/// <summary>
/// How long to wait before the next attempt: doubling from <see cref="First"/> to <see cref="Longest"/>, shortened at random so that
/// many clients spread out.
/// </summary>
public sealed record BackOff
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest part of the wait that chance may take away, 0 to 1.</summary>
    public double Jitter { get; init; } = 0.5;

    /// <param name="attempt">1 after the first failure.</param>
    /// <param name="random">The source of chance.</param>
    public TimeSpan Delay(int attempt, Random random)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 30));
        var full = doubled < Longest ? doubled : Longest;
        return full * (1 - Jitter * random.NextDouble());
    }
}
