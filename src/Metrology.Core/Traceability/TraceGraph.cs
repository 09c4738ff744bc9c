namespace Metrology.Core.Traceability;

/// <summary>What a chain of traceability goes through.</summary>
public enum TraceKind
{
    /// <summary>A measurement standard of the register.</summary>
    Standard,

    /// <summary>An instrument of the register.</summary>
    Equipment,

    /// <summary>A standard of another institution, up to the national one.</summary>
    Upper,
}

public readonly record struct TraceNode(TraceKind Kind, int Id);

/// <summary>A link of the chain: what is below takes its value from what is above.</summary>
/// <param name="From">First day on which it does; null is from ever.</param>
/// <param name="Until">Last day; null is without end, or unknown.</param>
public readonly record struct TraceEdge(TraceNode Below, TraceNode Above, DateOnly? From = null, DateOnly? Until = null)
{
    public bool Covers(DateOnly day) => !(day < From) && !(Until < day);
}

/// <summary>The register as a graph of traceability. It has no circle: a value that came from itself would come from nowhere.</summary>
public sealed class TraceGraph
{
    private static readonly TraceNode[] None = [];
    private readonly Dictionary<TraceNode, List<TraceNode>> above = [];

    public TraceGraph(IEnumerable<TraceEdge> edges)
    {
        foreach (var edge in edges)
        {
            if (!above.TryGetValue(edge.Below, out var list))
                above[edge.Below] = list = [];
            if (!list.Contains(edge.Above))
                list.Add(edge.Above);
        }
    }

    public IReadOnlyList<TraceNode> Above(TraceNode node) => above.TryGetValue(node, out var list) ? list : None;

    /// <summary>A way from the node up to itself whose links all hold on one and the same day; null when there is none.</summary>
    public static IReadOnlyList<TraceNode>? CycleThrough(IReadOnlyCollection<TraceEdge> edges, TraceNode node)
    {
        if (new TraceGraph(edges).CycleThrough(node) is null)
            return null;
        // Links that share days share the first day of the one that begins last.
        return edges.Select(edge => edge.From ?? DateOnly.MinValue).Distinct().Order()
            .Select(day => new TraceGraph(edges.Where(edge => edge.Covers(day))).CycleThrough(node)).FirstOrDefault(way => way is not null);
    }

    /// <summary>A way from the node up to itself, first and last the same; null when there is none.</summary>
    public IReadOnlyList<TraceNode>? CycleThrough(TraceNode node)
    {
        var from = new Dictionary<TraceNode, TraceNode>();
        var open = new Queue<TraceNode>([node]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in Above(at))
            {
                if (next == node)
                    return Way(from, node, at);
                if (from.TryAdd(next, at))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<TraceNode> Way(Dictionary<TraceNode, TraceNode> from, TraceNode start, TraceNode last)
    {
        List<TraceNode> way = [start];
        for (var at = last; at != start; at = from[at])
            way.Insert(0, at);
        way.Insert(0, start);
        return way;
    }
}
