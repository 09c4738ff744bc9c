using System.Text;

namespace Metrology.Mqtt.Topics;

/// <summary>The rules of topic names and topic filters (MQTT 3.1.1 section 4.7).</summary>
public static class Topic
{
    /// <summary>Names and filters are at most this long in UTF-8 bytes: the length prefix has 16 bits.</summary>
    public const int MaxBytes = 65_535;

    public static bool IsValidName(string name) => IsText(name) && name.AsSpan().IndexOfAny('+', '#') < 0;

    /// <summary>True when <c>#</c> is the last level, and <c>+</c> and <c>#</c> fill a whole level (4.7.1.2, 4.7.1.3).</summary>
    public static bool IsValidFilter(string filter)
    {
        if (!IsText(filter))
            return false;
        for (var i = 0; i < filter.Length; i++)
        {
            if (filter[i] is not ('+' or '#'))
                continue;
            var startsLevel = i == 0 || filter[i - 1] == '/';
            var endsFilter = i == filter.Length - 1;
            var endsLevel = endsFilter || (filter[i] == '+' && filter[i + 1] == '/');
            if (!startsLevel || !endsLevel)
                return false;
        }
        return true;
    }

    public static int Levels(string topic) => topic.AsSpan().Count('/') + 1;

    /// <summary>Whether a valid filter selects a valid name; a leading wildcard does not select names that begin with <c>$</c> (4.7.2).</summary>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> name)
    {
        if (name is ['$', ..] && filter is ['+' or '#', ..])
            return false;
        while (true)
        {
            var wanted = TakeLevel(ref filter, out var filterContinues);
            if (wanted is "#")
                return true;
            var level = TakeLevel(ref name, out var nameContinues);
            if (wanted is not "+" && !wanted.SequenceEqual(level))
                return false;
            if (!nameContinues)
                return !filterContinues || filter is "#"; // "sport/#" also selects "sport" (4.7.1.2)
            if (!filterContinues)
                return false;
        }
    }

    static ReadOnlySpan<char> TakeLevel(ref ReadOnlySpan<char> topic, out bool continues)
    {
        var slash = topic.IndexOf('/');
        continues = slash >= 0;
        var level = continues ? topic[..slash] : topic;
        topic = continues ? topic[(slash + 1)..] : [];
        return level;
    }

    static bool IsText(string topic) =>
        topic.Length is > 0 and <= MaxBytes && !topic.Contains('\0') && Encoding.UTF8.GetByteCount(topic) <= MaxBytes;
}
