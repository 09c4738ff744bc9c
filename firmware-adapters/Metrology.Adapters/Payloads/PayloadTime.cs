using System.Globalization;
using System.Text.RegularExpressions;

namespace Metrology.Adapters.Payloads;

/// <summary>How a device writes its time.</summary>
public enum PayloadTimeKind
{
    None,
    Utc,
    LocalNoZone,
    EpochSeconds,
    EpochMilliseconds,
}

/// <summary>The time of a message as its device says it; the time of receipt never takes its place.</summary>
/// <param name="Raw">As written.</param>
/// <param name="Utc">Null when no instant follows from it.</param>
/// <param name="Decimals">Decimals of a second to show.</param>
public sealed partial record PayloadTime(PayloadTimeKind Kind, string? Raw, DateTimeOffset? Utc, int Decimals = 0)
{
    private const int EpochDecimals = 3, MostTicksDigits = 7;
    private const decimal LastSecond = 253_402_300_799m; // 9999-12-31T23:59:59Z
    private const decimal TicksInSecond = TimeSpan.TicksPerSecond;

    public static PayloadTime None { get; } = new(PayloadTimeKind.None, null, null);

    /// <summary>ISO 8601 in UTC with as many decimals as the device wrote.</summary>
    public string? UtcText => Utc?.UtcDateTime.ToString(Decimals == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', Math.Min(Decimals, MostTicksDigits))}'Z'", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 with or without zone; null when it is neither. A local time becomes an instant by the zone that was configured for the device.</summary>
    public static PayloadTime? Iso(string raw, PayloadZone? zone, ICollection<string> flags)
    {
        var match = Form().Match(raw);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["local"].Value, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        var fraction = match.Groups["fraction"].Value;
        local += TimeSpan.FromTicks(long.Parse(fraction.PadRight(MostTicksDigits, '0')[..MostTicksDigits], CultureInfo.InvariantCulture));
        var offset = match.Groups["zone"].Value;
        if (offset.Length > 0)
            return PayloadZone.OffsetOf(offset) is { } known && Instant(local, known) is { } utc ? new(PayloadTimeKind.Utc, raw, utc, fraction.Length) : null;
        if (zone is null)
            flags.Add(PayloadFlags.NoTimeZone);
        var instant = zone?.InstantOf(local);
        if (zone is not null && instant is null)
            flags.Add(PayloadFlags.AmbiguousLocalTime);
        return new(PayloadTimeKind.LocalNoZone, raw, instant, fraction.Length);
    }

    /// <summary>Seconds or milliseconds since 1970; null when they are out of range.</summary>
    public static PayloadTime? Epoch(PayloadTimeKind kind, string raw, decimal value)
    {
        var seconds = kind == PayloadTimeKind.EpochMilliseconds ? value / 1000m : value;
        return seconds is < 0 or > LastSecond ? null : new(kind, raw, DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TicksInSecond)), EpochDecimals);
    }

    internal static DateTimeOffset? Instant(DateTime local, TimeSpan offset)
    {
        var ticks = local.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    [GeneratedRegex(@"\A(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?<fraction>[0-9]{1,9}))?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?\z")]
    private static partial Regex Form();
}
