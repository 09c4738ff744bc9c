using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Checks the paper of a record as it would be issued today.</summary>
public sealed class CertificateFindings(ICertificateRenderer renderer, CheckPage checkPage, TimeProvider clock) : IPaperFindings
{
    public async Task<IReadOnlyList<Finding>> OfAsync(MetrologyDb db, RunRecord record, CancellationToken cancellation)
    {
        if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
            return [];
        var draft = CertificateDraft.Of(record, institution, CertificateIdentity.Preview(DateOnly.FromDateTime(clock.GetLocalNow().DateTime)) with { CheckAddress = checkPage.AddressOf("-", "") });
        if (draft.Refusal is { } noPaper)
            return [new(noPaper.Code, FindingWeight.Blocking, noPaper.Text, [])];
        var document = AsSigned(draft.Value, clock.GetLocalNow());
        var check = PaperCheck.Of(document, await PaperBasis.OfAsync(db, record, checkPage, cancellation));
        // Nobody should approve what cannot be printed: an approved record goes nowhere else.
        var pictures = await TemplatePictures.OfAsync(db, document.Design?.Pictures() ?? [], cancellation);
        if (pictures.Refusal is { } noPicture)
            return [.. check.Findings, new(noPicture.Code, FindingWeight.Blocking, noPicture.Text, [])];
        return renderer.Render(document, check.Dcc, pictures.Value).Refusal is { } unprintable ? [.. check.Findings, new(unprintable.Code, FindingWeight.Blocking, unprintable.Text, [])] : check.Findings;
    }

    public Refusal? CannotPrint(string text) => renderer.CannotPrint(text);

    /// <summary>Who has still to sign is expected, not missing.</summary>
    private static CertificateDocument AsSigned(CertificateDocument document, DateTimeOffset at) => document with
    {
        Signatures = [.. document.Signatures, .. Enum.GetValues<SignatureRole>().Where(role => document.Signatures.All(one => one.Role != role)).Select(role => new Signature(role, "—", at))],
    };
}
