using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Importing;

/// <summary>Certificates that stand in the register, in the form in which equal numbers are equal: what a file says of them again is refused.</summary>
public sealed class RegisteredCertificates(Store store)
{
    public async Task<IReadOnlySet<(StandardCertificateKind Kind, string Number)>> AllAsync(CancellationToken cancellation) =>
        (await store.ReadAsync(db => db.StandardCertificates.Where(row => row.Correction == null).Select(row => new { row.Kind, row.Number }).ToListAsync(cancellation), cancellation))
        .Select(row => (row.Kind, StandardCertificateNumber.Same(row.Number))).ToHashSet();
}
