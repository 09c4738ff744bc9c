using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Life;

/// <summary>Enters an official act of a standard: who, when, why and the document. What the rules forbid on that day is refused with the rule.</summary>
public sealed class RecordAct(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Replacement">Of a replacement: what is exchanged.</param>
    public sealed record Request(int StandardId, StandardAct Act, DateOnly? On, DateOnly? Until, string Reason, string Document, Exchange? Replacement = null);

    /// <param name="Out">Instruments that leave the standard.</param>
    /// <param name="In">Those that come.</param>
    public sealed record Exchange(
        ReplacementEffect? Effect, IReadOnlyList<ReplacementSituation> Situations, IReadOnlyList<ReplacementCause> Causes, IReadOnlyList<int> Out, IReadOnlyList<int> MainIn, IReadOnlyList<int> AuxiliaryIn)
    {
        /// <summary>测量范围 after it; null or empty leaves it as it was.</summary>
        public string? RangeText { get; init; }

        /// <summary>不确定度、等级或最大允许误差 after it; null or empty leaves it as it was.</summary>
        public string? UncertaintyText { get; init; }

        /// <summary>Range and accuracy as numbers after it; null leaves them as they were.</summary>
        public IReadOnlyList<StandardParameter>? Parameters { get; init; }
    }

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problems(request).FirstOrDefault()) is { } refusal)
                return refusal;
            var standard = await db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates).AsSplitQuery()
                .FirstOrDefaultAsync(row => row.Id == request.StandardId, cancellation);
            if (standard is null)
                return StandardErrors.NotFound;
            if (await UsableStandards.WrongAsync(db, standard.Id, cancellation) is { } unusable)
                return unusable;
            var act = new StandardEvent
            {
                StandardId = standard.Id,
                Act = request.Act,
                On = request.On!.Value,
                Until = request.Act == StandardAct.Suspended ? request.Until : null,
                Effect = request.Act == StandardAct.Replaced ? request.Replacement?.Effect : null,
                Reason = request.Reason.Trim(),
                Document = request.Document.Trim(),
                EnteredBy = actor.Name,
                EnteredAt = clock.GetUtcNow(),
            };
            var isThere = standard.Events.Exists(row => row.Act == act.Act && row.On == act.On);
            if ((standard.ProblemWith(act) ?? (isThere ? LifeErrors.EnteredBefore : null) ?? await UnreadyAsync(db, standard, act, cancellation)) is { } forbidden)
                return forbidden;
            if (request is { Act: StandardAct.Replaced, Replacement: { } exchange })
            {
                // What the standard was on a day is told from the replacements after it.
                if (standard.Events.Exists(row => row.Act == StandardAct.Replaced && row.On > act.On))
                    return LifeErrors.ReplacedLater;
                var replaced = await StandardExchange.RunAsync(db, standard, exchange, act.On, paper, cancellation);
                if (replaced.Refusal is { } impossible)
                    return impossible;
                act.Replacement = replaced.Value;
            }

            db.Add(act);
            // An act is a change of the standard: whoever has its form open sees that it moved on.
            db.Entry(standard).State = EntityState.Modified;
            await db.SaveChangesAsync(cancellation);
            return act.Id;
        }, cancellation);

    /// <summary>Everything that is wrong with the request by itself.</summary>
    public IEnumerable<Refusal> Problems(Request request)
    {
        foreach (var refusal in Validation.EachRequired((nameof(request.Reason), request.Reason), (nameof(request.Document), request.Document)))
            yield return refusal;
        if (request.Act == StandardAct.Corrected)
            yield return LifeErrors.CorrectedByEdit;
        if (request.On is null)
            yield return LifeErrors.NoDay;
        foreach (var refusal in Validation.EachPlausible((nameof(request.On), request.On), (nameof(request.Until), request.Until)))
            yield return refusal;
        // A suspension is applied for ahead; what was examined or exchanged has happened.
        if (request.Act is not (StandardAct.Suspended or StandardAct.Withdrawn) && request.On > DateOnly.FromDateTime(clock.GetLocalNow().DateTime))
            yield return LifeErrors.Future;
        if (request.Act == StandardAct.Suspended && Validation.InOrder(nameof(request.Until), request.On, request.Until) is { } reversed)
            yield return reversed;
        if (request.Act != StandardAct.Replaced)
            yield break;
        if (request.Replacement is not { Effect: not null } exchange)
            yield return LifeErrors.NoEffect;
        else if (exchange.Situations.Count == 0 || exchange.Causes.Count == 0)
            yield return LifeErrors.NoCause;
    }

    /// <summary>What an examination asks for before it can have been passed.</summary>
    private static async Task<Refusal?> UnreadyAsync(MetrologyDb db, MeasurementStandard standard, StandardEvent act, CancellationToken cancellation)
    {
        if (act.Act is not (StandardAct.Built or StandardAct.ReExamined))
            return null;
        if (!standard.HasItsPeople())
            return LifeErrors.NeedsPeople;
        int[] ids = [.. StandardMakeUp.On(standard, act.On).Equipment.Where(part => part.Role == EquipmentRole.Main).Select(part => part.Id)];
        var main = await db.Equipment.Include(row => row.Certificates).Where(row => EF.Parameter(ids).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
        return main.Count == 0 ? LifeErrors.NeedsMain : main.Find(item => !item.IsTraceableOn(act.On)) is { } lapsed ? LifeErrors.NeedsTraceable($"{lapsed.NameZh} {lapsed.Code}") : null;
    }
}
