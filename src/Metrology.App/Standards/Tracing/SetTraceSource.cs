using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Tracing;

/// <summary>Says by which standard a traceability certificate was given. A circle is refused.</summary>
public sealed class SetTraceSource(Store store)
{
    /// <param name="StandardId">One of this register.</param>
    /// <param name="UpperId">One of another institution; neither takes away what was said.</param>
    public sealed record Request(int CertificateId, int? StandardId, int? UpperId);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? (request is { StandardId: not null, UpperId: not null } ? TraceErrors.OneSource : null)) is { } refusal)
                return refusal;
            if (await db.TraceabilityCertificates.FindAsync([request.CertificateId], cancellation) is not { } certificate)
                return TraceErrors.NoCertificate;
            if (await Equipment.UsableEquipment.WrongAsync(db, certificate.EquipmentId, cancellation) is { } unusable)
                return unusable;
            var isThere = request.StandardId is { } own ? await db.Standards.AnyAsync(row => row.Id == own, cancellation)
                : request.UpperId is not { } upper || await db.UpperReferences.AnyAsync(row => row.Id == upper, cancellation);
            if (!isThere)
                return TraceErrors.NotFound;
            if (request.StandardId is { } standard
                && await TraceCycles.OfLinkAsync(db, new(new(TraceKind.Equipment, certificate.EquipmentId), new(TraceKind.Standard, standard), certificate.IssuedOn, certificate.ValidUntil), cancellation) is { } cycle)
            {
                return cycle;
            }

            var source = await db.TraceSources.FindAsync([certificate.Id], cancellation);
            if (request is { StandardId: null, UpperId: null })
            {
                if (source is not null)
                    db.Remove(source);
            }
            else
            {
                if (source is null)
                    db.Add(source = new() { CertificateId = certificate.Id });
                (source.StandardId, source.UpperId) = (request.StandardId, request.UpperId);
            }

            await db.SaveChangesAsync(cancellation);
            return certificate.Id;
        }, cancellation);
}
