using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Faults;

/// <summary>
/// Compares the clock of the wall with the one that only counts on. Where they part by more than <see cref="Limit"/> between two looks, somebody or something set the clock: times of records around it are
/// in doubt.
/// </summary>
public sealed class ClockWatch(TimeProvider clock, RecordFault record)
{
    public const string Code = "clock.stepped";

    /// <summary>Slewing by a time daemon is at most 500 ppm, 0.03 s in a minute; more than this in one look is a step.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Wall, long Count)? last;

    /// <summary>The last step; null when none was seen since the start.</summary>
    public TimeSpan? Step { get; private set; }

    /// <returns>Whether the clock went on as it should.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var now = (Wall: clock.GetUtcNow(), Count: clock.GetTimestamp());
        var before = last;
        last = now;
        if (before is not { } then)
            return true;
        var step = now.Wall - then.Wall - clock.GetElapsedTime(then.Count, now.Count);
        if (step.Duration() < Limit)
            return true;
        Step = step;
        var (from, to) = then.Wall < now.Wall ? (then.Wall, now.Wall) : (now.Wall, then.Wall);
        var seconds = step.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
        await record.ExecuteAsync(
            Code, $"{seconds} s",
            new(
                $"服务器时钟被调整 {seconds} s（{Iso(then.Wall)} → {Iso(now.Wall)}）。请核对这些日期的记录和证书的时间，并查明时钟同步。",
                $"The clock of the server was set by {seconds} s ({Iso(then.Wall)} → {Iso(now.Wall)}). Check the times of records and certificates of these days, and how the clock is kept."),
            (Day(from), Day(to)), cancellation);
        return false;
    }

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
