namespace Metrology.Simulators.Room;

/// <summary>A clock that gains or loses; what it has gained stays when it is put right.</summary>
internal sealed class DriftingClock(TimeProvider inner) : TimeProvider
{
    private readonly Lock access = new();
    private DateTimeOffset since = inner.GetUtcNow();
    private TimeSpan gained;
    private decimal secondsAnHour;

    /// <summary>Seconds gained in an hour.</summary>
    public decimal SecondsAnHour
    {
        get
        {
            lock (access)
                return secondsAnHour;
        }

        set
        {
            lock (access)
            {
                var now = inner.GetUtcNow();
                gained = Gained(now);
                (since, secondsAnHour) = (now, value);
            }
        }
    }

    /// <summary>Gained so far.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (access)
                return Gained(inner.GetUtcNow());
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (access)
        {
            var now = inner.GetUtcNow();
            return now + Gained(now);
        }
    }

    public override long GetTimestamp() => inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    private TimeSpan Gained(DateTimeOffset now) => gained + TimeSpan.FromSeconds((double)((decimal)(now - since).TotalSeconds * secondsAnHour / 3600m));
}
