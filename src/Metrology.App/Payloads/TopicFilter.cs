namespace Metrology.App.Payloads;

/// <summary>Topic filters beside each other (MQTT 5.0 section 4.7), level by level.</summary>
internal static class TopicFilter
{
    private const string Own = "metrology", Any = "+", Rest = "#";

    /// <summary>A filter that a device of its own may have: it names its first level, so that nobody listens to everything.</summary>
    public static bool IsOfDevice(string filter)
    {
        var levels = filter.Split('/');
        return filter.Length is > 0 and <= PayloadBinding.LongestTopic && !filter.Any(char.IsControl)
            && levels[0] is not ("" or Own or Any or Rest) && levels[0][0] != '$'
            && levels.Index().All(level => level.Item.IndexOfAny(['+', '#']) < 0 || level.Item == Any || (level.Item == Rest && level.Index == levels.Length - 1));
    }

    /// <summary>Some topic is selected by both.</summary>
    public static bool Overlap(string one, string other)
    {
        var (first, second) = (one.Split('/'), other.Split('/'));
        for (var i = 0; ; i++)
        {
            // "a/#" also selects "a" (4.7.1.2).
            if (At(first, i) == Rest || At(second, i) == Rest)
                return true;
            if (i == first.Length || i == second.Length)
                return first.Length == second.Length;
            if (first[i] != Any && second[i] != Any && first[i] != second[i])
                return false;
        }
    }

    private static string? At(string[] levels, int index) => index < levels.Length ? levels[index] : null;
}
