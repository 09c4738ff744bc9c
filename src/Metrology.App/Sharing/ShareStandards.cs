using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Sharing;

/// <summary>What an institution gives to others and takes from them: its own standards published or not, catalogues received, standards of others recognised.</summary>
public sealed class ShareStandards(Store store, TimeProvider clock)
{
    public Task<Outcome<int>> PublishAsync(Actor actor, int standardId, bool isPublished, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (!await db.Standards.AnyAsync(row => row.Id == standardId, cancellation))
                return StandardErrors.NotFound;
            var row = await db.PublishedStandards.FindAsync([standardId], cancellation);
            if (isPublished && row is null)
                db.Add(new PublishedStandard { StandardId = standardId, PublishedBy = actor.Name, PublishedAt = clock.GetUtcNow() });
            else if (!isPublished && row is not null)
                db.Remove(row);
            return standardId;
        },
        cancellation);

    public Task<Outcome<int>> ReceiveAsync(Actor actor, byte[] file, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            var read = CatalogueFile.Read(file);
            if (read.Refusal is { } refusal)
                return refusal;
            var (institution, issuedOn) = (read.Value.Institution.NameZh.Trim(), read.Value.IssuedOn);
            if (await db.Institutions.AnyAsync(row => row.NameZh == institution, cancellation))
                return SharingErrors.OwnInstitution;
            if (issuedOn > DateOnly.FromDateTime(clock.GetLocalNow().DateTime))
                return SharingErrors.FutureDay;
            if (await db.ReceivedCatalogues.AnyAsync(row => row.Institution == institution && row.IssuedOn >= issuedOn, cancellation))
                return SharingErrors.Older;
            var received = new ReceivedCatalogue { Institution = institution, IssuedOn = issuedOn, File = file, ReceivedBy = actor.Name, ReceivedAt = clock.GetUtcNow() };
            db.Add(received);
            await db.SaveChangesAsync(cancellation);
            return received.Id;
        },
        cancellation);

    public sealed record RecogniseRequest(int CatalogueId, string StandardKey, bool? IsRecognised, string Why, string Document);

    public Task<Outcome<int>> RecogniseAsync(Actor actor, RecogniseRequest request, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (string.IsNullOrWhiteSpace(request.Why))
                return SharingErrors.WhyNeeded;
            if (request.IsRecognised is not { } isRecognised)
                return SharingErrors.NothingSaid;
            if (Validation.Optional((nameof(request.Why), request.Why), (nameof(request.Document), request.Document)) is { } wrong)
                return wrong;
            if (await db.ReceivedCatalogues.FirstOrDefaultAsync(row => row.Id == request.CatalogueId, cancellation) is not { } catalogue
                || CatalogueFile.Read(catalogue.File).Value.Standards.FirstOrDefault(one => one.Id == request.StandardKey) is not { } standard)
                return SharingErrors.NotFound;
            var last = await db.Recognitions.Where(row => row.Institution == catalogue.Institution && row.StandardKey == standard.Id).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
            if ((last?.IsRecognised ?? false) == isRecognised)
                return SharingErrors.AlreadySo;
            var row = new Recognition
            {
                Institution = catalogue.Institution,
                StandardKey = standard.Id,
                StandardName = standard.NameZh,
                IsRecognised = isRecognised,
                Why = request.Why.Trim(),
                Document = request.Document.Trim(),
                AccountId = actor.AccountId,
                By = actor.Name,
                At = clock.GetUtcNow(),
            };
            db.Add(row);
            await db.SaveChangesAsync(cancellation);
            return row.Id;
        },
        cancellation);
}
