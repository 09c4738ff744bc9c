using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>The original record of a verification as a PDF file for people: every observation as it was received, the conditions, the equipment, the events and the signatures.</summary>
public sealed class OriginalRecord(Store store, ProcedureLibrary library, ICertificateRenderer renderer, TimeProvider clock)
{
    public Task<Outcome<byte[]>> PdfAsync(Guid id, Language language, CancellationToken cancellation) => store.ReadAsync<Outcome<byte[]>>(
        async db =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
            if (loaded.Refusal is { } refusal)
                return refusal;
            if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
                return LaboratoryErrors.NoInstitution;
            var events = await db.RunEvents.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation);
            var said = loaded.Value.Verification.Registered ?? RegisteredParticulars.Of(loaded.Value.Verification, institution);
            return renderer.RenderRecord(new OriginalRecordSections(loaded.Value, said, events, clock.LocalTimeZone).Paper(language));
        },
        cancellation);
}
