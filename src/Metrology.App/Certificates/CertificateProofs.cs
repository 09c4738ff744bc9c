using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Ledger;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>What the ledger says of issued certificates, and the proofs that strangers check without it.</summary>
public sealed class CertificateProofs(Store store, ProveRow prove) : IRecordProofs
{
    /// <returns>Null when there is no such certificate.</returns>
    public Task<LedgerStanding?> StandingAsync(string number, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.Certificates.FirstOrDefaultAsync(row => row.Number == number, cancellation) is { } certificate ? await prove.OfAsync(db, certificate, cancellation) : null,
        cancellation);

    /// <summary>The proof as a file; refuses with "proof.not-yet" or "proof.damaged" when there is none to give.</summary>
    public async Task<Outcome<LedgerProof>> ProofAsync(string number, CancellationToken cancellation) =>
        await StandingAsync(number, cancellation) switch
        {
            null => CertificateErrors.NotFound,
            { Proof: { } proof } => proof,
            { Word: LedgerWord.NotYetSigned } => CertificateErrors.ProofNotYet,
            _ => CertificateErrors.ProofDamaged,
        };

    /// <summary>Of every certificate of a record that has one.</summary>
    public Task<IReadOnlyList<BundledProof>> OfRecordAsync(Guid id, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<BundledProof>>(
        async db =>
        {
            var proofs = new List<BundledProof>();
            foreach (var certificate in await db.Certificates.Where(row => row.VerificationId == id).OrderBy(row => row.Id).ToListAsync(cancellation))
            {
                if ((await prove.OfAsync(db, certificate, cancellation)).Proof is { } proof)
                    proofs.Add(new(certificate.Number, proof));
            }

            return proofs;
        },
        cancellation);
}
