using System.Globalization;
using System.Text;

namespace Metrology.Web.Host.Syslog;

/// <summary>A line of the log as RFC 5424 writes it: one line each, whatever a value holds.</summary>
internal static class SyslogLine
{
    /// <summary>"System daemons" (RFC 5424, table 1).</summary>
    private const int Facility = 3;

    private const int LongestText = 8192;

    public static byte[] Of(LogLevel level, DateTimeOffset at, string machine, int process, string category, string? trace, string text)
    {
        var severity = level switch { LogLevel.Critical => 2, LogLevel.Error => 3, LogLevel.Warning => 4, LogLevel.Information => 6, _ => 7 };
        var plain = string.Create(Math.Min(text.Length, LongestText), text, static (to, from) =>
        {
            for (var at = 0; at < to.Length; at++)
                to[at] = char.IsControl(from[at]) ? ' ' : from[at];
        });
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"<{(Facility * 8) + severity}>1 {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(machine, 255)} metrology {process} {Word(category, 32)} {(trace is null ? "-" : $"[trace@32473 id=\"{trace}\"]")} \uFEFF{plain}"));
    }

    /// <summary>Visible ASCII without blanks, or a dash.</summary>
    private static string Word(string text, int longest) => new string([.. text.Where(letter => letter is > ' ' and < '\x7f').TakeLast(longest)]) is { Length: > 0 } word ? word : "-";
}
