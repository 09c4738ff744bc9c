using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Tracing;

/// <summary>Enters or changes a standard of another institution in the chain.</summary>
public sealed class SaveUpperReference(Store store)
{
    /// <param name="Id">Null enters a new one.</param>
    public sealed record Request(int? Id, string NameZh, string NameEn, string Institution, string Description, DateOnly? ValidUntil, bool IsNational, int? AboveId);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.EditRegistry)
                ?? Validation.Required((nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn), (nameof(request.Institution), request.Institution))
                ?? Validation.Optional((nameof(request.Description), request.Description))
                ?? Validation.Plausible((nameof(request.ValidUntil), request.ValidUntil))
                ?? (request is { IsNational: true, AboveId: not null } ? TraceErrors.NationalIsTop : null);
            if (refusal is not null)
                return refusal;
            var upper = request.Id is { } id
                ? await db.UpperReferences.FindAsync([id], cancellation)
                : new() { NameZh = "", NameEn = "", Institution = "", Description = "", IsDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation) };
            if (upper is null || (request.AboveId is { } above && !await db.UpperReferences.AnyAsync(row => row.Id == above, cancellation)))
                return TraceErrors.NotFound;
            if (upper.Id != 0 && request.AboveId is { } higher
                && await TraceCycles.OfLinkAsync(db, new(new(TraceKind.Upper, upper.Id), new(TraceKind.Upper, higher)), cancellation) is { } cycle)
            {
                return cycle with { Field = nameof(request.AboveId) };
            }

            (upper.NameZh, upper.NameEn, upper.Institution, upper.Description) = (request.NameZh.Trim(), request.NameEn.Trim(), request.Institution.Trim(), request.Description.Trim());
            (upper.ValidUntil, upper.IsNational, upper.AboveId) = (request.ValidUntil, request.IsNational, request.AboveId);
            if (upper.Id == 0)
                db.Add(upper);
            await db.SaveChangesAsync(cancellation);
            return upper.Id;
        }, cancellation);
}
