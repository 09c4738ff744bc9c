using Metrology.App.Laboratory;
using Metrology.App.Lists;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Enters a measurement standard or changes it, with its equipment.</summary>
public sealed class SaveStandard(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Id">Null enters a new one.</param>
    /// <param name="Version">The version that was edited; a change needs it.</param>
    /// <param name="Details">Null leaves them as they are.</param>
    /// <param name="Correction">Why what only an act changes was entered wrongly; null where nothing of it changes.</param>
    public sealed record Request(
        int? Id, string NameZh, string NameEn, string? ClassificationCode, string Place, string RangeText, string UncertaintyText, OwnerClass OwnerClass,
        IReadOnlyList<int>? MainEquipment, IReadOnlyList<int>? AuxiliaryEquipment, int? Version = null, StandardDetails? Details = null, string? Correction = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problems(request).FirstOrDefault()) is { } refusal)
                return refusal;
            var standard = request.Id is { } id
                ? await db.Standards.Include(row => row.Equipment).ThenInclude(link => link.Item).Include(row => row.Certificates).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellation)
                : await NewAsync(db, cancellation);
            if (standard is null)
                return StandardErrors.NotFound;
            if (request.Id is not null && await UsableStandards.WrongAsync(db, standard.Id, cancellation) is { } unusable)
                return unusable;
            if (request.Id is not null && request.Version is null)
                return StandardErrors.NoVersion;
            if (request.Version is { } edited && edited != standard.Version)
                return StorageErrors.MovedOn;
            int[] main = [.. (request.MainEquipment ?? []).Distinct()];
            int[] auxiliary = [.. (request.AuxiliaryEquipment ?? []).Distinct()];
            if (main.Intersect(auxiliary).Any())
                return StandardErrors.BothRoles;
            int[] chosen = [.. main, .. auxiliary];
            if (await db.Equipment.CountAsync(item => chosen.Contains(item.Id), cancellation) != chosen.Length)
                return StandardErrors.UnknownEquipment;

            var was = StandardMakeUp.Of(standard);
            if (request.Details is { } said && StandardDetailRules.Open(said.Parameters, was.Parameters) is { } open)
                return open;
            standard.NameZh = request.NameZh.Trim();
            standard.NameEn = request.NameEn.Trim();
            standard.ClassificationCode = string.IsNullOrWhiteSpace(request.ClassificationCode) ? null : request.ClassificationCode.Trim();
            standard.Place = request.Place.Trim();
            standard.RangeText = request.RangeText.Trim();
            standard.UncertaintyText = request.UncertaintyText.Trim();
            standard.OwnerClass = request.OwnerClass;
            request.Details?.WriteTo(standard);
            Equip(standard, main, auxiliary);
            if (!StandardDetailRules.Fits(standard.OwnerClass, standard.Category))
                return StandardErrors.CategoryOfClass;
            if (request.Id is not null && Bypassed(standard, was, request, actor) is { } bypassed)
                return bypassed;
            if (request.Id is null && await SameAsync(db, standard, cancellation) is { } same)
                return StandardErrors.There(same);
            if (await TraceCycles.OfStandardAsync(db, standard, null, cancellation) is { } cycle)
                return cycle with { Field = nameof(request.MainEquipment) };
            // A change of equipment alone is a change of the standard, too.
            if (request.Id is not null)
                db.Entry(standard).State = EntityState.Modified;
            await db.SaveChangesAsync(cancellation);
            return standard.Id;
        }, cancellation);

    /// <summary>
    /// What only an act changes of a standard that was assessed (main standards, auxiliary equipment, range, accuracy) is refused, unless somebody says that the entry was wrong: that is kept as an act of its own.
    /// </summary>
    private Refusal? Bypassed(MeasurementStandard standard, StandardMakeUp was, Request request, Actor actor)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var now = StandardMakeUp.Of(standard);
        if (!standard.WasAssessedBy(today) || now.FirstDifference(was) is not { } changed)
            return null;
        if (string.IsNullOrWhiteSpace(request.Correction))
            return StandardErrors.NeedsAct(changed.Field, changed.What);
        if (Validation.Required((nameof(request.Correction), request.Correction)) is { } wrong)
            return wrong;
        standard.Events.Add(new()
        {
            Act = StandardAct.Corrected,
            On = today,
            Reason = request.Correction.Trim(),
            Document = changed.What.Zh,
            Replacement = new([], [], [], []) { Was = was, Is = now },
            EnteredBy = actor.Name,
            EnteredAt = clock.GetUtcNow(),
        });
        return null;
    }

    /// <summary>One that nothing tells apart from the new one, also in other width or script: the same call, sent again.</summary>
    private static async Task<int?> SameAsync(MetrologyDb db, MeasurementStandard standard, CancellationToken cancellation)
    {
        var (code, owner) = (standard.ClassificationCode, standard.OwnerClass);
        var named = await TextSearch.FindAsync(db, ListSubject.Standards, SearchForm.Of(standard.NameZh), null, false, int.MaxValue, cancellation);
        var alike = await db.Standards.AsNoTracking().Include(row => row.Equipment).Where(row => named.Contains(row.Id) && row.ClassificationCode == code && row.OwnerClass == owner).ToListAsync(cancellation);
        return alike.Find(row => row.WithdrawnOn is null && Texts(row).SequenceEqual(Texts(standard)) && Main(row).SequenceEqual(Main(standard)))?.Id;

        static IEnumerable<string> Texts(MeasurementStandard of) => new[] { of.NameZh, of.Place, of.RangeText, of.UncertaintyText, of.Institution ?? "" }.Select(SearchForm.Of);

        static IEnumerable<int> Main(MeasurementStandard of) => of.Equipment.Where(link => link.Role == EquipmentRole.Main).Select(link => link.EquipmentId).Order();
    }

    /// <summary>A new row; in a demonstration everything is marked as such.</summary>
    private static async Task<MeasurementStandard> NewAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var standard = new MeasurementStandard
        {
            NameZh = "",
            NameEn = "",
            Place = "",
            RangeText = "",
            UncertaintyText = "",
            IsDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation),
        };
        db.Add(standard);
        return standard;
    }

    private static void Equip(MeasurementStandard standard, int[] main, int[] auxiliary)
    {
        standard.Equipment.RemoveAll(link => !main.Contains(link.EquipmentId) && !auxiliary.Contains(link.EquipmentId));
        foreach (var (items, role) in new[] { (main, EquipmentRole.Main), (auxiliary, EquipmentRole.Auxiliary) })
        {
            foreach (var item in items)
            {
                if (standard.Equipment.Find(link => link.EquipmentId == item) is { } link)
                    link.Role = role;
                else
                    standard.Equipment.Add(new() { EquipmentId = item, Role = role });
            }
        }
    }

    /// <summary>Everything that is wrong with the request by itself, so that a form can show all of it at once.</summary>
    public IEnumerable<Refusal> Problems(Request request)
    {
        foreach (var refusal in paper.EachWrong(
            (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn), (nameof(request.Place), request.Place),
            (nameof(request.RangeText), request.RangeText), (nameof(request.UncertaintyText), request.UncertaintyText)))
        {
            yield return refusal;
        }

        foreach (var refusal in request.Details is { } details ? StandardDetailRules.Problems(details) : [])
            yield return refusal;
        if (request.Details is { } said && !StandardDetailRules.Fits(request.OwnerClass, said.Category))
            yield return StandardErrors.CategoryOfClass;
        if (!string.IsNullOrWhiteSpace(request.ClassificationCode) && !ClassificationCode.IsValid(request.ClassificationCode.Trim()))
            yield return StandardErrors.BadCode;
    }
}
