using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Jobs;

/// <summary>Once a day at a time of the institution's clock. What schedulers take and what people read come from the same value.</summary>
public sealed record DailyAt(TimeOnly Time)
{
    /// <summary>Seconds minutes hours day month weekday.</summary>
    public string Cron => string.Create(CultureInfo.InvariantCulture, $"{Time.Second} {Time.Minute} {Time.Hour} * * ?");

    public BilingualText Words
    {
        get
        {
            var time = Time.ToString("HH:mm", CultureInfo.InvariantCulture);
            return new($"每天 {time}", $"Every day at {time}");
        }
    }
}
