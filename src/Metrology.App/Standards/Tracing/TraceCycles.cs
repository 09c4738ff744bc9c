using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Tracing;

/// <summary>Refuses what would make a value come from itself.</summary>
internal static class TraceCycles
{
    /// <summary>The standard with the equipment that it is about to have.</summary>
    public static async Task<Refusal?> OfStandardAsync(MetrologyDb db, MeasurementStandard standard, CancellationToken cancellation)
    {
        // A new one has no number yet, and nothing can come from it.
        if (standard.Id == 0)
            return null;
        var node = new TraceNode(TraceKind.Standard, standard.Id);
        var edges = (await EdgesAsync(db, cancellation)).Where(edge => edge.Below != node)
            .Concat(standard.Equipment.Select(link => new TraceEdge(node, new(TraceKind.Equipment, link.EquipmentId))));
        return Problem(new(edges), node);
    }

    /// <summary>The graph with one more link.</summary>
    public static async Task<Refusal?> OfLinkAsync(MetrologyDb db, TraceEdge link, CancellationToken cancellation) =>
        Problem(new((await EdgesAsync(db, cancellation)).Append(link)), link.Below);

    internal static async Task<List<TraceEdge>> EdgesAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var parts = await db.StandardEquipment.AsNoTracking().Select(row => new { row.StandardId, row.EquipmentId }).ToListAsync(cancellation);
        var sources = await db.TraceSources.AsNoTracking()
            .Join(db.TraceabilityCertificates, source => source.CertificateId, certificate => certificate.Id, (source, certificate) => new { certificate.EquipmentId, source.StandardId, source.UpperId })
            .ToListAsync(cancellation);
        var uppers = await db.UpperReferences.AsNoTracking().Where(row => row.AboveId != null).Select(row => new { row.Id, row.AboveId }).ToListAsync(cancellation);
        return
        [
            .. parts.Select(row => new TraceEdge(new(TraceKind.Standard, row.StandardId), new(TraceKind.Equipment, row.EquipmentId))),
            .. sources.Select(row => new TraceEdge(
                new(TraceKind.Equipment, row.EquipmentId), row.StandardId is { } own ? new(TraceKind.Standard, own) : new(TraceKind.Upper, row.UpperId!.Value))),
            .. uppers.Select(row => new TraceEdge(new(TraceKind.Upper, row.Id), new(TraceKind.Upper, row.AboveId!.Value))),
        ];
    }

    private static Refusal? Problem(TraceGraph graph, TraceNode node) => graph.CycleThrough(node) is { } way ? TraceErrors.Cycle(way) : null;
}
