using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>A certificate with how it ended and what came in its place, as rows and as the ledger knows them.</summary>
internal static class IssuedChain
{
    /// <summary>What came in the place of a certificate, to the last; shorter when a row of it was removed.</summary>
    public static async Task<List<Certificate>> SuccessorsAsync(MetrologyDb db, Certificate certificate, CancellationToken cancellation)
    {
        var chain = new List<Certificate>();
        if (certificate.Withdrawal?.ReplacedBy is null)
            return chain;
        // All of them are of one record, and each is younger than what it replaces.
        var all = await db.Certificates.Include(row => row.Withdrawal).Where(row => row.VerificationId == certificate.VerificationId && row.Id > certificate.Id).OrderBy(row => row.Id).ToListAsync(cancellation);
        var last = certificate;
        foreach (var one in all)
        {
            if (one.Number != last.Withdrawal?.ReplacedBy)
                continue;
            chain.Add(one);
            last = one;
        }

        return chain;
    }

    /// <summary>
    /// Why a certificate cannot be used, or null: it, its end, what came in its place, or the end of that is not what the ledger knows. An end that was removed makes
    /// a certificate unusable and not valid again.
    /// </summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, Certificate certificate, CancellationToken cancellation)
    {
        List<Certificate> chain = [certificate, .. await SuccessorsAsync(db, certificate, cancellation)];
        if (await RowCheck.UnusableAsync(db, [.. chain, .. chain.Select(one => one.Withdrawal).OfType<CertificateWithdrawal>()], cancellation) is { } unusable)
            return unusable;
        if (chain[^1].Withdrawal is { } end)
            return end.ReplacedBy is { } gone ? RowCheck.Unusable(((IProvable)certificate).Called, gone) : null;
        return (await EndedBeforeAsync(db, [chain[^1].Id], cancellation)).Count == 0 ? null : RowCheck.Unusable(CertificateWithdrawal.EndOfCertificate, chain[^1].Number);
    }

    /// <summary>Those of these certificates, which stand by their rows, that the ledger knows to have ended.</summary>
    public static Task<HashSet<int>> EndedBeforeAsync(MetrologyDb db, IReadOnlyCollection<int> standing, CancellationToken cancellation) =>
        RowCheck.RemovedAsync<CertificateWithdrawal>(db, standing, cancellation);
}
