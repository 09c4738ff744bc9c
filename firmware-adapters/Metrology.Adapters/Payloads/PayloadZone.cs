using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>The zone that was configured for a device whose time has none.</summary>
public sealed class PayloadZone
{
    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(14);

    private readonly TimeZoneInfo zone;

    private PayloadZone(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>"+08:00", "Z" or a name of the IANA data base; refuses with "unknown-zone".</summary>
    public static Outcome<PayloadZone> Parse(string text)
    {
        if (OffsetOf(text) is { } offset)
            return new PayloadZone(TimeZoneInfo.CreateCustomTimeZone(text, offset, text, text));
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out var named)
            ? new PayloadZone(named)
            : Refusal.Of("unknown-zone", $"没有时区“{text}”。请写 +08:00 或 Asia/Shanghai。", $"There is no zone “{text}”. Write +08:00 or Asia/Shanghai.");
    }

    /// <summary>The instant of a local time; null when the zone has it twice or not at all.</summary>
    internal DateTimeOffset? InstantOf(DateTime local) =>
        zone.IsAmbiguousTime(local) || zone.IsInvalidTime(local) ? null : PayloadTime.Instant(local, zone.GetUtcOffset(local));

    internal static TimeSpan? OffsetOf(string text)
    {
        if (text is "Z")
            return TimeSpan.Zero;
        if (text.Length < 5 || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..].Replace(":", "", StringComparison.Ordinal), "hhmm", CultureInfo.InvariantCulture, out var size) || size > MostOffset)
            return null;
        return text[0] == '-' ? -size : size;
    }
}
