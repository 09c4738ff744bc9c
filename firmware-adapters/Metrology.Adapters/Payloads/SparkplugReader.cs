using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>
/// Messages of Sparkplug edge nodes: keeps the names that a birth message gives to aliases and the sequence numbers. Commands (NCMD, DCMD) and STATE are no readings.
/// </summary>
internal sealed class SparkplugReader(IReadOnlyDictionary<string, PayloadMetric> metrics)
{
    private const int MostEdges = 4096, MostAliases = 65_536, EdgeLevels = 4;
    private const ulong Sequences = 256;

    private readonly Dictionary<string, Edge> edges = [];

    public PayloadTaken Read(PayloadMessage message)
    {
        var levels = message.Topic.Split('/');
        if (levels.Length is not (EdgeLevels or EdgeLevels + 1))
            return PayloadTaken.Nothing(message.Topic);
        var (node, kind) = ($"{levels[1]}/{levels[3]}", levels[2]);
        var device = levels.Length == EdgeLevels ? node : $"{node}/{levels[EdgeLevels]}";
        // Birth and data of a device have different topics and the same registers.
        var source = $"{levels[0]}/{device}";
        if (kind is not ("NBIRTH" or "DBIRTH" or "NDATA" or "DDATA" or "NDEATH" or "DDEATH"))
            return PayloadTaken.Nothing(source);
        var payload = SparkplugPayload.Parse(message.Payload.Span);
        if (payload.Refusal is { } refusal)
            return PayloadTaken.Nothing(source, refusal);
        // Data without its number cannot be followed, and a gap before it would not be seen.
        if (kind is "NDATA" or "DDATA" && (payload.Value.Sequence is null ? "seq" : payload.Value.Metrics.Count == 0 ? "metrics" : null) is { } missing)
            return PayloadTaken.Nothing(source, PayloadRefusal.Missing(missing));
        if (edges.Count >= MostEdges && !edges.ContainsKey(node))
            edges.Clear();
        if (!edges.TryGetValue(node, out var state))
            edges[node] = state = new();
        var flags = new SortedSet<string>(StringComparer.Ordinal);
        var asks = state.Follow(kind, payload.Value.Sequence, flags);
        if (kind is "NDEATH" or "DDEATH")
            return new(source, device, PayloadTime.None, [], flags, null) { AsksRebirth = asks };
        if (kind is "NBIRTH" or "DBIRTH")
            state.Learn(payload.Value.Metrics);
        return Take(payload.Value, state, new(source, device, PayloadTime.None, [], flags, null) { AsksRebirth = asks }, flags);
    }

    private PayloadTaken Take(SparkplugPayload payload, Edge state, PayloadTaken taken, SortedSet<string> flags)
    {
        var readings = new List<PayloadReading>();
        ulong? time = null;
        var asks = taken.AsksRebirth;
        foreach (var metric in payload.Metrics)
        {
            var (name, type) = state.Meaning(metric);
            asks |= name is null;
            if (name is null || metric.IsNull || !metrics.TryGetValue(name, out var meaning) || !SparkplugMetric.IsNumeric(type))
                continue;
            if (metric.Number(type) is not { } digits || PayloadNumber.Plain(digits) is not { } plain)
                return PayloadTaken.Nothing(taken.Source, PayloadRefusal.BadPayload);
            var reading = PayloadNumber.Reading(meaning.Quantity, meaning.Channel, plain, meaning.Unit, written: false);
            if (metric.IsHistorical)
                flags.Add(PayloadFlags.Historical);
            if (PayloadNumber.IsImplausible(reading, plain))
                flags.Add(PayloadFlags.Implausible);
            readings.Add(reading);
            time ??= metric.Timestamp;
        }

        // The time of the metric, not of the message that carries it.
        time ??= payload.Metrics.Select(metric => metric.Timestamp).FirstOrDefault(stamp => stamp is not null) ?? payload.Timestamp;
        var at = time is { } ms ? PayloadTime.Epoch(PayloadTimeKind.EpochMilliseconds, ms.ToString(CultureInfo.InvariantCulture), ms) : PayloadTime.None;
        return at is null ? PayloadTaken.Nothing(taken.Source, PayloadRefusal.BadPayload) : taken with { Readings = readings, Time = at, AsksRebirth = asks };
    }

    /// <summary>What is known of an edge node.</summary>
    private sealed class Edge
    {
        private readonly Dictionary<ulong, (string Name, int? Type)> aliases = [];
        private readonly Dictionary<string, int?> types = [];
        private ulong? last;

        /// <summary>Follows the sequence numbers; true when one is missing, so that the node must be asked for its birth.</summary>
        public bool Follow(string kind, ulong? sequence, SortedSet<string> flags)
        {
            if (kind is "NBIRTH" or "NDEATH")
            {
                aliases.Clear();
                types.Clear();
                last = kind == "NBIRTH" ? sequence : null;
                if (kind == "NBIRTH" && sequence is not (null or 0))
                    flags.Add(PayloadFlags.BirthNotZero);
                return false;
            }

            var isGap = last is { } before && sequence is { } now && now != (before + 1) % Sequences;
            last = sequence ?? last;
            if (isGap)
                flags.Add(PayloadFlags.SequenceGap);
            return isGap;
        }

        public void Learn(IReadOnlyList<SparkplugMetric> born)
        {
            foreach (var metric in born)
            {
                if (metric.Name is not { } name || types.Count >= MostAliases)
                    continue;
                types[name] = metric.DataType;
                if (metric.Alias is { } alias)
                    aliases[alias] = (name, metric.DataType);
            }
        }

        public (string? Name, int? Type) Meaning(SparkplugMetric metric)
        {
            if (metric.Name is { } name)
                return (name, metric.DataType ?? types.GetValueOrDefault(name));
            return metric.Alias is { } alias && aliases.TryGetValue(alias, out var known) ? (known.Name, metric.DataType ?? known.Type) : (null, null);
        }
    }
}
