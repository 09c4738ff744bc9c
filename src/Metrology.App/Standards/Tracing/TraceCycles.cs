using Metrology.App.Storage;
using Metrology.Core.Planning.Life;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Tracing;

/// <summary>Refuses what would make a value come from itself on some day. Instruments belong to standards as long as replacements say, and take their value from a standard as long as the certificate is valid.</summary>
internal static class TraceCycles
{
    /// <summary>The standard with the equipment that it is about to have.</summary>
    /// <param name="from">First day with this equipment; null where it is entered as having been there all along.</param>
    public static async Task<Refusal?> OfStandardAsync(MetrologyDb db, MeasurementStandard standard, DateOnly? from, CancellationToken cancellation)
    {
        // A new one has no number yet, and nothing can come from it.
        if (standard.Id == 0)
            return null;
        var node = new TraceNode(TraceKind.Standard, standard.Id);
        var own = from is null ? Edges(standard) : standard.Equipment.Select(link => new TraceEdge(node, new(TraceKind.Equipment, link.EquipmentId), from));
        return await ProblemAsync(db, [.. (await EdgesAsync(db, cancellation)).Where(edge => edge.Below != node), .. own], node, cancellation);
    }

    /// <summary>The graph with one more link.</summary>
    public static async Task<Refusal?> OfLinkAsync(MetrologyDb db, TraceEdge link, CancellationToken cancellation) =>
        await ProblemAsync(db, [.. await EdgesAsync(db, cancellation), link], link.Below, cancellation);

    private static async Task<List<TraceEdge>> EdgesAsync(MetrologyDb db, CancellationToken cancellation)
    {
        // Few standards had anything replaced; of all others what they have is what they had.
        var changed = db.StandardEvents.Where(row => row.Act == StandardAct.Replaced && row.Replacement != null).Select(row => row.StandardId);
        var replaced = await db.Standards.AsNoTracking().Include(row => row.Equipment).AsSplitQuery().Where(row => changed.Contains(row.Id)).ToListAsync(cancellation);
        var parts = await db.StandardEquipment.AsNoTracking().Where(row => !changed.Contains(row.StandardId)).Select(row => new { row.StandardId, row.EquipmentId }).ToListAsync(cancellation);
        var sources = await db.TraceSources.AsNoTracking()
            .Join(db.TraceabilityCertificates, source => source.CertificateId, certificate => certificate.Id, (source, certificate) => new { certificate.EquipmentId, certificate.IssuedOn, certificate.ValidUntil, source.StandardId, source.UpperId })
            .ToListAsync(cancellation);
        var uppers = await db.UpperReferences.AsNoTracking().Where(row => row.AboveId != null).Select(row => new { row.Id, row.AboveId }).ToListAsync(cancellation);
        return
        [
            .. replaced.SelectMany(Edges),
            .. parts.Select(row => new TraceEdge(new(TraceKind.Standard, row.StandardId), new(TraceKind.Equipment, row.EquipmentId))),
            .. sources.Select(row => new TraceEdge(
                new(TraceKind.Equipment, row.EquipmentId), row.StandardId is { } own ? new(TraceKind.Standard, own) : new(TraceKind.Upper, row.UpperId!.Value), row.IssuedOn, row.ValidUntil)),
            .. uppers.Select(row => new TraceEdge(new(TraceKind.Upper, row.Id), new(TraceKind.Upper, row.AboveId!.Value))),
        ];
    }

    /// <summary>To every instrument that the standard has or had.</summary>
    private static IEnumerable<TraceEdge> Edges(MeasurementStandard standard) =>
        EquipmentDays.Of(standard).Select(part => new TraceEdge(new(TraceKind.Standard, standard.Id), new(TraceKind.Equipment, part.EquipmentId), part.From, part.Until));

    private static async Task<Refusal?> ProblemAsync(MetrologyDb db, IReadOnlyCollection<TraceEdge> edges, TraceNode node, CancellationToken cancellation)
    {
        if (TraceGraph.CycleThrough(edges, node) is not { } way)
            return null;
        var names = new List<BilingualText>();
        foreach (var one in way)
            names.Add(await NameAsync(db, one, cancellation));
        return TraceErrors.Cycle(names);
    }

    /// <summary>As people call it, with its number where one name may be that of several.</summary>
    private static async Task<BilingualText> NameAsync(MetrologyDb db, TraceNode node, CancellationToken cancellation) => node.Kind switch
    {
        TraceKind.Standard => await db.Standards.FindAsync([node.Id], cancellation) is { } standard ? Named(standard.Name, $"#{node.Id}") : Unnamed(node),
        TraceKind.Equipment => await db.Equipment.FindAsync([node.Id], cancellation) is { } item ? Named(new(item.NameZh, item.NameEn.Length == 0 ? item.NameZh : item.NameEn), item.Code) : Unnamed(node),
        TraceKind.Upper => await db.UpperReferences.FindAsync([node.Id], cancellation) is { } upper ? Named(upper.Name, null) : Unnamed(node),
    };

    private static BilingualText Named(BilingualText name, string? number) =>
        string.IsNullOrEmpty(number) ? new($"「{name.Zh}」", $"“{name.En}”") : new($"「{name.Zh}」（{number}）", $"“{name.En}” ({number})");

    private static BilingualText Unnamed(TraceNode node) => BilingualText.Same($"#{node.Id}");
}
