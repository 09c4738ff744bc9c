namespace Metrology.Db.Tool;

/// <summary>Where two texts differ, short enough to read in a build log.</summary>
internal static class LineDifference
{
    private const int LinesShown = 10;

    /// <summary>Null when equal; otherwise the first lines that only one side has there.</summary>
    public static string? Describe(string committed, string generated)
    {
        if (committed == generated)
            return null;
        var old = committed.Split('\n');
        var made = generated.Split('\n');
        var start = 0;
        while (start < old.Length && start < made.Length && old[start] == made[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < made.Length - start && old[^(end + 1)] == made[^(end + 1)])
            end++;
        return string.Join('\n', [$"  from line {start + 1}:", .. Side("-", old[start..^end]), .. Side("+", made[start..^end])]);
    }

    private static IEnumerable<string> Side(string sign, string[] lines) =>
        lines.Length <= LinesShown
            ? lines.Select(line => $"  {sign} {line}")
            : lines.Take(LinesShown).Select(line => $"  {sign} {line}").Append($"  {sign} … {lines.Length - LinesShown} lines more");
}
