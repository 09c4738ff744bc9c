using System.Collections.Concurrent;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Procedures;

/// <summary>
/// The editions this installation can work with: those that came with the product and those that two persons published. A record names the content hash and
/// gets exactly that file, or nothing. Only what never changes is kept in memory, so that several nodes agree.
/// </summary>
public sealed class ProcedureLibrary(IReadOnlyList<Procedure> shipped)
{
    private readonly ConcurrentDictionary<string, Procedure> byHash = new(shipped.Select(one => KeyValuePair.Create(one.ContentHash, one)));

    /// <summary>What came with the product; it counts as published.</summary>
    public IReadOnlyList<Procedure> Shipped => shipped;

    /// <summary>The highest revision in force of a designation such as "JJG 1148-2022", or null.</summary>
    internal async Task<Procedure?> CurrentAsync(MetrologyDb db, string designation, CancellationToken cancellation)
    {
        var published = await db.Procedures.AsNoTracking()
            .Where(row => row.Designation == designation && row.State == ProcedureState.Published)
            .OrderByDescending(row => row.Revision).FirstOrDefaultAsync(cancellation);
        return Highest([.. shipped.Where(one => one.Designation == designation), .. published is null ? [] : new[] { Load(published) }]);
    }

    /// <summary>The highest revision in force of every designation, in their order.</summary>
    internal async Task<IReadOnlyList<Procedure>> AllCurrentAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var published = await db.Procedures.AsNoTracking().Where(row => row.State == ProcedureState.Published).ToListAsync(cancellation);
        return [.. shipped.Concat(published.Select(Load)).GroupBy(one => one.Designation).Select(same => Highest(same)!).OrderBy(one => one.Designation, StringComparer.Ordinal)];
    }

    internal async Task<Procedure?> ByHashAsync(MetrologyDb db, string contentHash, CancellationToken cancellation)
    {
        if (byHash.TryGetValue(contentHash, out var known))
            return known;
        return await db.Procedures.AsNoTracking().FirstOrDefaultAsync(row => row.ContentHash == contentHash, cancellation) is { } row ? Load(row) : null;
    }

    /// <exception cref="RefusedSaveException">The stored file is not the one that was imported.</exception>
    internal Procedure Load(ProcedureRow row) => byHash.GetOrAdd(row.ContentHash, hash =>
        ProcedureFile.Load(row.File).Procedure is { } procedure && procedure.ContentHash == hash
            ? procedure
            : throw new RefusedSaveException(RowCheck.UnusableRegister(LegalRow.Sought(nameof(ProcedureRow), hash))));

    private static Procedure? Highest(IEnumerable<Procedure> same) => same.MaxBy(one => one.Revision);
}
