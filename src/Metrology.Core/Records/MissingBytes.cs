namespace Metrology.Core.Records;

/// <summary>
/// Pieces that went over a link and are not in a transcript: a station that could not keep all of them dropped some, or somebody took them out. The index of a link counts from its opening without a
/// gap; messages ("mqtt:") are counted as one link.
/// </summary>
public sealed class MissingBytes
{
    private const string Messages = "mqtt:";

    private readonly Dictionary<string, long> expected = [];

    /// <summary>All that were found missing.</summary>
    public long Count { get; private set; }

    /// <summary>Pieces that are missing before this one, the next of the transcript.</summary>
    public long Before(string link, long index)
    {
        var name = link.StartsWith(Messages, StringComparison.Ordinal) ? Messages : link;
        var next = expected.GetValueOrDefault(name);
        // Index 0 is a link that was opened anew.
        expected[name] = index == 0 ? 1 : Math.Max(next, index + 1);
        var missing = index == 0 ? 0 : Math.Max(0, index - next);
        Count += missing;
        return missing;
    }

    public static long In(RecordDocument record)
    {
        var all = new MissingBytes();
        foreach (var entry in record.Transcript)
            all.Before(entry.Link, entry.Index);
        return all.Count;
    }
}
