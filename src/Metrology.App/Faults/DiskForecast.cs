namespace Metrology.App.Faults;

/// <summary>When the disk will have no more room than is held back, if it goes on filling as it did: a straight line through what was free (least squares).</summary>
public sealed class DiskForecast
{
    /// <summary>A month of looks, one an hour.</summary>
    private const int Kept = 720;

    /// <summary>Fewer looks say nothing.</summary>
    private const int Fewest = 3;

    /// <summary>The look-ahead that is warned of.</summary>
    public static readonly TimeSpan Warned = TimeSpan.FromDays(14);

    private readonly List<(DateTimeOffset At, double Free)> seen = [];
    private readonly Lock gate = new();

    public void Add(DateTimeOffset at, long free)
    {
        lock (gate)
        {
            seen.Add((at, free));
            if (seen.Count > Kept)
                seen.RemoveAt(0);
        }
    }

    /// <param name="reserve">Bytes that are held back.</param>
    /// <returns>Null when it does not fill, or when too little was seen.</returns>
    public TimeSpan? Until(long reserve)
    {
        lock (gate)
        {
            if (seen.Count < Fewest)
                return null;
            var begin = seen[0].At;
            var points = seen.ConvertAll(one => (X: (one.At - begin).TotalDays, Y: one.Free));
            var (meanX, meanY) = (points.Average(one => one.X), points.Average(one => one.Y));
            var spread = points.Sum(one => (one.X - meanX) * (one.X - meanX));
            if (spread == 0)
                return null;
            var slope = points.Sum(one => (one.X - meanX) * (one.Y - meanY)) / spread;
            if (slope >= 0)
                return null;
            var days = (reserve - (meanY + slope * (points[^1].X - meanX))) / slope;
            return TimeSpan.FromDays(Math.Clamp(days, 0, 36_500));
        }
    }
}
