using Metrology.App.Storage;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Procedures;

public sealed class ProcedureQueries(Store store, ProcedureLibrary library)
{
    /// <summary>A revision with where it came from.</summary>
    /// <param name="Row">Null for a procedure that came with the product.</param>
    /// <param name="IsCurrent">New verifications under this designation begin with it.</param>
    public sealed record Line(Procedure Procedure, ProcedureRow? Row, bool IsCurrent)
    {
        public ProcedureState State => Row?.State ?? ProcedureState.Published;
    }

    /// <summary>What new verifications are made under: one revision a designation.</summary>
    public Task<IReadOnlyList<Procedure>> CurrentAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => library.AllCurrentAsync(db, cancellation), cancellation);

    /// <summary>The measurands of all of them: the common ones, then those that procedures declare, each id once.</summary>
    public async Task<IReadOnlyList<Measurand>> MeasurandsAsync(CancellationToken cancellation) =>
        [.. Measurands.Common.Concat((await CurrentAsync(cancellation)).SelectMany(procedure => procedure.OwnMeasurands)).DistinctBy(one => one.Id)];

    public Task<Procedure?> CurrentAsync(string designation, CancellationToken cancellation) =>
        store.ReadAsync(db => library.CurrentAsync(db, designation, cancellation), cancellation);

    /// <summary>Every revision there is, by designation, the newest first.</summary>
    public Task<IReadOnlyList<Line>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            async db =>
            {
                var current = (await library.AllCurrentAsync(db, cancellation)).Select(one => one.ContentHash).ToHashSet();
                var rows = await db.Procedures.ToListAsync(cancellation);
                return (IReadOnlyList<Line>)[.. library.Shipped.Select(one => new Line(one, null, current.Contains(one.ContentHash)))
                    .Concat(rows.Select(row => new Line(library.Load(row), row, current.Contains(row.ContentHash))))
                    .OrderBy(line => line.Procedure.Designation, StringComparer.Ordinal).ThenByDescending(line => line.Procedure.Revision)];
            },
            cancellation);

    public async Task<Line?> FindAsync(string contentHash, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(line => line.Procedure.ContentHash == contentHash);

    /// <summary>The file as it came, for export.</summary>
    public async Task<byte[]?> FileAsync(string contentHash, CancellationToken cancellation) =>
        await store.ReadAsync(db => library.ByHashAsync(db, contentHash, cancellation), cancellation) is { } procedure ? procedure.File.ToArray() : null;
}
