using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

public sealed class EquipmentQueries(Store store)
{
    public Task<List<EquipmentItem>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).OrderBy(row => row.Code).ToListAsync(cancellation), cancellation);

    public Task<EquipmentItem?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>The file by which a certificate of this instrument was imported, or null.</summary>
    public Task<TraceabilityFile?> FileAsync(int id, string hash, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.TraceabilityCertificates.AnyAsync(row => row.EquipmentId == id && row.FileHash == hash, cancellation)
            ? await db.TraceabilityFiles.FirstOrDefaultAsync(row => row.Hash == hash, cancellation) : null,
        cancellation);

    /// <summary>Who signed the files of an instrument's certificates, by their hash.</summary>
    public Task<Dictionary<string, IReadOnlyList<ReceivedSignature>>> SignaturesAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.TraceabilityFiles.Where(file => db.TraceabilityCertificates.Any(row => row.EquipmentId == id && row.FileHash == file.Hash))
            .Select(file => new { file.Hash, file.Signatures }).ToDictionaryAsync(file => file.Hash, file => file.Signatures, cancellation),
        cancellation);
}
