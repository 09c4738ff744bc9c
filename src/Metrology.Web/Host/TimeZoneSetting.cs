using Metrology.Core.Words;

namespace Metrology.Web.Host;

/// <summary>In which time zone the laboratory works.</summary>
internal static class TimeZoneSetting
{
    public const string Variable = "METROLOGY_TIME_ZONE";

    /// <summary>Null where nobody said it.</summary>
    public static Outcome<TimeZoneInfo?> From(Func<string, string?> setting)
    {
        if (setting(Variable) is not { Length: > 0 } said)
            return (TimeZoneInfo?)null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(said, out var zone))
            return zone;
        return Refusal.Of("serve.time-zone", $"{Variable} 不是时区名称：{said}。例如 Asia/Shanghai。", $"{Variable} is no name of a time zone: {said}. For example Asia/Shanghai.");
    }
}
