using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>What the equipment register knows about the devices of a session.</summary>
/// <param name="Zone">For times without zone.</param>
/// <param name="MaxAge">Older messages are stale; null takes any age.</param>
/// <param name="Metrics">Meaning of Sparkplug metrics, over those of the mapping.</param>
public sealed record PayloadSettings(PayloadZone? Zone = null, TimeSpan? MaxAge = null, IReadOnlyDictionary<string, PayloadMetric>? Metrics = null);

/// <summary>
/// Messages of devices one after another: each becomes readings and flags, or a refusal, and never stops the next. Pure: no clock, no broker.
/// </summary>
/// <param name="mapping">Of the device; null when the topic shall tell.</param>
public sealed class PayloadSession(PayloadMapping? mapping, PayloadSettings settings)
{
    private const int MostRemembered = 16_384;

    private readonly Dictionary<string, string> remembered = [];
    private readonly Dictionary<string, SparkplugReader> sparkplug = [];
    private readonly Dictionary<string, string> named = [];
    private readonly PayloadHistory history = new();
    private readonly PayloadPicture picture = new();

    /// <summary>What one message says, seen after those before it.</summary>
    public PayloadResult Take(PayloadMessage message)
    {
        if (remembered.Count > MostRemembered)
            remembered.Clear();
        if (named.Count > MostRemembered)
            named.Clear();
        var taken = Read(message);
        var flags = new SortedSet<string>(taken.Flags, StringComparer.Ordinal);
        if (message.Retained)
            flags.Add(PayloadFlags.Retained);
        if (taken.Readings.Count > 0)
        {
            if (taken.Time.Kind == PayloadTimeKind.None)
                flags.Add(PayloadFlags.NoDeviceTime);
            if (IsInconsistent(taken.Readings))
                flags.Add(PayloadFlags.Inconsistent);
        }

        if (message.ReceivedAt is { } received && taken.Time.Utc is { } time)
        {
            if (time > received)
                flags.Add(PayloadFlags.Future);
            else if (settings.MaxAge is { } most && received - time > most)
                flags.Add(PayloadFlags.Stale);
        }

        // One instrument is bound: whoever names himself otherwise than the first that spoke is not it.
        if (taken is { IsNamed: true, Device: { } name, Readings.Count: > 0 } && !named.TryAdd(taken.Source, name) && named[taken.Source] != name)
            flags.Add(PayloadFlags.OtherDevice);
        history.Compare(taken, message.Retained, flags);
        var stored = flags.Contains(PayloadFlags.Duplicate) ? 0 : taken.Readings.Count;
        var result = new PayloadResult(taken.Device, taken.Time, taken.Readings, [.. flags], taken.Refusal, taken.AsksRebirth, stored);
        picture.Add(taken, result);
        return result;
    }

    /// <summary>What all messages together say: of every reading the newest.</summary>
    public PayloadResult Together() => picture.Result();

    private PayloadTaken Read(PayloadMessage message)
    {
        foreach (var candidate in mapping is null ? PayloadMappings.All : [mapping])
        {
            foreach (var rule in candidate.Topics)
            {
                if ((rule.ChosenOnly && mapping is null) || TopicPattern.Of(rule.Topic).Match(message.Topic) is not { } places)
                    continue;
                return rule.Form == PayloadForm.Sparkplug
                    ? Sparkplug(candidate).Read(message)
                    : new PayloadReader(candidate, rule, settings.Zone, remembered).Read(message, places);
            }
        }

        return PayloadTaken.Nothing(message.Topic, mapping is null ? PayloadRefusal.NoMapping(message.Topic) : null);
    }

    private SparkplugReader Sparkplug(PayloadMapping of)
    {
        if (!sparkplug.TryGetValue(of.Id, out var reader))
            sparkplug[of.Id] = reader = new(settings.Metrics ?? of.Metrics ?? new Dictionary<string, PayloadMetric>());
        return reader;
    }

    /// <summary>Power flows through a channel that has no voltage or no current.</summary>
    private static bool IsInconsistent(IReadOnlyList<PayloadReading> readings) => readings
        .Where(reading => reading.Quantity == "power_active" && reading.Value != 0)
        .Any(power => readings.Any(reading => reading.Quantity is "voltage" or "current" && reading.Channel == power.Channel && reading.Value == 0));
}
