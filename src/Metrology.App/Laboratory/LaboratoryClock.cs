namespace Metrology.App.Laboratory;

/// <summary>The clock of the computer in the time zone of the laboratory, which is that of its working days, its papers and its meters, wherever the server runs.</summary>
public sealed class LaboratoryClock(TimeZoneInfo zone) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => zone;
}

/// <summary>The time zone of the laboratory.</summary>
/// <param name="Said">Null where nobody said it: then it is that of the computer, which a container has as UTC whatever the laboratory's is.</param>
public sealed record LaboratoryZone(TimeZoneInfo? Said)
{
    /// <summary>What a clock on the wall of the laboratory shows; null when it is not known, since the computer has UTC and nobody said that this is right.</summary>
    public DateTimeOffset? Now(TimeProvider clock) => Said is { } zone ? TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone)
        : clock.LocalTimeZone.HasSameRules(TimeZoneInfo.Utc) ? null
        : clock.GetLocalNow();

    /// <summary>Id of the zone, such as "Asia/Shanghai".</summary>
    public string Name(TimeProvider clock) => (Said ?? clock.LocalTimeZone).Id;
}
