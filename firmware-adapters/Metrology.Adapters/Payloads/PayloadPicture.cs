using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>The newest of every reading, and from which message it came. Bounded.</summary>
internal sealed class PayloadPicture
{
    private const int MostReadings = 16_384;

    private readonly Dictionary<(string Source, string Quantity, string Channel), (PayloadReading Reading, int Message)> newest = [];
    private readonly Dictionary<string, (HashSet<string> Seen, IReadOnlyList<string> Required)> sets = [];
    private readonly SortedSet<string> flags = new(StringComparer.Ordinal);
    private PayloadTime time = PayloadTime.None;
    private string? named, inTopic;
    private Refusal? refusal;
    private bool asksRebirth;
    private int messages, stored;

    public void Add(PayloadTaken taken, PayloadResult result)
    {
        messages++;
        stored += result.Stored;
        flags.UnionWith(result.Flags);
        refusal ??= result.Refusal;
        asksRebirth |= result.AsksRebirth;
        (named, inTopic) = taken.IsNamed ? (taken.Device, inTopic) : (named, taken.Device ?? inTopic);
        time = taken.Time.Kind == PayloadTimeKind.None ? time : taken.Time;
        if (taken is { Block: { } block, RequiredBlocks.Count: > 0 } && sets.Count < MostReadings)
        {
            sets.TryAdd(taken.Source, ([], taken.RequiredBlocks));
            sets[taken.Source].Seen.Add(block);
        }

        foreach (var reading in result.Flags.Contains(PayloadFlags.Duplicate) ? [] : taken.Readings)
        {
            if (newest.Count < MostReadings)
                newest[(taken.Source, reading.Quantity, reading.Channel)] = (reading, messages);
        }
    }

    public PayloadResult Result()
    {
        var missing = sets.Values.SelectMany(set => set.Required.Where(block => !set.Seen.Contains(block))).FirstOrDefault();
        var why = refusal ?? (missing is null ? null : PayloadRefusal.Missing(missing));
        var all = new SortedSet<string>(flags, StringComparer.Ordinal);
        if (newest.Values.Select(entry => entry.Message).Distinct().Skip(1).Any())
            all.Add(PayloadFlags.Composite);
        return new(
            named ?? inTopic, time, missing is null ? [.. newest.Values.Select(entry => entry.Reading)] : [], [.. all], why, asksRebirth, stored);
    }
}
