using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>What lapses first: standards, instruments, and tests of standards.</summary>
public sealed class DueQueries(Store store, KeepingQueries keeping)
{
    /// <summary>How far ahead is looked, in days.</summary>
    public const int Far = 180;

    /// <summary>Standards and instruments that a section shows at most, those that lapse first.</summary>
    public const int MostOfSection = 50;

    /// <param name="IsCut">A section has more rows than it shows.</param>
    public sealed record Due(IReadOnlyList<StandardQueries.Line> Standards, IReadOnlyList<EquipmentItem> Equipment, IReadOnlyList<KeepingQueries.DueLine> Tests, bool IsCut);

    /// <summary>What has lapsed, what lapses soon, and what nobody knows the last day of. What nobody uses, or nobody may use yet, is not due.</summary>
    public async Task<Due> OnAsync(DateOnly day, CancellationToken cancellation, int most = MostOfSection)
    {
        var (standards, equipment, isCut) = await store.ReadAsync(
            async db =>
            {
                var (standardIds, isFirstCut) = await IdsAsync(db, ListSubject.Standards, day, most, cancellation);
                var (itemIds, isSecondCut) = await IdsAsync(db, ListSubject.Equipment, day, most, cancellation);
                var standards = await db.Standards.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(standardIds).Contains(row.Id)).ToListAsync(cancellation);
                var equipment = await db.Equipment.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(itemIds).Contains(row.Id)).ToListAsync(cancellation);
                return (standards, equipment, isFirstCut || isSecondCut);
            },
            cancellation);
        return new([.. standards.Select(row => new StandardQueries.Line(row, row.StandingOn(day), row.ValidUntil(day)))], equipment, await keeping.DueAsync(day, cancellation), isCut);
    }

    private static async Task<(List<int> Ids, bool IsCut)> IdsAsync(MetrologyDb db, ListSubject subject, DateOnly day, int most, CancellationToken cancellation)
    {
        var today = day.DayNumber;
        var (ids, isCut) = (new List<int>(), false);
        foreach (var (standing, first, last) in new[]
        {
            (StandardStanding.Expired, 0, StandingSpan.UnknownEnd),
            (StandardStanding.Expiring, today, today + StandardValidity.WarningDays),
            (StandardStanding.Valid, today, today + Far),
            (StandardStanding.Unknown, 0, StandingSpan.UnknownEnd),
        })
        {
            var found = await db.StandingSpans
                .Where(row => row.Subject == subject && row.Standing == standing && row.Ends >= first && row.Ends <= last && row.From <= today && row.Until >= today)
                .OrderBy(row => row.Ends).ThenBy(row => row.ItemId).Select(row => row.ItemId).Take(most + 1).ToListAsync(cancellation);
            isCut |= found.Count > most;
            ids.AddRange(found.Take(most));
        }

        return (ids, isCut);
    }
}
