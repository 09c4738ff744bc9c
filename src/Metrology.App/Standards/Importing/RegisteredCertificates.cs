using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Importing;

/// <summary>Certificates that stand in the register, in the form in which equal numbers are equal: what a file says of them again is refused.</summary>
public static class RegisteredCertificates
{
    public static async Task<IReadOnlySet<(StandardCertificateKind Kind, string Number)>> AllAsync(MetrologyDb db, CancellationToken cancellation) =>
        (await db.StandardCertificates.Where(row => row.Correction == null).Select(row => new { row.Kind, row.Number }).ToListAsync(cancellation))
        .Select(row => (row.Kind, StandardCertificateNumber.Same(row.Number))).ToHashSet();
}
