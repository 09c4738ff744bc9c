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

    /// <summary>At a start: a clock that stands before the last signed checkpoint was set back while nobody looked, or ran ahead then.</summary>
    /// <param name="known">When the last checkpoint was signed.</param>
    public async Task BeginAsync(DateTimeOffset known, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known - now < Limit)
            return;
        Step = now - known;
        await record.ExecuteAsync(
            Code, $"{Seconds(now - known)} s",
            new(
                $"服务器启动时的时钟 {Iso(now)} 早于最后签名的检查点 {Iso(known)}：停机期间时钟被调慢，或者之前走快。请先校准时钟，再核对这些日期的记录和证书的时间。",
                $"At the start of the server its clock says {Iso(now)}, before the last signed checkpoint of {Iso(known)}: it was set back while the server was down, or was ahead before. Set it right, and check the times of records and certificates of these days."),
            (Day(now), Day(known)), cancellation);
    }

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
        var seconds = Seconds(step);
        await record.ExecuteAsync(
            Code, $"{seconds} s",
            new(
                $"服务器时钟被调整 {seconds} s（{Iso(then.Wall)} → {Iso(now.Wall)}）。请核对这些日期的记录和证书的时间，并查明时钟同步。",
                $"The clock of the server was set by {seconds} s ({Iso(then.Wall)} → {Iso(now.Wall)}). Check the times of records and certificates of these days, and how the clock is kept."),
            (Day(from), Day(to)), cancellation);
        return false;
    }

    private static string Seconds(TimeSpan step) => step.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
